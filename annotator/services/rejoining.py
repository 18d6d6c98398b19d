"""Pages put back into an export that was made without them."""

from __future__ import annotations

import hashlib
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, BinaryIO

from annotator.core.errors import UserError
from annotator.core.pages import PageKind, ParsedPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.formats.jsonl_without_pages import record_without_page, with_page
from annotator.pages.containers.container import Refusal
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.reading import Reading
from annotator.services.places import SUFFIX
from annotator.services.projects import open_project
from annotator.services.writing import written_beside

_WAITING = 16
_TOLD = 3


@dataclass(frozen=True, slots=True)
class RejoinReport:
    """What was written; `missing` are the digests of pages that were not there, in their order."""

    path: Path
    set_count: int
    page_count: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How the page of a digest was read when it was exported."""

    encoding: str
    kind: PageKind


@dataclass(slots=True)
class _Texts:
    """Texts and titles by digest, on the disk: a data set may be larger than the memory."""

    file: IO[bytes]
    places: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def keep(self, digest: str, text: str, title: str) -> None:
        """Keep what a page says."""
        content, name = text.encode(), title.encode()
        place = self.file.seek(0, 2)
        self.file.write(content)
        self.file.write(name)
        self.places[digest] = (place, len(content), len(name))

    def of(self, digest: str) -> tuple[str, str]:
        """The text and the title that were kept."""
        place, length, name_length = self.places[digest]
        self.file.seek(place)
        return self.file.read(length).decode(), self.file.read(name_length).decode()


def rejoin(
    export: Path,
    source: Path,
    target: Path,
    *,
    skips_missing: bool = False,
    report: Reporter = silent,
) -> RejoinReport:
    """Write the export that `export_project` would have written with its pages.

    `source` is a project, a file or a folder that has the pages, under whatever names: they are
    found by the SHA-256 of their bytes. `target` appears once it is whole. Units of progress are
    lines. Raises `UserError` where a line is no line of an export without pages, where a page has
    another text by now, and, unless `skips_missing`, where pages are not there.
    """
    with ExitStack() as stack:
        lines = stack.enter_context(_opened(export))
        wanted = {
            record["digest"]: _Wanted(record["encoding"], PageKind(record["kind"]))
            for _, record in _records(lines, export)
        }
        texts = _Texts(stack.enter_context(tempfile.TemporaryFile()))
        if source.suffix == SUFFIX and source.is_file():
            _take_from_project(source, wanted, texts)
        else:
            _take_from_files(source, wanted, texts, report)
        missing = tuple(digest for digest in wanted if digest not in texts.places)
        if missing and not skips_missing:
            raise _lacking(missing, source)
        (out,) = stack.enter_context(written_beside(target))
        lines.seek(0)
        count = 0
        for number, record in _records(lines, export):
            report(Progress(number, None))
            if record["digest"] in texts.places:
                with _line_told(export, number):
                    out.write(with_page(record, *texts.of(record["digest"])))
                count += 1
    return RejoinReport(target, count, len(wanted) - len(missing), missing)


def _opened(export: Path) -> BinaryIO:
    try:
        return export.open("rb")
    except OSError as error:
        raise UserError(f"“{export}” cannot be read: {error.strerror or error}.") from error


def _records(lines: BinaryIO, export: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        with _line_told(export, number):
            yield number, record_without_page(line)


@contextmanager
def _line_told(export: Path, number: int) -> Iterator[None]:
    try:
        yield
    except UserError as error:
        raise UserError(f"Line {number} of “{export}”: {error.sentence}", error.hint) from error


def _take_from_project(source: Path, wanted: Mapping[str, _Wanted], texts: _Texts) -> None:
    with open_project(source) as project:
        for digest in wanted:
            with project.store.read() as transaction:
                page = transaction.pages.find(digest)
                if page is not None:
                    document = transaction.pages.document(page)
                    texts.keep(digest, document.text, transaction.pages.facts(page).title)


def _take_from_files(
    source: Path, wanted: Mapping[str, _Wanted], texts: _Texts, report: Reporter
) -> None:
    if not source.exists():
        raise UserError(f"There is no “{source}”.", "Name a project, or where the pages are.")
    waiting: deque[tuple[str, Future[ParsedPage]]] = deque()
    reading = Reading([source], on_read=lambda: report(Progress(0, None, str(source))))
    with ParsingPool() as pool, closing(reading):
        for raw in reading:
            if isinstance(raw, Refusal):
                continue  # what is no page cannot be one of those that are looked for
            digest = hashlib.sha256(raw.content).hexdigest()
            if digest not in wanted or digest in texts.places or _is_waiting(digest, waiting):
                continue
            how = wanted[digest]
            waiting.append((digest, pool.submit(replace(raw, kind=how.kind), how.encoding)))
            if len(waiting) == _WAITING:
                _keep_first(waiting, texts)
        while waiting:
            _keep_first(waiting, texts)


def _is_waiting(digest: str, waiting: Iterable[tuple[str, object]]) -> bool:
    return any(one == digest for one, _ in waiting)


def _keep_first(waiting: deque[tuple[str, Future[ParsedPage]]], texts: _Texts) -> None:
    digest, future = waiting.popleft()
    parsed = future.result()
    texts.keep(digest, parsed.text, parsed.facts.title)


def _lacking(missing: Sequence[str], source: Path) -> UserError:
    named = ", ".join(missing[:_TOLD]) + (" …" if len(missing) > _TOLD else "")
    pages = "1 page is" if len(missing) == 1 else f"{len(missing)} pages are"
    return UserError(
        f"{pages} not in “{source}”, by the SHA-256 of their bytes: {named}.",
        "Name where they are, or write the others with --skip-missing.",
    )
