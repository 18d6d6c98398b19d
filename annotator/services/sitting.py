"""One annotator at work on one page: the state in memory, ahead of the disk by what is unsaved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime

from annotator.core import labelling
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply, invert
from annotator.core.errors import UserError
from annotator.core.journal import History, JournalLine, LineKind, Status
from annotator.core.labels import LabelSet
from annotator.core.pages import PageFacts, PageId
from annotator.core.spans import Span
from annotator.core.tally import Tally

_NOTHING = Edit("", frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation touched: the blocks to draw anew, and the line to save, if there is one.

    `undecided_count` counts the visible blocks that are undecided after it; it is saved with the
    line, so that saving need not read the page. Without a line it says nothing.
    """

    blocks: range
    line: JournalLine | None
    undecided_count: int = 0

    def __bool__(self) -> bool:
        return self.line is not None


NO_CHANGES = Changes(range(0), None)


def _now() -> datetime:
    return datetime.now(UTC)


class Sitting:
    """Every method takes effect at once and answers what changed; nothing here touches a disk.

    The lines that the answers carry must be saved in their order (`annotating.save`).
    `revision` is the stored revision that the first unsaved line builds on.
    """

    def __init__(
        self,
        page: PageId,
        facts: PageFacts,
        annotator: str,
        document: Document,
        label_set: LabelSet,
        annotations: AnnotationSet,
        lines: Sequence[JournalLine],
        status: Status,
        revision: int,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.page = page
        self.facts = facts
        self.annotator = annotator
        self.document = document
        self.label_set = label_set
        self.annotations = annotations
        self.history = History.of(lines)
        self.status = status
        self.revision = revision
        self.tally = Tally(document, annotations)
        self._clock = clock

    def fork(self) -> Sitting:
        """One that stands as this one does; a long step can be taken on it elsewhere."""
        fork = copy(self)
        fork.tally = self.tally.fork()
        return fork

    def adopt(self, fork: Sitting) -> None:
        """Stand as a fork does by now, at once however large its steps were.

        This sitting must have taken no step of its own since it was forked.
        """
        self.annotations = fork.annotations
        self.history = fork.history
        self.status = fork.status
        self.tally = fork.tally

    def label(self, spans: Iterable[Span], label_id: str) -> Changes:
        """Give the text of the spans a label of the project."""
        label = self.label_set.get(label_id)
        return self._do(labelling.label(self.document, self.annotations, spans, label))

    def clear(self, spans: Iterable[Span]) -> Changes:
        """Make the text of the spans undecided."""
        return self._do(labelling.clear(self.document, self.annotations, spans))

    def fill(self) -> Changes:
        """Give all undecided visible text the label that fills the rest."""
        filler = self.label_set.filler
        if filler is None:
            raise UserError(
                "This project's label set names no label to fill the rest with.",
                "Mark one label in it with fills = true.",
            )
        return self._do(labelling.fill_undecided(self.document, self.annotations, filler))

    def resize(self, annotation: Annotation, span: Span) -> Changes:
        """Move the boundaries of one annotation of the set."""
        return self._do(labelling.resize(self.document, self.annotations, annotation, span))

    def undo(self) -> Changes:
        """Take the latest edit back; nothing happens where there is none."""
        if not self.history.done:
            return NO_CHANGES
        return self._take(LineKind.UNDO, invert(self.history.done[-1]))

    def redo(self) -> Changes:
        """Do again what was undone last; nothing happens where there is nothing."""
        if not self.history.undone:
            return NO_CHANGES
        return self._take(LineKind.REDO, self.history.undone[-1])

    def finish(self) -> Changes:
        """Mark the page finished; one that is finished or even accepted stays as it is.

        Raises `UserError` while visible blocks are undecided.
        """
        count = self.tally.undecided_count
        if count:
            blocks = "1 block is" if count == 1 else f"{count} blocks are"
            raise UserError(
                f"The page is not finished: {blocks} still undecided.",
                "Label what is left, or fill the rest.",
            )
        if self.status in {Status.FINISHED, Status.ACCEPTED}:
            return NO_CHANGES
        self.status = Status.FINISHED
        return Changes(range(0), self._line(LineKind.STATUS, _NOTHING), 0)

    def _do(self, edit: Edit) -> Changes:
        return self._take(LineKind.EDIT, edit) if edit else NO_CHANGES

    def _take(self, kind: LineKind, edit: Edit) -> Changes:
        self.annotations = apply(self.annotations, edit)
        self.history = self.history.after(kind, edit)
        self.status = Status.IN_PROGRESS
        blocks = self.document.blocks_touching(edit.extent)
        self.tally.update(self.annotations, blocks)
        return Changes(blocks, self._line(kind, edit), self.tally.undecided_count)

    def _line(self, kind: LineKind, edit: Edit) -> JournalLine:
        return JournalLine(kind, edit, self.status, self._clock())
