"""What is open now, and what follows from it for the actions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.gui.actions import Facts
from annotator.gui.desk import Desk
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_model import PageModel
from annotator.gui.tasks import TaskRunner
from annotator.services.sitting import Sitting


class Current(QObject):
    """The open project with its desk, or none.

    `opened(desk)` follows another project or none; `facts_changed()` whatever may let an action run
    or not; `received()` what came into the store from a colleague.
    """

    opened = Signal(object)
    facts_changed = Signal()
    received = Signal()

    def __init__(self, runner: TaskRunner, pages: PageModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.pages = pages
        self.project: OpenedProject | None = None
        self.desk: Desk | None = None
        # The project that was left last: jobs may still hold it.
        self.left: OpenedProject | None = None
        self._is_importing = False
        self._is_proposing = False
        self._may_propose = True
        self._search = ""
        # The page of which is known that reviewers decided on it; who sets it tells of it.
        self.decided: Sitting | None = None

    @property
    def sitting(self) -> Sitting | None:
        """The page that is open."""
        return self.desk.sitting if self.desk else None

    @property
    def is_writable(self) -> bool:
        """Whether the open project takes labels."""
        return self.project is not None and not self.project.is_read_only

    @property
    def takes_labels(self) -> bool:
        """Whether what is typed now can be a label of the page that is open."""
        return self.is_writable and self.desk is not None and not self.desk.is_leaving

    @property
    def is_importing(self) -> bool:
        """Whether pages are coming in."""
        return self._is_importing

    @is_importing.setter
    def is_importing(self, is_importing: bool) -> None:
        self._is_importing = is_importing
        self.facts_changed.emit()

    @property
    def is_proposing(self) -> bool:
        """Whether proposals for the page that is open are on their way."""
        return self._is_proposing

    @is_proposing.setter
    def is_proposing(self, is_proposing: bool) -> None:
        self._is_proposing = is_proposing
        self.facts_changed.emit()

    @property
    def may_propose(self) -> bool:
        """Whether a machine may propose at all, if not for the page that is open."""
        return self._may_propose

    @may_propose.setter
    def may_propose(self, may_propose: bool) -> None:
        self._may_propose = may_propose
        self.facts_changed.emit()

    @property
    def search(self) -> str:
        """What was looked for last."""
        return self._search

    @search.setter
    def search(self, text: str) -> None:
        self._search = text
        self.facts_changed.emit()

    def take(self, project: OpenedProject, annotator: str) -> Desk:
        """Work on this project from now on."""
        self.leave()
        self.project = project
        desk = Desk(project, annotator, self.runner, self)
        for signal in (desk.opened, desk.changed, desk.steps.changed):
            signal.connect(lambda *_what: self.facts_changed.emit())
        self.desk = desk
        self.opened.emit(desk)
        self.facts_changed.emit()
        return desk

    def leave(self) -> None:
        """Close the open project on the store worker, behind whatever waits there.

        It stays open for the jobs of the pool that still use it, and is closed after the last.
        """
        project, desk = self.project, self.desk
        if project is None or desk is None:
            return
        self.project = self.desk = None
        self.left = project
        desk.steps.forget()
        for key in ("page", "ahead", "rows", "proposals"):
            self.runner.supersede(key)
        self.runner.submit(lambda _: project.close())
        self.pages.clear()
        self.pages.set_current(None)
        self.opened.emit(None)
        self.facts_changed.emit()
        desk.deleteLater()

    def facts(self) -> Facts:
        """What decides on the actions at this moment."""
        sitting = self.sitting
        # What a step that is under way leaves behind is not known yet.
        is_busy = self.desk is not None and self.desk.is_busy
        can_edit = sitting is not None and self.is_writable
        return Facts(
            has_project=self.project is not None,
            is_writable=self.is_writable,
            is_importing=self._is_importing,
            has_pages=self.pages.table.total > 0,
            has_page=sitting is not None,
            has_blocks=sitting is not None and bool(sitting.document.blocks),
            has_filler=sitting is not None and sitting.label_set.filler is not None,
            has_undecided=is_busy or (sitting is not None and sitting.tally.undecided_count > 0),
            can_undo=can_edit and (is_busy or bool(sitting and sitting.history.done)),
            can_redo=can_edit and (is_busy or bool(sitting and sitting.history.undone)),
            has_search=bool(self._search),
            may_propose=self._may_propose,
            has_proposals=self._is_proposing or bool(sitting and sitting.proposals),
            has_offer=sitting is not None and sitting.offered is not None,
            has_site_mates=sitting is not None and self._has_site_mates(sitting),
            has_decisions=sitting is not None and sitting is self.decided,
            is_calibration=sitting is not None and self._is_calibration(sitting),
        )

    def _is_calibration(self, sitting: Sitting) -> bool:
        row = self.pages.table.row(sitting.page)
        return row is not None and row.is_calibration

    def _has_site_mates(self, sitting: Sitting) -> bool:
        """Whether a page has labels that could be those of other pages of its site as well."""
        site, row = sitting.facts.site, self.pages.table.row(sitting.page)
        is_blind = row is not None and row.is_blind
        is_model = bool(site and sitting.annotations) and not is_blind
        return is_model and self.pages.site_size(site) > 1
