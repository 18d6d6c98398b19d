"""Everything in the window about the work of several people, put together."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from annotator.gui.agreement.agreement_actions import AgreementActions
from annotator.gui.bundles.bundle_actions import BundleActions
from annotator.gui.current import Current
from annotator.gui.late_handlers import LateHandlers
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.gui.review_actions import ReviewActions
from annotator.gui.settings import SettingsFile


class Teamwork:
    """`handlers` answer the actions about colleagues, reviewers and what they say.

    `bundles` takes what is dropped on the window; `late` are those that nobody needs before a page
    is open.
    """

    def __init__(
        self,
        current: Current,
        panels: Panels,
        pages: PageActions,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        self.bundles = BundleActions(current, pages, panels.banner, window)
        self.late = LateHandlers(
            current,
            lambda: import_module("annotator.gui.discussing.team_handlers").team_handlers(
                current, panels, pages, window
            ),
            window,
        )
        self.handlers: dict[str, object] = {
            "agreement": AgreementActions(current, panels, pages, window),
            "bundles": self.bundles,
            "review": ReviewActions(current, pages, settings, window),
            **self.late.named("comments", "returned", "guidelines", "sharing", "calibration"),
        }
