"""Deciding: what the reviewer says of the current disagreement, or of the text they selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from annotator.core.adjudication import (
    Considered,
    NoMajority,
    Taking,
    alike,
    majority,
    sides_of,
)
from annotator.core.alignment import Alignment
from annotator.core.decisions import Choice
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.gui.notices import Notice
from annotator.gui.reviewing.alike_dialog import AlikeDialog
from annotator.gui.reviewing.going import Going
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.services.changes import Changes
from annotator.services.gold_sitting import GoldSitting
from annotator.services.sitting import Sitting
from annotator.services.steps import REDOING, UNDOING, Step, clearing, labelling


class DecideActions(QObject):
    """The actions `decide.…`, and those of the labels. Every one of them is a step of the desk."""

    def __init__(
        self, desk: ReviewDesk, panels: ReviewPanels, going: Going, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panels = panels
        self._going = going
        # The page and the disagreement that were decided last.
        self._latest: tuple[PageId, int] | None = None

    def side(self, place: int) -> None:
        """Take what the side with that letter says, as A, B and C stand on the screen."""
        names = self._panels.veil.names
        if place < len(names):
            self._decide(Taking(Choice.SIDE, names[place]))

    def give(self, label_id: str) -> None:
        """Give the disagreement, or the selected text, a label whatever the sets say."""
        if self._panels.number:
            self._decide(Taking(Choice.LABEL, label=LabelId(label_id)))
        else:
            self._by_hand(lambda spans: labelling(spans, label_id))

    def nothing(self) -> None:
        """Leave the disagreement, or the selected text, without a label."""
        if self._panels.number:
            self._decide(Taking(Choice.NOTHING))
        else:
            self._by_hand(clearing)

    def reach(self, is_longer: bool) -> None:
        """At a boundary, take the side that reaches further, or the other one."""
        one, sitting = self._panels.considered, self._desk.gold
        if one is not None and sitting is not None and one.piece.kind is Alignment.BOUNDARY:
            sides = sides_of(one.piece)
            place = sides.longer if is_longer else sides.shorter
            self._decide(Taking(Choice.SIDE, sitting.names[place]))

    def majority(self) -> None:
        """Take what more than half of the sets say."""
        one = self._panels.considered
        most = majority(one.piece.labels) if one is not None else NoMajority.NO_MAJORITY
        if isinstance(most, NoMajority):
            self._tell("No label has a majority here.", "Take a side, or a label.")
        else:
            self._decide(Taking(Choice.NOTHING if most is None else Choice.LABEL, label=most))

    def agree(self) -> None:
        """Accept everything that all sets agree on."""
        if self._desk.is_leaving:
            return
        reason = self._panels.foot.reason.text()

        def agreed(changes: Changes) -> None:
            if changes.line is None:
                self._tell("All that is agreed on is accepted already.")
            self._going.after_deciding()

        step = Step(
            lambda one: _gold(one).agree(reason.strip()), lambda one: len(one.document.blocks)
        )
        self._desk.take(step, agreed)

    def alike(self) -> None:
        """Ask what to decide for all disagreements like this one, and show what that changes."""
        one, sitting = self._panels.considered, self._desk.gold
        if one is None or sitting is None or not one.number:
            return
        wanted = {piece.span for piece in alike((o.piece for o in sitting.considered), one.piece)}
        places = [o for o in sitting.considered if o.number and o.piece.span in wanted]
        if len(places) == 1:
            self._tell("There is no other disagreement like this one on the page.")
            return
        page, latest = self._latest or (sitting.page, 0)
        latest = latest if page == sitting.page else 0
        veil, window = self._panels.veil, self._panels.window()
        dialog = AlikeDialog(sitting, veil, one, places, latest, window)
        dialog.decided.connect(lambda numbers, taking: self._decide_alike(sitting, numbers, taking))
        dialog.finished.connect(lambda _result: self._panels.come_back())
        dialog.open()

    def reason(self) -> None:
        """Write why the next decision is as it is."""
        self._panels.foot.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo(self) -> None:
        """Take the latest decision back and show where it was."""
        self._desk.take(UNDOING, self._going.to_changed)

    def redo(self) -> None:
        """Decide again what was undone last and show where it is."""
        self._desk.take(REDOING, self._going.to_changed)

    # Inside

    def _decide(self, taking: Taking) -> None:
        number = self._panels.number
        if number and not self._desk.is_leaving:
            self._decide_all([number], taking)

    def _decide_alike(self, shown: GoldSitting, numbers: Sequence[int], taking: Taking) -> None:
        """Decide what the dialog showed, unless something else bears those numbers by now."""
        sitting = self._desk.gold
        if sitting is None or sitting.page != shown.page or sitting.pieces != shown.pieces:
            self._tell("The page was changed meanwhile: nothing was decided.", "Try it once more.")
            return
        self._decide_all(numbers, taking)

    def _decide_all(self, numbers: Sequence[int], taking: Taking) -> None:
        field = self._panels.foot.reason
        reason = " ".join(field.text().split())
        if self._desk.gold is not None:
            self._latest = (self._desk.gold.page, numbers[0])

        def decided(_changes: Changes) -> None:
            if field.text() and " ".join(field.text().split()) == reason:
                field.clear()
            self._going.after_deciding(from_number=numbers[0])

        self._desk.take(deciding(tuple(numbers), taking, reason), decided)

    def _by_hand(self, step: Callable[[Sequence[Span]], Step]) -> None:
        cursor = self._panels.text.page_cursor
        spans = cursor.selected_spans()
        sitting = self._desk.gold
        if not spans or sitting is None or self._desk.is_leaving:
            return
        last = sitting.document.block_at(spans[-1].end - 1)
        self._desk.take(step(spans), lambda _changes: self._going.behind(last))

    def _tell(self, sentence: str, hint: str = "") -> None:
        self._desk.told.emit(Notice(sentence, hint, topic="page"))


def deciding(numbers: Sequence[int], taking: Taking, reason: str) -> Step:
    """The step that decides these disagreements alike."""

    def reach(sitting: Sitting) -> int:
        if len(numbers) == 1:
            return 1
        blocks = [o.piece.block for o in _of(_gold(sitting), numbers)]
        return max(blocks) - min(blocks) + len(numbers) if blocks else 0

    return Step(lambda one: _gold(one).decide(numbers, taking, reason), reach)


def _of(sitting: GoldSitting, numbers: Sequence[int]) -> list[Considered]:
    wanted = set(numbers)
    return [one for one in sitting.considered if one.number in wanted]


def _gold(sitting: Sitting) -> GoldSitting:
    assert isinstance(sitting, GoldSitting)
    return sitting
