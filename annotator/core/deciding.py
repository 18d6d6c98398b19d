"""Decisions on pieces of an alignment, and the edits of the gold set that they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core import labelling
from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.annotations import AnnotationSet, Origin
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply, combined
from annotator.core.errors import UserError
from annotator.core.labels import LabelId, LabelSet
from annotator.core.spans import Span, uncovered


@dataclass(frozen=True, slots=True)
class Taking:
    """What a reviewer says of a disagreement: a side by its name, or a label, or nothing."""

    choice: Choice
    side: str = ""
    label: LabelId | None = None


def decision_on(
    pieces: Sequence[AlignedPiece],
    candidates: Sequence[str],
    taking: Taking,
    reason: str = "",
) -> Decision:
    """The decision that takes the same for all of the pieces.

    Raises `UserError` where a side is no candidate, or where all are to agree and do not.
    """
    labels = [_label_of(piece, candidates, taking) for piece in pieces]
    rulings = tuple(Ruling.on(one, label) for one, label in zip(pieces, labels, strict=True))
    side = taking.side if taking.choice is Choice.SIDE else ""
    return Decision(taking.choice, tuple(candidates), rulings, side, reason)


def by_hand(
    document: Document,
    pieces: Sequence[AlignedPiece],
    candidates: Sequence[str],
    spans: Iterable[Span],
    label: LabelId | None,
) -> Decision:
    """The decision that gives all text of the spans a label, or none, whatever it was before."""
    nobody = (None,) * len(candidates)
    rulings: list[Ruling] = []
    for part in _parts(document, spans):
        met = touched(pieces, part)
        rulings += [Ruling(one.span.intersection(part), one.kind, one.labels, label) for one in met]
        rulings += [
            Ruling(gap, Alignment.MISSING, nobody, label)
            for gap in uncovered(document.text, part, [one.span for one in met])
        ]
    rulings.sort(key=lambda one: one.span)
    return Decision(Choice.BY_HAND, tuple(candidates), tuple(rulings))


def by_hand_of(
    document: Document, pieces: Sequence[AlignedPiece], candidates: Sequence[str], edit: Edit
) -> Decision:
    """The decision by hand that an edit of the gold set amounts to: what it says that is new."""
    rulings: list[Ruling] = []
    after = sorted(edit.after)
    for new in after:
        same = sorted(one.span for one in edit.before if one.label == new.label)
        fresh = uncovered(document.text, new.span, same)
        rulings += by_hand(document, pieces, candidates, fresh, new.label).rulings
    for old in sorted(edit.before):
        given_up = uncovered(document.text, old.span, [one.span for one in after])
        rulings += by_hand(document, pieces, candidates, given_up, None).rulings
    rulings.sort(key=lambda one: one.span)
    return Decision(Choice.BY_HAND, tuple(candidates), tuple(rulings))


def withdrawal(decision: Decision) -> Decision:
    """What is left of a decision that is taken back: its text is open again.

    Its rulings hold for no candidates at all.
    """
    rulings = tuple(Ruling(one.span, one.kind, (), None) for one in decision.rulings)
    return Decision(decision.choice, (), rulings)


def edit_of(
    document: Document, gold: AnnotationSet, decision: Decision, label_set: LabelSet
) -> Edit:
    """The edit that makes the gold set say what the decision says; empty if it does already.

    Raises `UserError` for a label that the project does not have.
    """
    spans: dict[LabelId | None, list[Span]] = {}
    for ruling in decision.rulings:
        spans.setdefault(ruling.label, []).append(ruling.span)
    name = _edit_name(decision, label_set)
    edit = Edit(name, frozenset(), frozenset())
    for label, wanted in spans.items():
        if label is None:
            step = labelling.clear(document, gold, wanted)
        else:
            step = labelling.label(document, gold, wanted, label_set.get(label), Origin.DECIDED)
        gold = apply(gold, step)
        edit = combined(name, edit, step)
    return edit


def touched(pieces: Sequence[AlignedPiece], span: Span) -> Sequence[AlignedPiece]:
    """Those of the pieces, which are in order, that share a code point with the span."""
    first = bisect_right(pieces, span.start, key=_end_of)
    return pieces[first : bisect_left(pieces, span.end, first, key=_start_of)]


def _label_of(piece: AlignedPiece, candidates: Sequence[str], taking: Taking) -> LabelId | None:
    match taking.choice:
        case Choice.SIDE:
            if taking.side not in candidates:
                raise UserError(
                    f"“{taking.side}” is none of those compared.",
                    f"They are: {', '.join(candidates)}.",
                )
            return piece.labels[list(candidates).index(taking.side)]
        case Choice.AGREED:
            if piece.kind is not Alignment.EXACT:
                raise UserError("The sets do not agree there.", "Take a side, or a label.")
            return piece.labels[0]
        case Choice.NOTHING:
            return None
        case Choice.LABEL | Choice.BY_HAND:
            return taking.label


def _edit_name(decision: Decision, label_set: LabelSet) -> str:
    """What the step is called; never by a name, as it stands in menus of who reviews blind."""
    count = len(decision.rulings)
    what = "" if count == 1 else f" in {count} places"
    label = decision.rulings[0].label if decision.rulings else None
    name = "nothing" if label is None else label_set.get(label).name
    match decision.choice:
        case Choice.AGREED:
            return "Take what all agree on"
        case Choice.SIDE:
            return f"Take a side{what}"
        case Choice.LABEL | Choice.NOTHING:
            return f"Decide {name}{what}"
        case Choice.BY_HAND:
            return "Clear" if label is None else f"Label {name}"


def _parts(document: Document, spans: Iterable[Span]) -> list[Span]:
    """The text of the spans block by block, trimmed, each code point once, in order."""
    parts: list[Span] = []
    for span in sorted(spans):
        for index in document.blocks_touching(span):
            part = document.blocks[index].span.intersection(span)
            free = uncovered(document.text, part, parts[-1:])
            parts += free
    return parts


def _start_of(piece: AlignedPiece) -> int:
    return piece.span.start


def _end_of(piece: AlignedPiece) -> int:
    return piece.span.end
