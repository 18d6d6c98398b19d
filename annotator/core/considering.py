"""What the standing decisions say of each piece of an alignment, kept up to date line by line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.journal import JournalLine, LineKind
from annotator.core.labels import LabelId
from annotator.core.spans import Span, uncovered


class PieceState(StrEnum):
    """What the gold set says of a piece.

    *open*: nothing that holds. *stale*: it was decided, but a candidate has changed since; the gold
    set keeps what was decided until it is decided anew.
    """

    OPEN = "open"
    DECIDED = "decided"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Considered:
    """A piece, and what the standing decisions say of it.

    `number` is that of the disagreement, from 1 in document order, and 0 for what all agree on.
    `label`, `choice`, `side`, `reason` and `decider` are those of the latest decision on it, also
    where it is stale; `label` is None where that is *nothing*, and where parts of the piece were
    decided differently. `changed` are the candidates who say something else by now, or had no set
    then.
    """

    number: int
    piece: AlignedPiece
    state: PieceState = PieceState.OPEN
    label: LabelId | None = None
    choice: Choice | None = None
    side: str = ""
    reason: str = ""
    decider: str = ""
    changed: tuple[str, ...] = ()


# Not None, which is what somebody says who leaves a text undecided.
_NOBODY = object()


@dataclass(frozen=True, slots=True)
class _Held:
    """A ruling that stands, with the decision and the line that it came by."""

    line: JournalLine
    decision: Decision
    ruling: Ruling


class Register:
    """The pieces of an alignment with the rulings on each, kept up to date line by line."""

    def __init__(
        self,
        text: str,
        pieces: Sequence[AlignedPiece],
        candidates: Sequence[str],
        lines: Iterable[JournalLine] = (),
    ) -> None:
        self._text = text
        self._pieces = pieces
        self._candidates = tuple(candidates)
        self._starts = [one.span.start for one in pieces]
        self._numbers = _numbers(pieces)
        self._held: dict[int, list[_Held]] = {}
        self._done: list[JournalLine] = []
        self._undone: list[JournalLine] = []
        for line in lines:
            self._step(line)
        for line in self._done:
            self._lay(line)
        self._judged = [self._judge(index) for index in range(len(pieces))]
        self._considered = tuple(self._judged)

    def fork(self) -> Register:
        """One that holds what this one does, and goes on on its own."""
        fork = copy(self)
        fork.part()
        return fork

    def part(self) -> None:
        """Share nothing that changes with the one that this is a copy of."""
        self._held = {index: list(held) for index, held in self._held.items()}
        self._done, self._undone = list(self._done), list(self._undone)
        self._judged = list(self._judged)

    @property
    def considered(self) -> tuple[Considered, ...]:
        """Every piece with what the standing decisions say of it."""
        return self._considered

    @property
    def to_undo(self) -> Decision | None:
        """The decision that an undo takes back, if the latest step is one."""
        return self._done[-1].decision if self._done else None

    @property
    def to_redo(self) -> Decision | None:
        """The decision that a redo repeats, if that step is one."""
        return self._undone[-1].decision if self._undone else None

    def take(self, line: JournalLine) -> None:
        """Go on by one line of the journal; only the pieces that it touches are asked anew."""
        lifted = self._done[-1:] if line.kind is LineKind.UNDO else []
        self._step(line)
        changed: set[int] = set()
        for one in lifted:
            changed |= self._lift(one)
        if line.kind in {LineKind.EDIT, LineKind.REDO}:
            changed |= self._lay(self._done[-1])
        for index in changed:
            self._judged[index] = self._judge(index)
        self._considered = tuple(self._judged)

    def is_settled(self, spans: Iterable[Span]) -> bool:
        """Whether every piece that shares text with one of the spans is decided."""
        return all(
            self._judged[index].state is PieceState.DECIDED
            for span in spans
            for index in self._touched(span)
        )

    def free(self, index: int) -> list[Span]:
        """The text of a piece of which no decision holds."""
        piece = self._pieces[index]
        fitting = [one.ruling.span for one in self._held.get(index, ()) if self._fits(piece, one)]
        return uncovered(self._text, piece.span, sorted(fitting))

    def _step(self, line: JournalLine) -> None:
        match line.kind:
            case LineKind.EDIT:
                self._done.append(line)
                self._undone.clear()
            case LineKind.UNDO:
                self._undone.append(self._done.pop())
            case LineKind.REDO:
                self._done.append(self._undone.pop())
            case LineKind.STATUS:
                pass

    def _lay(self, line: JournalLine) -> set[int]:
        """Put the line's rulings on their pieces; which pieces those are."""
        changed: set[int] = set()
        if line.decision is not None:
            for ruling in line.decision.rulings:
                for index in self._touched(ruling.span):
                    self._held.setdefault(index, []).append(_Held(line, line.decision, ruling))
                    changed.add(index)
        return changed

    def _lift(self, line: JournalLine) -> set[int]:
        """Take the rulings of the line, the latest that stands, off their pieces again."""
        changed: set[int] = set()
        if line.decision is not None:
            for ruling in line.decision.rulings:
                for index in self._touched(ruling.span):
                    self._held[index].pop()
                    changed.add(index)
        return changed

    def _touched(self, span: Span) -> range:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        if first < len(self._pieces) and self._pieces[first].span.end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def _judge(self, index: int) -> Considered:
        number, piece, held = self._numbers[index], self._pieces[index], self._held.get(index)
        if not held:
            return Considered(number, piece)
        counting, is_whole = self._counting(piece, held)
        live = [one for one in counting if one.ruling.labels]
        if not live:
            return Considered(number, piece)
        latest = live[0]
        if not all(self._fits(piece, one) for one in live):
            state = PieceState.STALE
        elif is_whole and len(live) == len(counting):
            state = PieceState.DECIDED
        elif all(one.decision.choice is Choice.BY_HAND for one in live):
            state = PieceState.OPEN
        else:
            state = PieceState.STALE
        is_one = len({one.ruling.label for one in live}) == 1
        return Considered(
            number,
            piece,
            state,
            latest.ruling.label if is_one else None,
            latest.decision.choice,
            latest.decision.side,
            latest.decision.reason,
            latest.line.author,
            self._changed(piece, live) if state is PieceState.STALE else (),
        )

    def _counting(self, piece: AlignedPiece, held: Sequence[_Held]) -> tuple[list[_Held], bool]:
        """The rulings that have the last word on some of the piece, and whether all of it has one.

        The latest comes first.
        """
        counting: list[_Held] = []
        taken: list[Span] = []
        free = [piece.span]
        for one in reversed(held):
            if any(one.ruling.span.overlaps(gap) for gap in free):
                counting.append(one)
                taken.append(one.ruling.span)
                free = uncovered(self._text, piece.span, sorted(taken))
                if not free:
                    break
        return counting, not free

    def _changed(self, piece: AlignedPiece, live: Sequence[_Held]) -> tuple[str, ...]:
        """Whose label of the piece is not what any of the rulings knew of them."""
        return tuple(
            name
            for name, label in zip(self._candidates, piece.labels, strict=True)
            if any(_said(one).get(name, _NOBODY) != label for one in live)
        )

    def _fits(self, piece: AlignedPiece, held: _Held) -> bool:
        """Whether the candidates of today say what those of the ruling said."""
        decision, ruling = held.decision, held.ruling
        if decision.candidates == self._candidates:
            return ruling.labels == piece.labels
        said = _said(held)
        return all(
            name in said and said[name] == label
            for name, label in zip(self._candidates, piece.labels, strict=True)
        )


def _said(held: _Held) -> dict[str, LabelId | None]:
    """What each candidate of a decision said of the text of its ruling."""
    return dict(zip(held.decision.candidates, held.ruling.labels, strict=False))


def _numbers(pieces: Iterable[AlignedPiece]) -> list[int]:
    """What each piece is called as a disagreement, from 1; 0 where it is none."""
    numbers: list[int] = []
    count = 0
    for one in pieces:
        count += one.kind is not Alignment.EXACT
        numbers.append(count if one.kind is not Alignment.EXACT else 0)
    return numbers
