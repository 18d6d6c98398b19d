"""The review window: it puts the panes and the actions together and holds no logic of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from annotator.core.decisions import GOLD
from annotator.core.spans import Span
from annotator.gui.action_set import ActionSet
from annotator.gui.actions import Facts
from annotator.gui.appearance import is_dark
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.help_actions import HelpActions
from annotator.gui.keys import KeyTable
from annotator.gui.leaving import when_saved
from annotator.gui.notices import Notice
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_copies import PageCopies
from annotator.gui.reviewing.beginning import Beginning
from annotator.gui.reviewing.decide_actions import DecideActions
from annotator.gui.reviewing.going import Going
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.review_foot import ReviewFoot, failure_of
from annotator.gui.reviewing.review_keys import ReviewKeys
from annotator.gui.reviewing.review_look import ReviewLook
from annotator.gui.reviewing.review_pages import ReviewPages
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.reviewing.review_reading import ReviewReading
from annotator.gui.reviewing.review_table import REVIEW_ACTIONS, REVIEW_MENUS
from annotator.gui.reviewing.showing import Shown
from annotator.gui.reviewing.talking import Talking
from annotator.gui.reviewing.veil import Veil
from annotator.gui.reviewing.verdict_actions import VerdictActions
from annotator.gui.saving import SaveState, once_saved
from annotator.gui.settings import SettingsFile
from annotator.services.changes import Changes
from annotator.services.reviewing import ReviewRow
from annotator.services.sitting import Sitting

_SIZE = (1320, 840)
_COPIES = "review "


class ReviewWindow(QMainWindow):
    """Reviews the project that is open in the main window.

    `settled()` follows when verdicts are stored: lists of pages are out of date then. `closed()`
    follows when nothing is left to do here.
    """

    settled = Signal()
    closed = Signal()

    def __init__(
        self, current: Current, project: OpenedProject, beside: Desk, settings: SettingsFile
    ) -> None:
        super().__init__()
        self._current = current
        self._settings = settings
        self._is_over = False
        self._keys = ReviewKeys(settings)
        self.desk = ReviewDesk(project, beside.annotator, current.runner, beside, self)
        self.reading = ReviewReading(self.desk, current.runner, self)
        self.pages = ReviewPages(self)
        self.panels = ReviewPanels(self.pages, self._keys, self)
        self.foot = ReviewFoot(self)
        self.setCentralWidget(self.panels)
        self.setStatusBar(self.foot)
        self.setWindowTitle(f"Review – {project.jobs.name}")
        self.resize(*_SIZE)
        self._make_actions(project)
        self._connect(beside)
        self._copies = PageCopies(current, self.panels.rendered, _COPIES)
        self.panels.set_dark(is_dark(self.palette()))
        self.foot.show_blind(settings.now.review_blind)
        self._on_facts()
        self._on_saving()
        self.reading.read_rows()

    @property
    def reviewer(self) -> str:
        """Who decides here."""
        return self.desk.review.reviewer

    def close_at_once(self) -> None:
        """Leave, as the project is about to be closed; all lines are saved by then."""
        self._is_over = True
        self.close()

    # Building

    def _make_actions(self, project: OpenedProject) -> None:
        labels, panels, desk = project.jobs.label_set, self.panels, self.desk
        self.going = Going(desk, self.pages, panels, self)
        self.beginning = Beginning(self._current, desk, self.pages, self.reading, self.going)
        self.decide = DecideActions(desk, panels, self.going, self)
        runner = self._current.runner
        self.verdicts = VerdictActions(desk, self.pages, panels, self.going, runner, self)
        self.talking = Talking(self._current, desk, self.reading, panels)
        self.look = ReviewLook(self._settings, panels, self)
        self.handlers: dict[str, object] = {
            "decide": self.decide,
            "label": self.decide,
            "go": self.going,
            "verdict": self.verdicts,
            "talk": self.verdicts,
            "talking": self.talking,
            "look": self.look,
            "window": self,
            "help": HelpActions(lambda: self.actions_.keys, self._set_keys, lambda: labels, self),
        }
        keys = self._settings.now.keys
        self.actions_ = ActionSet(
            self, panels.work, self.handlers, keys, REVIEW_ACTIONS, REVIEW_MENUS
        )
        self.actions_.fill_menus(self.menuBar())
        self.actions_.set_labels(labels)
        self.actions_.action("look.blind").setChecked(self._settings.now.review_blind)
        self.actions_.action("look.to_do").setChecked(True)
        self._show_choice(Shown.TEXT)
        self._keys.write(self.actions_, panels)

    def _connect(self, beside: Desk) -> None:
        desk, panels, reading = self.desk, self.panels, self.reading
        desk.opened.connect(self._on_page)
        desk.changed.connect(self._on_changed)
        desk.told.connect(self._tell)
        desk.steps.changed.connect(self._on_facts)
        desk.queue.state_changed.connect(self._on_saving)
        desk.queue.saved.connect(self._on_stored)
        beside.changed.connect(desk.forget_ahead)
        self._current.received.connect(self._on_received)
        reading.rows_read.connect(self._on_rows)
        reading.said.connect(lambda: panels.show_remarks(self._said))
        reading.settled.connect(self.settled)
        panels.moved.connect(self._on_facts)
        panels.asked.connect(self.actions_.run)
        panels.card.took.connect(self._take_side)
        panels.pages.chosen.connect(self.going.open)
        panels.pages.only_to_do.connect(self.actions_.action("look.to_do").setChecked)
        self.look.veiled.connect(self._on_veiled)
        self.look.refreshed.connect(self._refresh)
        self.look.chosen.connect(self._show_choice)
        self.verdicts.settled.connect(reading.settle)

    # Following what happens

    def _on_rows(self, rows: list[ReviewRow]) -> None:
        self.pages.put(rows)
        if self.desk.sitting is not None:
            self.panels.pages.show_page(self.desk.sitting.page)
        elif not rows:
            self.panels.show_empty()
        else:
            self.beginning.begin()
        self._on_facts()

    def _on_page(self, sitting: Sitting) -> None:
        # What has the keys outside of the page, as the list of pages, keeps them.
        focused = self.focusWidget() if self.panels.has_review else None
        self.reading.read_talk(sitting.page)
        self._show_review()
        self.panels.pages.show_page(sitting.page)
        if focused is None or self.panels.work.isAncestorOf(focused):
            self.panels.take_focus()
        self._on_facts()
        following = self.pages.next_to_do()
        if following is not None:
            self.desk.read_ahead(following)

    def _show_review(self) -> None:
        sitting = self.desk.gold
        if sitting is None:
            return
        veil = Veil.over(
            sitting.facts.digest,
            self.reviewer,
            sitting.names,
            self.pages.people,
            is_blind=self._settings.now.review_blind,
        )
        self.panels.show_review(sitting, veil)

    def _said(self, span: Span | None) -> tuple[str, ...]:
        return self.reading.said_of(span, self.panels.veil)

    def _on_changed(self, sitting: Sitting, changes: Changes) -> None:
        if sitting is self.desk.sitting:
            self.panels.refresh(changes)
            self._on_facts()

    def _on_stored(self, sitting: Sitting, _answer: object) -> None:
        """Where a set that is compared here was labelled on in the main window, read it anew."""
        gold = self.desk.gold
        if gold is not None and sitting.page == gold.page and sitting.annotator != GOLD:
            self.desk.read_again()

    def _on_veiled(self, is_blind: bool) -> None:
        self.foot.show_blind(is_blind)
        self._show_review()
        self._on_facts()

    def _on_saving(self) -> None:
        queue = self.desk.queue
        self.foot.show_saved(queue)
        failure = failure_of(queue)
        if failure is None:
            self.panels.banner.withdraw("save")
        else:
            self._tell(failure)

    def _tell(self, notice: Notice) -> None:
        self.panels.banner.tell(self.panels.veil.over_notice(notice))

    def _on_facts(self) -> None:
        sitting, is_writable = self.desk.gold, self._current.is_writable
        one = self.panels.considered
        can_edit = sitting is not None and is_writable
        self.actions_.apply(
            Facts(
                has_project=True,
                is_writable=is_writable,
                has_pages=bool(self.pages.rows),
                has_page=sitting is not None,
                has_blocks=sitting is not None and bool(sitting.document.blocks),
                can_undo=can_edit and bool(sitting and sitting.history.done),
                can_redo=can_edit and bool(sitting and sitting.history.undone),
                side_count=len(sitting.names) if sitting is not None else 0,
                has_disagreement=one is not None and one.number > 0,
                is_boundary=one is not None and one.piece.edge is not None,
            )
        )

    def _on_received(self) -> None:
        """A colleague's sets came in: what is compared here may be out of date."""
        self.reading.read_rows()
        self.desk.forget_ahead()
        once_saved(self.desk.queue, self.desk.read_again)

    def _refresh(self) -> None:
        self.reading.settle()
        self.desk.read_again()

    # Actions

    def _take_side(self, place: int) -> None:
        if self._current.is_writable:
            self.decide.side(place)

    def _set_keys(self, keys: KeyTable) -> None:
        self.actions_.set_keys(keys)
        self._keys.keep(keys)
        self._keys.write(self.actions_, self.panels)
        self._show_review()

    def _show_choice(self, choice: Shown) -> None:
        self.actions_.action(f"look.{choice.value}").setChecked(True)

    # Coming and going

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.centralWidget() is None or self._is_over:
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.panels.set_dark(is_dark(self.palette()))
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._on_come_back()

    def _on_come_back(self) -> None:
        """Show what was chosen and said meanwhile in the main window."""
        if self.actions_.follow(self._settings.now.keys):
            self._keys.write(self.actions_, self.panels)
            self._show_review()
        if self.desk.sitting is not None:
            self.reading.read_talk(self.desk.sitting.page)

    def closeEvent(self, event: QCloseEvent) -> None:
        queue = self.desk.queue
        if not self._is_over and queue.state is not SaveState.SAVED:
            event.ignore()
            when_saved(queue, self.close, self)
            return
        if not self._is_over and self.verdicts.is_waiting:
            event.ignore()
            self.verdicts.idle.connect(self.close)
            return
        self._is_over = True
        self.verdicts.leave()
        self.reading.leave()
        self.desk.leave()
        for kind in ("copy", "beginning"):
            self._current.runner.supersede(f"{_COPIES}{kind}")
        event.accept()
        self.settled.emit()
        self.closed.emit()
