"""Taking in what other programs and data sets say of pages, as sets of a named annotator.

Each page is taken in whole or not at all: with its bytes where it is new, all its marks, and one
line in the journal, which is undone as any other. What is here is never overwritten unasked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from annotator.core.errors import Cancelled, UserError
from annotator.core.progress import Progress, Reporter, silent
from annotator.formats.readers import fitting_reader, reader, reader_names
from annotator.formats.reading import ComingSet, Reader, Unread
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.coming_sets import ComingSets
from annotator.services.foreign_labels import ForeignLabels
from annotator.services.projects import Project
from annotator.services.taken_sets import Prepared, SetFate, TakenSet, Wish

__all__ = ["SetFate", "TakenSet", "TakingIn", "Wish", "reader_names", "take_in"]

_BATCH_SETS = 32
_BATCH_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What became of everything in a file or folder, in its order.

    `unknown_labels` counts in how many sets stood a label that the project has no other for.
    `is_stopped` says that the user stopped it: what is listed is settled, the rest was not read.
    """

    format: str
    sets: tuple[TakenSet, ...]
    unknown_labels: Mapping[str, int]
    is_stopped: bool = False

    def count(self, fate: SetFate) -> int:
        """How many sets met that fate."""
        return sum(one.fate is fate for one in self.sets)


def take_in(
    project: Project,
    path: Path,
    *,
    format_name: str = "",
    wish: Wish,
    labels: Mapping[str, str] | None = None,
    is_preview: bool = False,
    report: Reporter = silent,
) -> TakingIn:
    """Take in a file or folder; a preview says the same and writes nothing.

    Without `format_name` the content tells the format. `labels` leads from their labels to the
    project's, and to nothing for one that is to be left out; others are led by their id, their name
    or what they stand for. A set whose label leads nowhere is refused. Units of progress are bytes.

    Raises `UserError` where the file cannot be read, a label or a name is none, or the project
    cannot be written; what was settled before is then stored.
    """
    found = reader(format_name) if format_name else fitting_reader(path)
    known = ForeignLabels(project.label_set, labels or {}, found.roles)
    with ExitStack() as stack:
        pool = cache(lambda: stack.enter_context(ParsingPool(workers=1)))
        coming = ComingSets(project, pool, known, found.title, wish, is_preview=is_preview)
        running = _Running(coming, report, _byte_count(path))
        is_stopped = False
        try:
            running.run(_records(found, path))
        except Cancelled:
            is_stopped = True
        running.settle()
    if not is_stopped:
        with suppress(Cancelled):  # all is done: there is nothing left to stop
            report(Progress(running.total, running.total))
    return TakingIn(found.name, tuple(running.sets), dict(known.unknown), is_stopped)


@dataclass(slots=True)
class _Running:
    coming: ComingSets
    report: Reporter
    total: int
    sets: list[TakenSet] = field(default_factory=list)
    batch: list[Prepared] = field(default_factory=list)
    held: int = 0

    def run(self, records: Iterator[ComingSet | Unread]) -> None:
        """Prepare one after the other, and settle them batch by batch."""
        for one in records:
            self.report(Progress(min(one.done, self.total), self.total, one.where))
            if isinstance(one, Unread):
                self._add(Prepared(one.where, reason=one.reason))
            elif self.coming.is_wanted(one):
                self._add(self.coming.prepare(one))

    def settle(self) -> None:
        """Store what is prepared."""
        batch, self.batch, self.held = self.batch, [], 0
        self.sets += self.coming.settle(batch)

    def _add(self, one: Prepared) -> None:
        self.batch.append(one)
        self.held += one.byte_count
        if len(self.batch) >= _BATCH_SETS or self.held >= _BATCH_BYTES:
            self.settle()


def _records(found: Reader, path: Path) -> Iterator[ComingSet | Unread]:
    try:
        yield from found.read(path)
    except OSError as error:
        raise UserError(f"“{path}” cannot be read: {error.strerror}.") from error


def _byte_count(path: Path) -> int:
    """The bytes of the file, or of all files in the folder."""
    try:
        if not path.is_dir():
            return path.stat().st_size
        return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    except OSError as error:
        raise UserError(f"“{path}” cannot be read: {error.strerror}.") from error
