"""What the first page of a data set would look like, before the data set is written."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import BinaryIO

from annotator import __version__
from annotator.core.data_sets import DataSetFacts
from annotator.core.labelled import LabelledPage
from annotator.core.policies import Policy
from annotator.core.progress import Progress, Reporter, silent
from annotator.formats.writer import Writer
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.export_choices import chosen_policy, chosen_writer
from annotator.services.export_wish import DataSetWish
from annotator.services.exported_pages import ExportedPages
from annotator.services.exported_sets import WantedPage, wanted_pages
from annotator.services.projects import Project

MOST_BYTES = 4096
"""So much of what is written is shown, of all files together."""
MOST_TRIED = 100
"""So many pages are looked at for one that has a wanted set; it may be that none has."""


@dataclass(frozen=True, slots=True)
class PreviewedFile:
    """A file with its size in bytes, and how its text begins: None where it is no text."""

    name: str
    size: int
    text: str | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What is written of the first page alone.

    `page_count` counts the pages that may have a wanted set. `files` is empty where none was found
    among those that were looked at.
    """

    page_count: int
    files: tuple[PreviewedFile, ...] = ()


def preview_export(project: Project, wish: DataSetWish, report: Reporter = silent) -> ExportPreview:
    """Write the sets of the first wanted page in memory, and nothing anywhere else.

    Splits are left out: they are drawn when all pages are known. Units of progress are pages.
    Raises `UserError` as the export would.
    """
    writer = chosen_writer(wish)
    policy = chosen_policy(writer, wish.policy, project)
    with project.store.read() as transaction:
        pages = wanted_pages(transaction, wish.wanted)
    sets = _first(project, wish, pages, writer, policy, report)
    if not sets:
        return ExportPreview(len(pages))
    facts = DataSetFacts(
        name=project.name,
        label_set=project.label_set,
        program_version=__version__,
        command=wish.command(project.path),
        policy=policy,
        chosen=wish.wanted.words(),
    )
    return ExportPreview(len(pages), _files(_written(writer, sets, wish.target.name, facts)))


def _first(
    project: Project,
    wish: DataSetWish,
    pages: Sequence[WantedPage],
    writer: Writer,
    policy: Policy,
    report: Reporter,
) -> list[LabelledPage]:
    """The sets of the first page that has any; one page after the other, so that few are read."""
    with ExitStack() as stack:
        pool = cache(lambda: stack.enter_context(ParsingPool(1)))
        for number, page in enumerate(pages[:MOST_TRIED]):
            report(Progress(number, None))
            one = ExportedPages(project, wish.wanted, [page], writer, policy, {})
            if sets := list(one.stream(pool, silent)):
                return sets
    return []


class _Kept(BytesIO):
    """A file in memory that can still be read when its writer has closed it."""

    def close(self) -> None:
        """Leave the bytes where they are."""


@dataclass(slots=True)
class _FolderInMemory:
    about: DataSetFacts
    files: dict[str, _Kept] = field(default_factory=dict)

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A new file of that name."""
        made = self.files.setdefault(name, _Kept())
        yield made


def _written(
    writer: Writer, sets: Sequence[LabelledPage], name: str, facts: DataSetFacts
) -> dict[str, bytes]:
    if writer.is_folder:
        folder = _FolderInMemory(facts)
        writer.write(sets, folder)
        return {name: file.getvalue() for name, file in folder.files.items()}
    file = _Kept()
    writer.write(sets, file)
    return {name: file.getvalue()}


def _files(written: dict[str, bytes]) -> tuple[PreviewedFile, ...]:
    """The files by name, and the beginnings of their texts, as long as there is room."""
    room = MOST_BYTES
    # What is short is shown whole, and leaves its room to the others.
    order = sorted(written, key=lambda name: len(written[name]))
    texts = {}
    for left, name in zip(range(len(order), 0, -1), order, strict=True):
        head = written[name][: room // left]
        texts[name] = text = _text(head)
        room -= 0 if text is None else len(head)
    return tuple(
        PreviewedFile(
            name,
            len(content),
            texts[name],
            is_whole=texts[name] is not None and len((texts[name] or "").encode()) == len(content),
        )
        for name, content in sorted(written.items())
    )


def _text(head: bytes) -> str | None:
    """The text that bytes are, without a character that was cut off; None where they are none."""
    if b"\0" in head:
        return None
    try:
        return getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return None
