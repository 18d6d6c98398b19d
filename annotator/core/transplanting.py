"""Taking a journal over to another text of the same page, or to other labels.

A state of the set in one text becomes a state in the other, and each line the step between two of
those. So the longer of two journals becomes the longer of two again, and an undo stays an undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.annotations import Annotation, AnnotationSet, start_of
from annotator.core.bundles import Anchor
from annotator.core.decisions import Decision
from annotator.core.documents import Document
from annotator.core.edits import Edit
from annotator.core.errors import UserError
from annotator.core.journal import JournalLine, Status
from annotator.core.labelling import joined
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from annotator.core.tally import Tally

MOVED = "Moved: its text stood elsewhere in the sender's reading of this page."
"""The note of an annotation whose place is sure by its text alone."""

_MOST_FINISHED = 1_000  # steps after which all text is looked at
_MOST_SEARCHED = 2_000_000_000  # code points, which takes about a second


@dataclass(slots=True)
class Ground:
    """The document that a journal is taken over to, and what tells where its spans are there.

    `anchors` are those of the journal's own text; None where it counts in this very document.
    `labels` says which labels become others.
    """

    document: Document
    anchors: Mapping[Span, Anchor] | None = None
    labels: Mapping[LabelId, LabelId] = field(default_factory=dict)
    _found: dict[Span, tuple[Span, bool] | None] = field(default_factory=dict)
    _searched: int = 0
    _blocks: dict[tuple[str, int, int | None], int] = field(default_factory=dict)

    def place(self, span: Span) -> tuple[Span, bool] | None:
        """Where the span is, and whether place and text agree on it; None where it is nowhere."""
        if self.anchors is None:
            return span, True
        if span not in self._found:
            self._found[span] = self._sought(self.anchors[span])
        return self._found[span]

    def exactly(self, span: Span) -> Span | None:
        """Where the span is, if place and text agree on it."""
        found = self.place(span)
        return found[0] if found and found[1] else None

    def label(self, label: LabelId) -> LabelId:
        """What stands for the label."""
        return self.labels.get(label, label)

    def _sought(self, anchor: Anchor) -> tuple[Span, bool] | None:
        quote, text, blocks = anchor.quote, self.document.text, self.document.blocks
        if not self._blocks:
            self._blocks = {
                (block.xpath, block.run, block.paragraph): block.index for block in blocks
            }
        index = self._blocks.get((anchor.xpath, anchor.run, anchor.paragraph))
        if index is not None:
            start = blocks[index].span.start + anchor.offset
            span = Span(start, start + len(quote))
            if blocks[index].span.covers(span) and text.startswith(quote, start):
                return span, True
        self._searched += len(text)
        if self._searched > _MOST_SEARCHED:
            raise UserError("Too much of its text stands elsewhere here.")
        start = text.find(quote)
        if start < 0 or text.find(quote, start + 1) >= 0:
            return None
        span = Span(start, start + len(quote))
        touched = self.document.blocks_touching(span)
        if len(touched) != 1 or not blocks[touched[0]].span.covers(span):
            return None
        return span, False


@dataclass(frozen=True, slots=True)
class Transplant:
    """The journal as it is there, the set that it leads to, and what became of its annotations.

    `moved` were found by their text alone; `lost` are, in the journal's own text, those for which
    there is no place.
    """

    lines: tuple[JournalLine, ...]
    annotations: AnnotationSet
    moved: tuple[Annotation, ...]
    lost: tuple[Annotation, ...]


def transplant(ground: Ground, lines: Sequence[JournalLine]) -> Transplant:
    """Take a journal over; the same always becomes the same."""
    growing = _Growing(ground)
    made = [growing.step(line) for line in lines]
    return Transplant(tuple(made), growing.annotations, growing.moved, growing.lost)


class _Growing:
    """The set in the other text, kept up to date block by block."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.planted: dict[int, set[Annotation]] = {}
        self.grown: dict[int, list[Annotation]] = {}
        self.source: dict[Annotation, int | None] = {}
        self.finished_count = 0

    def step(self, line: JournalLine) -> JournalLine:
        """The line as it is in the other text, where it may change nothing."""
        touched: set[int] = set()
        for one in line.edit.before:
            block = self.source.pop(one, None)
            if block is not None:
                self.planted[block].discard(one)
                touched.add(block)
        for one in line.edit.after:
            found = self.ground.place(one.span)
            block = None if found is None else self.ground.document.block_at(found[0].start)
            self.source[one] = block
            if block is not None:
                self.planted.setdefault(block, set()).add(one)
                touched.add(block)
        before = [one for block in touched for one in self.grown.get(block, [])]
        for block in touched:
            self.grown[block] = self._grown(self.planted[block])
        after = [one for block in touched for one in self.grown[block]]
        old, new = frozenset(before), frozenset(after)
        return replace(
            line,
            edit=Edit(line.edit.name, old - new, new - old),
            status=self._status(line.status),
            proposed=tuple(
                replace(one, span=span, label=self.ground.label(one.label))
                for one in line.proposed
                if (span := self.ground.exactly(one.span))
            ),
            decision=None if line.decision is None else self._decided(line.decision),
        )

    @property
    def annotations(self) -> AnnotationSet:
        """What stands in the other text."""
        return AnnotationSet.of(one for held in self.grown.values() for one in held)

    @property
    def lost(self) -> tuple[Annotation, ...]:
        """What stands in the journal's own text and has no place here, or gave way to another."""
        standing = self.annotations
        return tuple(sorted(one for one in self.source if not self._stands(standing, one)))

    @property
    def moved(self) -> tuple[Annotation, ...]:
        """What stands here only by its text."""
        return tuple(
            sorted(
                one
                for one, block in self.source.items()
                if block is not None and self.ground.exactly(one.span) is None
            )
        )

    def _stands(self, standing: AnnotationSet, one: Annotation) -> bool:
        found = self.ground.place(one.span)
        if found is None:
            return False
        there = standing.at(found[0].start)
        return (
            there is not None
            and there.label == self.ground.label(one.label)
            and there.span.covers(found[0])
        )

    def _grown(self, planted: Iterable[Annotation]) -> list[Annotation]:
        """The annotations of one block: of two that overlap, the one that begins first stays."""
        kept: list[Annotation] = []
        for one in sorted(map(self._placed, planted)):
            if kept and one.span.start < kept[-1].span.end:
                continue
            kept.append(one)
        return sorted(joined(self.ground.document.text, kept), key=start_of)

    def _placed(self, one: Annotation) -> Annotation:
        found = self.ground.place(one.span) or (one.span, True)
        label = self.ground.label(one.label)
        if found[1]:
            return replace(one, span=found[0], label=label)
        note = one.note if MOVED in one.note.splitlines() else f"{one.note}\n{MOVED}".strip()
        return replace(one, span=found[0], label=label, note=note, uncertain=True)

    def _status(self, status: Status) -> Status:
        """Nothing is finished whose text is not all decided here."""
        if status is not Status.FINISHED or self.ground.anchors is None:
            return status
        self.finished_count += 1
        if self.finished_count > _MOST_FINISHED:
            raise UserError(f"It was finished more than {_MOST_FINISHED:,} times.")
        undecided = Tally(self.ground.document, self.annotations).undecided_count
        return Status.IN_PROGRESS if undecided else status

    def _decided(self, decision: Decision) -> Decision:
        ground = self.ground
        rulings = tuple(
            replace(
                one,
                span=span,
                labels=tuple(None if name is None else ground.label(name) for name in one.labels),
                label=None if one.label is None else ground.label(one.label),
            )
            for one in decision.rulings
            if (span := ground.exactly(one.span))
        )
        return replace(decision, rulings=rulings)
