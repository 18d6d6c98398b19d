"""A look at what is about to be imported, within a time and without holding much of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from annotator.core.errors import UserError
from annotator.core.pages import PageKind, RawPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.pages.containers.budget import Budget, Spent
from annotator.pages.containers.columns import TableLook
from annotator.pages.containers.container import Columns, Container, Refusal, Source
from annotator.pages.containers.plain import Plain
from annotator.pages.containers.unpacking import DAMAGED
from annotator.pages.opening import files_in, in_words, opened, shown_path
from annotator.pages.parsing_pool import ParsingPool

SECONDS = 2.0
"""How long the files are looked at, unless asked otherwise; titles come on top."""

_PACKED = (".gz", ".zip", ".wacz")
_MOST_FILES = 20_000
_MOST_TABLES = 50
_MOST_REFUSED = 200
_MOST_DIGESTS = 1_000
_LARGEST_SAMPLE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FoundKind:
    """The files of one kind of container, and how many pages are in them.

    Where `is_exact` is not set, there are at least so many: the time was over.
    """

    title: str
    file_count: int
    page_count: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: its columns, and which of them are read as what, whether chosen or guessed.

    `reason` says why nothing is read of it; the fields of `columns` are then None.
    """

    path: str
    title: str
    names: tuple[str, ...]
    columns: Columns
    unread: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of some paths would bring.

    `titles` are those of the first pages. `refused` are the first of `refused_count` refusals that
    were met. `digests` are of the first pages that were read, for whoever knows which of them are
    there already; `known_count` says how many are. `is_complete` says that every file was looked
    through, `packed_bytes` how large the compressed files are.
    """

    kinds: tuple[FoundKind, ...]
    tables: tuple[FoundTable, ...] = ()
    titles: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    refused_count: int = 0
    digests: tuple[str, ...] = ()
    known_count: int = 0
    packed_bytes: int = 0
    is_complete: bool = True

    @property
    def page_count(self) -> int:
        """How many pages there are, or at least are where the count `is_exact` not."""
        return sum(one.page_count for one in self.kinds)

    @property
    def is_exact(self) -> bool:
        """Whether the number of pages is known."""
        return self.is_complete and all(one.is_exact for one in self.kinds)


def preview_paths(
    paths: Iterable[Path],
    *,
    columns: Columns | None = None,
    title_count: int = 5,
    seconds: float = SECONDS,
    report: Reporter = silent,
) -> Preview:
    """What is in files and folders.

    First every file is looked at for its kind and its columns, then their pages are counted until
    `seconds` are over. The titles of the first pages are read in a process of its own. `report` is
    called now and then, and stops everything where it raises.
    """
    looking = _Looking(columns or Columns(), title_count, time.monotonic() + seconds, report)
    looking.find(paths)
    looking.count()
    return Preview(
        kinds=tuple(
            FoundKind(title, one.file_count, one.page_count, one.is_exact)
            for title, one in looking.kinds.items()
        ),
        tables=tuple(looking.tables),
        titles=looking.titles(),
        refused=tuple(looking.refused),
        refused_count=looking.refused_count,
        digests=tuple(looking.digests),
        packed_bytes=looking.packed_bytes,
        is_complete=looking.is_complete,
    )


@runtime_checkable
class _Table(Protocol):
    """A container with columns."""

    def look(self, source: Source) -> TableLook:
        """What its columns are."""
        ...


@runtime_checkable
class _Counted(Protocol):
    """A container that knows how many pages it holds."""

    def count(self, source: Source) -> int | None:
        """How many, None where that cannot be told."""
        ...


@dataclass(slots=True)
class _Tally:
    """What is known so far of the files of one kind."""

    file_count: int = 0
    page_count: int = 0
    is_exact: bool = True


@dataclass(slots=True)
class _Looking:
    columns: Columns
    title_count: int
    deadline: float
    report: Reporter
    budget: Budget = field(default_factory=Budget)
    waiting: list[tuple[Path, Container]] = field(default_factory=list)
    kinds: dict[str, _Tally] = field(default_factory=dict)
    tables: list[FoundTable] = field(default_factory=list)
    samples: list[RawPage] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    refused_count: int = 0
    digests: list[str] = field(default_factory=list)
    packed_bytes: int = 0
    is_complete: bool = True

    def find(self, paths: Iterable[Path]) -> None:
        """Tell the kind of every file, and the columns of tables."""
        for found in files_in(paths):
            if self._is_over() or len(self.waiting) >= _MOST_FILES:
                self.is_complete = False
                return
            if isinstance(found, Refusal):
                self._refuse(found)
                continue
            self.report(Progress(len(self.waiting), None, shown_path(found)))
            with opened(found, self.columns, self.budget) as found_in:
                if isinstance(found_in, Refusal):
                    self._refuse(found_in)
                else:
                    self._note(found, *found_in)

    def count(self) -> None:
        """Count the pages of each file while there is time; the first ones are kept as samples."""
        for number, (path, container) in enumerate(self.waiting):
            tally = self.kinds[container.title]
            if isinstance(container, Plain) and len(self.samples) >= self.title_count:
                tally.page_count += 1
                continue
            if self._is_over():
                tally.is_exact = False
                continue
            self.report(Progress(number, len(self.waiting), shown_path(path)))
            with opened(path, self.columns, self.budget) as found_in:
                if not isinstance(found_in, Refusal):
                    self._count(container, found_in.source, tally)

    def titles(self) -> tuple[str, ...]:
        """The titles of the samples, in a process that may be ended where a page holds it up."""
        if not self.samples:
            return ()
        found: list[str] = []
        with ParsingPool(workers=1) as pool:
            for raw in self.samples:
                self.report(Progress(len(found), len(self.samples), raw.name))
                title = raw.title
                if len(raw.content) <= _LARGEST_SAMPLE:
                    with suppress(UserError):
                        title = pool.submit(raw).result().facts.title or raw.title
                found.append(title or raw.url or raw.name)
        return tuple(found)

    def _note(self, path: Path, container: Container, source: Source) -> None:
        self.waiting.append((path, container))
        tally = self.kinds.setdefault(container.title, _Tally())
        tally.file_count += 1
        if path.suffix.lower() in _PACKED:
            self.packed_bytes += path.stat().st_size
        if isinstance(container, _Table) and len(self.tables) < _MOST_TABLES:
            try:
                seen = container.look(source)
            except (Spent, OSError, *DAMAGED):
                return  # counting meets it again, and tells
            self.tables.append(_found_table(source.name, container.title, seen))

    def _count(self, container: Container, source: Source, tally: _Tally) -> None:
        """Count by the file's own directory if it has one, else by reading on."""
        told = container.count(source) if isinstance(container, _Counted) else None
        before = tally.page_count
        for number, found in enumerate(_until_damage(container, source)):
            if isinstance(found, Refusal):
                self._refuse(found)
            else:
                self._take(found, tally)
                if told is not None and len(self.samples) >= self.title_count:
                    tally.page_count = before + told
                    return
            if self._is_over():
                tally.is_exact = False
                return
            if number % 64 == 0:
                self.report(Progress(tally.page_count, None, source.name))

    def _take(self, raw: RawPage, tally: _Tally) -> None:
        tally.page_count += 1
        if len(self.samples) < self.title_count:
            self.samples.append(replace(raw, resources=()))
        if len(self.digests) < _MOST_DIGESTS:
            self.digests.append(hashlib.sha256(raw.content).hexdigest())

    def _refuse(self, refusal: Refusal) -> None:
        self.refused_count += 1
        if len(self.refused) < _MOST_REFUSED:
            self.refused.append(refusal)

    def _is_over(self) -> bool:
        return time.monotonic() > self.deadline


def _until_damage(container: Container, source: Source) -> Iterator[RawPage | Refusal]:
    """What the reader finds, and a refusal of the rest where that cannot be unpacked or read."""
    try:
        yield from container.read(source)
    except UserError as error:
        yield Refusal(source.name, str(error))
    except DAMAGED:
        yield Refusal(source.name, "The gzip compression of the file is damaged.")
    except OSError as error:
        yield Refusal(source.name, in_words(error))


def _found_table(path: str, title: str, seen: TableLook) -> FoundTable:
    chosen = seen.chosen
    if chosen is None:
        return FoundTable(path, title, seen.names, Columns(), reason=seen.reason)
    is_html = chosen.kind is PageKind.HTML
    columns = Columns(
        html=chosen.content if is_html else None,
        text=None if is_html else chosen.content,
        url=chosen.url,
        id=chosen.id,
        title=chosen.title,
        time=chosen.time,
    )
    return FoundTable(path, title, seen.names, columns, seen.unread)
