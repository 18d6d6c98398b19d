"""Everything in the window about the work as a whole, put together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.core.work_order import Order
from annotator.gui.action_set import ActionSet
from annotator.gui.actions import ORDER
from annotator.gui.current import Current
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.gui.planning.effort_actions import EffortActions
from annotator.gui.planning.order_actions import OrderActions
from annotator.gui.planning.site_actions import SiteActions
from annotator.gui.planning.source_actions import SourceActions
from annotator.gui.planning.words import EXPLANATIONS, SOURCES, TITLES
from annotator.gui.settings import SettingsFile


class Planning:
    """`handlers` answer the actions; `fetch` gets the proposals for the open page anew."""

    def __init__(
        self,
        current: Current,
        panels: Panels,
        pages: PageActions,
        settings: SettingsFile,
        fetch: Callable[[], None],
        window: QWidget,
    ) -> None:
        self._current = current
        self._panels = panels
        self.order = OrderActions(current, pages, settings, window)
        self.sources = SourceActions(current, settings, fetch, window)
        self.effort = EffortActions(current, pages, window)
        text = panels.middle.view
        self.site = SiteActions(current, pages, panels.banner, lambda: text.zoom, window)
        self.handlers: dict[str, object] = {
            "order": self.order,
            "sources": self.sources,
            "effort": self.effort,
            "site": self.site,
        }
        self.order.progressed.connect(panels.ahead.show_progress)
        panels.ahead.stopped.connect(self.order.stop)
        self.site.progressed.connect(panels.applying.show_progress)
        panels.applying.stopped.connect(self.site.stop)
        model = current.pages
        for signal in (model.dataChanged, model.rowsInserted, model.modelReset):
            signal.connect(self._show_blind)

    def show_in(self, actions: ActionSet) -> None:
        """Check what is chosen, and have the list of pages show the menu of their orders."""
        for name, _ in SOURCES:
            actions.action(f"sources.{name}").setChecked(self.sources.is_on(name))
        for order in Order:
            action = actions.action(f"order.{order.value}")
            action.setToolTip(EXPLANATIONS[order])
            action.setStatusTip(EXPLANATIONS[order])
        menu = actions.submenus[ORDER]
        menu.setToolTipsVisible(True)
        self._panels.pages.show_orders(menu)

        def check(order: Order) -> None:
            actions.action(f"order.{order.value}").setChecked(True)
            is_usual = order is Order.IMPORTED
            self._panels.pages.show_order("" if is_usual else TITLES[order].lower())

        self.order.chosen.connect(check)
        check(self.order.order)

    def _show_blind(self) -> None:
        """Say above the text whether the page that is open is labelled blind."""
        page = self._current.pages.current
        row = None if page is None else self._current.pages.table.row(page)
        self._panels.middle.header.is_blind = row is not None and row.is_blind
