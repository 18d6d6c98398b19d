"""The window: it puts the panels together and holds no logic of its own."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from annotator.core.labels import LabelSet
from annotator.gui.action_set import ActionSet
from annotator.gui.appearance import AppearanceSwitch
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.exchange_actions import ExchangeActions
from annotator.gui.help_actions import HelpActions
from annotator.gui.keys import KeyTable
from annotator.gui.label_actions import BoundaryActions, LabelActions
from annotator.gui.leaving import when_saved
from annotator.gui.look_actions import LookActions
from annotator.gui.move_actions import MoveActions, SearchActions
from annotator.gui.moving_on import MovingOn
from annotator.gui.notices import notice_of
from annotator.gui.page_actions import PageActions
from annotator.gui.page_copies import PageCopies
from annotator.gui.page_model import PageModel
from annotator.gui.panels import Panels
from annotator.gui.planning.planning import Planning
from annotator.gui.project_actions import ProjectActions
from annotator.gui.proposing.proposing import Proposing
from annotator.gui.recent_menu import RecentMenu
from annotator.gui.saving import SaveState
from annotator.gui.saving_told import tell_saving
from annotator.gui.settings import SettingsFile
from annotator.gui.status_line import StatusLine
from annotator.gui.tasks import TaskRunner
from annotator.gui.teamwork import Teamwork
from annotator.gui.view_actions import ViewActions
from annotator.services.changes import Changes
from annotator.services.places import SUFFIX
from annotator.services.sitting import Sitting

_SIZE = (1280, 820)


class MainWindow(QMainWindow):
    """One window, one project at a time."""

    def __init__(self, settings: SettingsFile, appearance: AppearanceSwitch) -> None:
        super().__init__()
        self.settings = settings
        self._appearance = appearance
        self.runner = TaskRunner(self)
        settings.write_by(self._write_settings)
        self.current = Current(self.runner, PageModel(self), self)
        self.panels = Panels(self.current.pages, self.runner, self)
        self.middle = self.panels.middle
        self.banner = self.panels.banner
        self.status = StatusLine(self)
        self.setCentralWidget(self.panels)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self.setWindowTitle("Annotator")
        self._make_actions()
        self._connect()
        self._wear(appearance.is_dark)
        self._restore()

    def begin(self, path: Path | None, page: int | None = None) -> None:
        """Open the project in a file or, without one, the one that was open last."""
        last = self.settings.now.last_project
        if path is not None:
            self.project.open_at(path, page)
        elif last:
            self.project.open_at(Path(last), page)

    # Building

    def _make_actions(self) -> None:
        middle, current, settings = self.middle, self.current, self.settings
        self.page_actions = PageActions(current, self.panels.pages, self)
        self.project = ProjectActions(current, self.settings, self.page_actions, self.banner, self)
        self.exchange = ExchangeActions(current, self.page_actions, self.banner, settings, self)
        moving = MovingOn(current, middle, self.page_actions)
        labels = LabelActions(current, middle, moving, self)
        self.proposing = Proposing(
            current, middle, moving, self.status, self.settings, self._offer_key, self
        )
        self.planning = Planning(
            current,
            self.panels,
            self.page_actions,
            self.settings,
            self.proposing.fetcher.fetch,
            self,
        )
        self.teamwork = Teamwork(current, self.panels, self.page_actions, self.settings, self)
        self.view_actions = ViewActions(self.settings, middle, self)
        self.handlers: dict[str, object] = {
            "project": self.project,
            "exchange": self.exchange,
            "pages": self.page_actions,
            "label": labels,
            "proposal": self.proposing.actions,
            **self.planning.handlers,
            **self.teamwork.handlers,
            "boundary": BoundaryActions(current, middle, self),
            "move": MoveActions(current, middle, self),
            "search": SearchActions(current, middle, self),
            "look": LookActions(
                self.settings, self._appearance, middle, self.panels.with_keys, self
            ),
            "views": self.view_actions,
            "help": HelpActions(lambda: self.actions_.keys, self._set_keys, self._label_set, self),
        }
        self.actions_ = ActionSet(self, middle.views, self.handlers, self.settings.now.keys)
        menus = self.actions_.fill_menus(self.menuBar())
        self.planning.show_in(self.actions_)
        recent = RecentMenu(lambda: self.settings.now.recent, self)
        recent.chosen.connect(lambda path: self.project.open_at(Path(path)))
        menus["File"].insertMenu(self.actions_.action("project.samples"), recent)
        menus["View"].addMenu(self.status.encodings)
        now = self.settings.now
        self.actions_.action("look.controls").setChecked(now.shows_controls)
        self.actions_.action(f"look.{now.appearance.name.lower()}").setChecked(True)
        self.actions_.action("views.styles").setChecked(now.page_styles)
        self.actions_.action("proposal.show").setChecked(now.shows_proposals)
        self.view_actions.chosen.connect(
            lambda choice: self.actions_.action(f"views.{choice.value}").setChecked(True)
        )

    def _connect(self) -> None:
        current = self.current
        current.opened.connect(self._on_project)
        current.facts_changed.connect(self._on_facts)
        self.runner.failed.connect(lambda error: self.banner.tell(notice_of(error)))
        self._appearance.changed.connect(self._wear)
        self.status.encoding_chosen.connect(self._re_decode)
        self.panels.labels.chosen.connect(lambda one: self.actions_.run(f"give.{one}"))
        self.panels.outline.chosen.connect(self._go_to_block)
        self.panels.pages.left.connect(self.middle.focus_text)
        self.middle.page_requested.connect(self.page_actions.go_to)
        self.middle.view.zoom_changed.connect(self._show_zoom)
        self.panels.start.asked.connect(self.actions_.run)
        self.panels.start.chosen.connect(lambda path: self.project.open_at(Path(path)))
        PageCopies(current, self.middle.views.page)
        self.exchange.progressed.connect(self.panels.strip.show_progress)
        self.panels.strip.stopped.connect(self.exchange.stop_import)

    # Following what happens

    def _on_project(self, desk: Desk | None) -> None:
        self._keep_place()
        self.panels.start.show_recent(self.settings.now.recent)
        labels = self._label_set()
        self.actions_.set_labels(labels)
        self.panels.show_project(labels)
        self.panels.labels.model.set_keys(self.actions_.label_keys())
        self._show_facts()
        self.status.show_saved(SaveState.SAVED if desk else None)
        self.status.zoom.setVisible(desk is not None)
        self.setWindowTitle(f"{desk.jobs.name} – Annotator" if desk else "Annotator")
        if desk is not None:
            desk.opened.connect(self._on_page)
            desk.changed.connect(self._on_changed)
            desk.told.connect(self.banner.tell)
            desk.queue.state_changed.connect(self._on_saving)

    def _on_page(self, sitting: Sitting) -> None:
        project = self.current.project
        places = self.settings.now.places
        place = places.get(str(project.jobs.path.resolve())) if project else None
        self.panels.show_sitting(sitting, place)
        self._show_facts()
        self.page_actions.show_opened(sitting)
        self.middle.focus_text()
        self._keep_place()

    def _on_changed(self, sitting: Sitting, changes: Changes) -> None:
        self.page_actions.note(sitting)
        if sitting is self.current.sitting:
            self.panels.refresh(sitting, changes)
            self._show_facts()

    def _on_facts(self) -> None:
        self.actions_.apply(self.current.facts())
        has_project = self.current.project is not None
        self.status.annotator.setText(self.project.annotator if has_project else "")
        self.actions_.action("project.choose_annotator").setText(
            f"Annotator: {self.project.annotator}…".replace("&", "&&")
        )
        self._show_number()

    def _on_saving(self) -> None:
        if self.current.desk is not None:
            tell_saving(self.current.desk, self.status, self.banner)

    def _show_facts(self) -> None:
        sitting = self.current.sitting
        can_change = self.current.is_writable and sitting is not None and not sitting.history.done
        self.status.show_facts(sitting.facts if sitting else None, can_change=can_change)
        self._show_number()

    def _show_number(self) -> None:
        sitting, table = self.current.sitting, self.current.pages.table
        number = table.number(sitting.page) if sitting and table.row(sitting.page) else 0
        self.status.show_place(sitting.page if sitting else 0, number, table.total)

    def _show_zoom(self, zoom: float) -> None:
        self.status.zoom.setText(f"{round(zoom * 100)} %")

    def _go_to_block(self, block: int) -> None:
        self.middle.page_cursor.go_to(block)
        self.middle.focus_text()

    def _re_decode(self, encoding: str) -> None:
        if self.current.desk is not None:
            self.current.desk.re_decode(encoding)

    def _write_settings(self, write: Callable[[], None]) -> None:
        self.runner.submit(
            lambda _: write(), failed=lambda error: self.banner.tell(notice_of(error, "settings"))
        )

    def _set_keys(self, keys: KeyTable) -> None:
        self.actions_.set_keys(keys)
        self.panels.labels.model.set_keys(self.actions_.label_keys())
        self.project.keep(lambda settings: replace(settings, keys=keys.merged(settings.keys)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self.actions_.follow(self.settings.now.keys):
            self.panels.labels.model.set_keys(self.actions_.label_keys())

    def _offer_key(self) -> str:
        return self.actions_.key("proposal.take_offer")

    def _label_set(self) -> LabelSet | None:
        desk = self.current.desk
        return desk.jobs.label_set if desk else None

    def _wear(self, is_dark: bool) -> None:
        self.panels.set_dark(is_dark)
        self.status.set_dark(is_dark)

    # Coming and going

    def _restore(self) -> None:
        now = self.settings.now
        self.resize(*_SIZE)
        self.restoreGeometry(QByteArray(base64.b64decode(now.geometry)))
        self.panels.widths = now.panes
        self._show_zoom(self.middle.view.zoom)
        self.status.zoom.hide()
        self.panels.start.show_recent(now.recent)
        self.view_actions.restore()
        self._on_facts()

    def _keep_place(self) -> None:
        """Remember where the editor is in the project that is, or just was, open."""
        place, path = self.middle.place, self.settings.now.last_project
        if place is not None and path:
            self.project.keep(lambda settings: settings.with_place(Path(path), place))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        event.acceptProposedAction()
        if len(paths) == 1 and paths[0].suffix == SUFFIX:
            self.project.open_at(paths[0])
        elif len(paths) == 1 and self.teamwork.is_bundle(paths[0]):
            self.teamwork.bundles.receive_file(paths[0])
        elif paths:
            self.exchange.import_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        queue = self.current.desk.queue if self.current.desk else None
        if queue is not None and queue.state is not SaveState.SAVED:
            event.ignore()
            when_saved(queue, self.close, self)
            return
        self._keep_place()
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        panes = self.panels.widths or self.settings.now.panes
        self.project.keep(lambda settings: replace(settings, geometry=geometry, panes=panes))
        self.current.leave()
        # An import may have a last batch to write; nobody need look at a window meanwhile.
        self.hide()
        self.runner.close()
        event.accept()
