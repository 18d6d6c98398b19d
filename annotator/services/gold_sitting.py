"""One reviewer at work on the gold set of one page: what was decided, and deciding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from annotator.core.adjudication import (
    Considered,
    PieceState,
    Register,
    Taking,
    decision_on,
    edit_of,
)
from annotator.core.alignment import Alignment, align
from annotator.core.annotations import AnnotationSet
from annotator.core.deciding import by_hand, by_hand_of, withdrawal
from annotator.core.decisions import GOLD, Choice, Decision, Ruling
from annotator.core.documents import Document
from annotator.core.edits import Edit
from annotator.core.errors import UserError
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId, LabelSet
from annotator.core.pages import PageFacts, PageId
from annotator.core.proposals import Proposal
from annotator.core.spans import Span
from annotator.services.changes import NO_CHANGES, Changes
from annotator.services.sitting import Sitting

_NOTHING = Edit("", frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Candidate:
    """One annotator's set as it was when the review was opened; no review changes it."""

    annotator: str
    status: Status
    revision: int
    annotations: AnnotationSet


class GoldSitting(Sitting):
    """The gold set under a reviewer's hands; each step is a decision, signed by the reviewer.

    `candidates` are compared, `names` are whose they are, and `pieces` is how they stand to each
    other. As with any sitting nothing here touches a disk, and the lines are saved in their order.
    """

    def __init__(
        self,
        page: PageId,
        facts: PageFacts,
        reviewer: str,
        document: Document,
        label_set: LabelSet,
        candidates: Sequence[Candidate],
        annotations: AnnotationSet,
        lines: Sequence[JournalLine],
        status: Status,
        revision: int,
        *,
        is_blind: bool = False,
    ) -> None:
        super().__init__(
            page, facts, GOLD, document, label_set, annotations, lines, status, revision
        )
        self.reviewer = self.author = reviewer
        self.is_blind = is_blind
        self.candidates = tuple(candidates)
        self.names = tuple(one.annotator for one in candidates)
        self.pieces = align(document, [one.annotations for one in candidates])
        self.register = Register(document.text, self.pieces, self.names, lines)

    @property
    def considered(self) -> tuple[Considered, ...]:
        """Every piece with what the gold set says of it, also where all agree."""
        return self.register.considered

    @property
    def unsettled(self) -> tuple[Considered, ...]:
        """The pieces that are open or stale: as long as there is one, the page is not finished."""
        return tuple(one for one in self.considered if one.state is not PieceState.DECIDED)

    def fork(self) -> Self:
        """One that stands as this one does; a long step can be taken on it elsewhere."""
        fork = super().fork()
        fork.register = self.register.fork()
        return fork

    def adopt(self, fork: Self) -> None:
        """Stand as a fork does by now, at once however large its steps were."""
        super().adopt(fork)
        self.register = fork.register

    def disagreements(self, numbers: Iterable[int]) -> list[Considered]:
        """Those of these numbers, in order; `UserError` for a number that there is not."""
        by_number = {one.number: one for one in self.considered if one.number}
        wanted = sorted(set(numbers))
        for number in wanted:
            if number not in by_number:
                last = len(by_number)
                raise UserError(
                    f"There is no disagreement {number} on page {self.page}.",
                    f"They are numbered 1 to {last}." if last else "The sets agree everywhere.",
                )
        return [by_number[number] for number in wanted]

    def decide(self, numbers: Iterable[int], taking: Taking, reason: str = "") -> Changes:
        """Decide these disagreements alike, as one step; nothing happens if they are already.

        Raises `UserError` where there is no disagreement of a number, no such label or side.
        """
        chosen = self.disagreements(numbers)
        decision = decision_on([one.piece for one in chosen], self.names, taking, reason)
        if taking.label is not None:
            self.label_set.get(taking.label)
        known = [
            one.state is PieceState.DECIDED
            and (one.choice, one.side, one.reason, one.label)
            == (decision.choice, decision.side, reason, ruling.label)
            for one, ruling in zip(chosen, decision.rulings, strict=True)
        ]
        return NO_CHANGES if all(known) else self._decided(decision)

    def agree(self, reason: str = "") -> Changes:
        """Take all that the candidates agree on and that is not decided yet, as one step.

        What a reviewer decided against all of them stays, also after they changed: it is stale.
        """
        rulings: list[Ruling] = []
        for index, one in enumerate(self.considered):
            if one.number or one.state is PieceState.DECIDED:
                continue
            label = one.piece.labels[0]
            if one.state is PieceState.OPEN:
                rulings += [
                    Ruling(part, Alignment.EXACT, one.piece.labels, label)
                    for part in self.register.free(index)
                ]
            elif one.label == label:
                rulings.append(Ruling.on(one.piece, label))
        if not rulings:
            return NO_CHANGES
        return self._decided(Decision(Choice.AGREED, self.names, tuple(rulings), reason=reason))

    def label(self, spans: Iterable[Span], label_id: str) -> Changes:
        """Give the text of the spans a label of the project, whatever anybody says."""
        return self._by_hand(spans, self.label_set.get(label_id).id)

    def clear(self, spans: Iterable[Span]) -> Changes:
        """Leave the text of the spans undecided in the gold set, whatever anybody says."""
        return self._by_hand(spans, None)

    def finish(self) -> Changes:
        """Mark the gold set finished; one that is finished or accepted stays as it is.

        Raises `UserError` while a piece is open or stale. Text that was decided to be nothing, or
        that no candidate decides, keeps nothing back.
        """
        if left := self.unsettled:
            raise _unsettled(left)
        if self.status in {Status.FINISHED, Status.ACCEPTED}:
            return NO_CHANGES
        self.status = Status.FINISHED
        line = self._line(LineKind.STATUS, _NOTHING)
        return Changes(range(0), line, self.tally.undecided_count)

    def _by_hand(self, spans: Iterable[Span], label: LabelId | None) -> Changes:
        decision = by_hand(self.document, self.pieces, self.names, spans, label)
        edit = edit_of(self.document, self.annotations, decision, self.label_set)
        if not edit and self.register.is_settled(one.span for one in decision.rulings):
            return NO_CHANGES
        return self._take(LineKind.EDIT, edit, decision=decision)

    def _decided(self, decision: Decision) -> Changes:
        edit = edit_of(self.document, self.annotations, decision, self.label_set)
        return self._take(LineKind.EDIT, edit, decision=decision)

    def _take(
        self,
        kind: LineKind,
        edit: Edit,
        met: Sequence[Proposal] = (),
        status: Status = Status.IN_PROGRESS,
        decision: Decision | None = None,
    ) -> Changes:
        if self.status is Status.ACCEPTED:
            raise UserError(
                "The page is accepted, and its gold set is settled.",
                "Return the gold set or one of the sets if something is wrong.",
            )
        match kind:
            case LineKind.UNDO if self.register.to_undo:
                decision = withdrawal(self.register.to_undo)
            case LineKind.REDO:
                decision = self.register.to_redo
            case LineKind.EDIT if decision is None:
                decision = by_hand_of(self.document, self.pieces, self.names, edit)
                edit = replace(
                    edit_of(self.document, self.annotations, decision, self.label_set),
                    name=edit.name,
                )
        changes = super()._take(kind, edit, met, status, decision)
        if changes.line is None:
            return changes
        self.register.take(changes.line)
        return replace(changes, blocks=self._blocks(edit, decision))

    def _blocks(self, edit: Edit, decision: Decision | None) -> range:
        """The blocks to draw anew: also those where a decision changed no annotation."""
        spans = [one.span for one in decision.rulings] if decision else []
        if edit:
            spans.append(edit.extent)
        if not spans:
            return range(0)
        whole = Span(min(one.start for one in spans), max(one.end for one in spans))
        return self.document.blocks_touching(whole)


def _unsettled(left: Sequence[Considered]) -> UserError:
    """What keeps a page from being finished, by kind."""
    disagreements = sum(one.number > 0 for one in left)
    agreed = len(left) - disagreements
    stale = sum(one.state is PieceState.STALE for one in left)
    parts = []
    if disagreements:
        parts.append(f"{disagreements} {_plural('disagreement', disagreements)} to decide")
    if agreed:
        parts.append(f"{agreed} {_plural('piece', agreed)} to accept on which all agree")
    changed = f", {stale} of these after a set changed" if stale else ""
    return UserError(
        f"The page is not finished: there {'is' if len(left) == 1 else 'are'} still "
        f"{' and '.join(parts)}{changed}.",
        "Decide what is left.",
    )


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
