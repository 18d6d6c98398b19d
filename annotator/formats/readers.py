"""Which readers of data sets there are: those of the program, and entry points of others.

Packages add theirs by entry points of the group `annotator.readers`.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from annotator.core.errors import UserError
from annotator.formats.own_exports import own_format
from annotator.formats.reading import Reader
from annotator.formats.untrusted import head_of

GROUP = "annotator.readers"

_OWN = {
    "jsonl": "own_reader:OwnReader",
    "label-studio": "label_studio_reader:LabelStudioReader",
    "doccano": "doccano_reader:DoccanoReader",
    "prodigy": "prodigy_reader:ProdigyReader",
    "brat": "brat_reader:BratReader",
    "boilernet": "boilernet_reader:BoilerNetReader",
    "cleaneval": "clean_eval_reader:CleanEvalReader",
    "dragnet": "dragnet_reader:DragnetReader",
    "article-extraction-benchmark": "article_benchmark_reader:ArticleBenchmarkReader",
    "wceb": "wceb_reader:WcebReader",
    "webmainbench": "web_main_bench_reader:WebMainBenchReader",
    "gold-text": "gold_text_reader:GoldTextReader",
}
# What is written under another name than that of its reader.
_READ_AS = {"label-studio-html": "label-studio"}
_LEAST_SURE = 0.15


def reader_names() -> tuple[str, ...]:
    """The names of all installed readers, sorted; none is loaded for it."""
    return tuple(sorted(_entries()))


def reader(name: str) -> Reader:
    """The reader of that name.

    Raises `UserError` where there is none, with the names that exist, and where the package that
    brings it fails to load.
    """
    entry = _entries().get(name)
    if entry is None:
        raise UserError(
            f"There is no reader of a format “{name}”.", f"There are: {', '.join(reader_names())}."
        )
    return _load(entry)


def fitting_reader(path: Path) -> Reader:
    """The reader that is surest of the file or folder.

    Raises `UserError` where none is, and for what this program wrote in a format without a reader.
    """
    if not path.exists():
        raise UserError(f"There is nothing at “{path}”.", "See whether the path is right.")
    try:
        _refuse_unreadable(own_format(path))
        head = head_of(path)
        readers = [reader(name) for name in reader_names()]
        sure, found = max(
            ((one.sniff(head, path), one) for one in readers), key=lambda pair: pair[0]
        )
    except OSError as error:
        raise UserError(f"“{path}” cannot be read: {error.strerror}.") from error
    if sure < _LEAST_SURE:
        raise UserError(
            f"What “{path.name}” is cannot be told from its content.",
            f"Name its format: {', '.join(reader_names())}.",
        )
    return found


def _refuse_unreadable(written: str) -> None:
    if written and _READ_AS.get(written, written) not in reader_names():
        raise UserError(
            f"This is a data set in the format {written}, which cannot be taken in.",
            "Export as jsonl, and take that in.",
        )


def _entries() -> dict[str, EntryPoint]:
    """All of them by name; a stranger's does not take the place of ours."""
    found = {one.name: one for one in entry_points(group=GROUP)}
    own = {
        name: EntryPoint(name, f"annotator.formats.{value}", GROUP) for name, value in _OWN.items()
    }
    return {**found, **own}


def _load(entry: EntryPoint) -> Reader:
    try:
        made: Reader = entry.load()()
    # A stranger's package may fail in any way.
    except Exception as error:
        raise UserError(
            f"The reader of the format “{entry.name}” does not load: {error!r}.",
            f"Mend or remove the package that brings it ({entry.value}).",
        ) from error
    return made
