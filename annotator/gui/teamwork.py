"""Everything in the window about the work of several people, put together."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from annotator.gui.current import Current
from annotator.gui.late_handlers import LateHandlers
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.gui.review_actions import ReviewActions
from annotator.gui.settings import SettingsFile

if TYPE_CHECKING:
    from annotator.gui.bundles.bundle_actions import BundleActions


_LATE = (
    "agreement",
    "bundles",
    "comments",
    "evaluating",
    "returned",
    "guidelines",
    "sharing",
    "calibration",
)


class Teamwork:
    """`handlers` answer the actions about colleagues, reviewers and what they say.

    `late` are those that nobody needs before a page is open.
    """

    def __init__(
        self,
        current: Current,
        panels: Panels,
        pages: PageActions,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        self.late = LateHandlers(
            current,
            lambda: import_module("annotator.gui.team_handlers").team_handlers(
                current, panels, pages, window
            ),
            window,
        )
        self.handlers: dict[str, object] = {
            "review": ReviewActions(current, pages, settings, window),
            **self.late.named(*_LATE),
        }

    @property
    def bundles(self) -> BundleActions:
        """What receives the bundles that are dropped on the window."""
        return cast("BundleActions", self.late.handlers()["bundles"])

    def is_bundle(self, path: Path) -> bool:
        """Whether a file is a bundle by its name."""
        suffix: str = import_module("annotator.core.bundles").SUFFIX
        return path.suffix == suffix
