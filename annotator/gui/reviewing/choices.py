"""What can be decided of a disagreement, or of selected text: the buttons of the card as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.core.adjudication import Considered, NoMajority, PieceState, majority
from annotator.core.alignment import Alignment
from annotator.core.decisions import Choice as Took
from annotator.core.labels import Label, LabelId
from annotator.gui.reviewing.choice_button import Choice
from annotator.gui.reviewing.veil import Veil
from annotator.gui.reviewing.words import label_name
from annotator.services.gold_sitting import GoldSitting

_MANY = 3


@dataclass(frozen=True, slots=True)
class OnCard:
    """What the card shows: a review, who may be named, a piece, what was said of its place.

    Without a piece it is about the text that is selected.
    """

    sitting: GoldSitting
    veil: Veil
    one: Considered | None
    remarks: tuple[str, ...] = ()


Key = Callable[[str], str]


def choices_on(shown: OnCard, key: Key) -> dict[str, Choice]:
    """The buttons by the action that each asks for, in their order; `key` answers their keys."""
    one, sitting = shown.one, shown.sitting
    found: dict[str, Choice] = {}
    decided: set[LabelId | None] = set()
    if one is not None and one.number:
        found |= _sides(shown, one, key)
        found |= _reach(one, key)
        found |= _majority(sitting, one, key)
    if one is not None and one.state is PieceState.DECIDED and one.choice is not Took.SIDE:
        decided.add(one.label)
    found |= _labels(sitting, decided, key)
    if one is not None and one.number:
        found |= _alike(sitting, one, key)
    return found | _agreed(sitting, key)


def _sides(shown: OnCard, one: Considered, key: Key) -> dict[str, Choice]:
    """A button for each set with what it says, and what its label means."""
    sitting, veil = shown.sitting, shown.veil
    found: dict[str, Choice] = {}
    for place, name in enumerate(veil.names):
        said = one.piece.labels[sitting.names.index(name)]
        label = _label(sitting, said)
        action = f"decide.side_{veil.letter(name).lower()}"
        found[action] = Choice(
            label,
            f"{veil.side(name)}: {label_name(sitting.label_set, said)}",
            label.definition if label else "Leaves it undecided.",
            key(action),
            one.choice is Took.SIDE and one.side == name and one.state is PieceState.DECIDED,
            is_wide=True,
            place=place,
        )
    return found


def _reach(one: Considered, key: Key) -> dict[str, Choice]:
    if one.piece.kind is not Alignment.BOUNDARY:
        return {}
    return {
        "decide.longer": _plain("The longer", "decide.longer", key),
        "decide.shorter": _plain("The shorter", "decide.shorter", key),
    }


def _majority(sitting: GoldSitting, one: Considered, key: Key) -> dict[str, Choice]:
    most = majority(one.piece.labels)
    if len(one.piece.labels) < _MANY or isinstance(most, NoMajority):
        return {}
    name = label_name(sitting.label_set, most)
    action = "decide.majority"
    label = _label(sitting, most)
    return {action: Choice(label, f"Majority: {name}", key=key(action), is_wide=True)}


def _labels(sitting: GoldSitting, decided: set[LabelId | None], key: Key) -> dict[str, Choice]:
    """Every label of the project, and nothing."""
    found: dict[str, Choice] = {}
    for label in sitting.label_set.labels:
        action = f"give.{label.id}"
        is_taken = label.id in decided
        found[action] = Choice(label, label.name, key=key(action), is_taken=is_taken)
    action = "decide.nothing"
    found[action] = Choice(None, "Nothing here", key=key(action), is_taken=None in decided)
    return found


def _alike(sitting: GoldSitting, one: Considered, key: Key) -> dict[str, Choice]:
    # As `alike`, but without a list of thousands on every step through them.
    kind, labels, edge = one.piece.kind, one.piece.labels, one.piece.edge
    count = sum(
        piece.kind is kind and piece.labels == labels and piece.edge == edge
        for piece in sitting.pieces
    )
    if count == 1:
        return {}
    told = f"Same for all {count:,} like this…"
    return {"decide.alike": _plain(told, "decide.alike", key, is_wide=True)}


def _agreed(sitting: GoldSitting, key: Key) -> dict[str, Choice]:
    left = sum(not one.number for one in sitting.unsettled)
    if not left:
        return {}
    what = "is agreed on" if len(sitting.names) > 1 else "is labelled"
    told = f"Accept all that {what} ({left:,})"
    return {"decide.agree": _plain(told, "decide.agree", key, is_wide=True)}


def _plain(title: str, action: str, key: Key, *, is_wide: bool = False) -> Choice:
    return Choice(None, title, key=key(action), has_swatch=False, is_wide=is_wide)


def _label(sitting: GoldSitting, label_id: LabelId | None) -> Label | None:
    return next((one for one in sitting.label_set.labels if one.id == label_id), None)
