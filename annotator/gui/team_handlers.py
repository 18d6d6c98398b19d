"""What answers the actions about colleagues in the main window, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.gui.agreement.agreement_actions import AgreementActions
from annotator.gui.bundles.bundle_actions import BundleActions
from annotator.gui.current import Current
from annotator.gui.discussing.calibration_actions import CalibrationActions
from annotator.gui.discussing.comment_actions import CommentActions
from annotator.gui.discussing.open_conversation import OpenConversation
from annotator.gui.discussing.returned_actions import ReturnedActions
from annotator.gui.evaluating.evaluating_actions import EvaluatingActions
from annotator.gui.guidelines.guideline_actions import GuidelineActions
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.gui.sharing.sharing_actions import SharingActions


def team_handlers(
    current: Current, panels: Panels, pages: PageActions, window: QWidget
) -> dict[str, object]:
    """All of them by name; what is open is known to them."""
    said = OpenConversation(current, pages, window)
    comments = CommentActions(current, panels, said, window)
    made: dict[str, object] = {
        "agreement": AgreementActions(current, panels, pages, window),
        "bundles": BundleActions(current, pages, panels.banner, window),
        "comments": comments,
        "evaluating": EvaluatingActions(current, pages, window),
        "returned": ReturnedActions(current, panels, said, comments, window),
        "guidelines": GuidelineActions(current, panels, window),
        "sharing": SharingActions(current, panels.pages, pages, window),
        "calibration": CalibrationActions(current, panels, pages, window),
    }
    said.catch_up()
    return made
