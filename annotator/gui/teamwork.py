"""Everything in the window about the work of several people, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.gui.agreement.agreement_actions import AgreementActions
from annotator.gui.agreement.agreement_actions import AgreementActions
from annotator.gui.bundles.bundle_actions import BundleActions
from annotator.gui.current import Current
from annotator.gui.discussing.calibration_actions import CalibrationActions
from annotator.gui.discussing.comment_actions import CommentActions
from annotator.gui.discussing.open_conversation import OpenConversation
from annotator.gui.discussing.returned_actions import ReturnedActions
from annotator.gui.guidelines.guideline_actions import GuidelineActions
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.gui.review_actions import ReviewActions
from annotator.gui.settings import SettingsFile
from annotator.gui.sharing.sharing_actions import SharingActions


class Teamwork:
    """`handlers` answer the actions about colleagues, reviewers and what they say.

    `bundles` takes what is dropped on the window.
    """

    def __init__(
        self,
        current: Current,
        panels: Panels,
        pages: PageActions,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        said = OpenConversation(current, pages, window)
        comments = CommentActions(current, panels, said, window)
        self.bundles = BundleActions(current, pages, panels.banner, window)
        self.handlers: dict[str, object] = {
            "agreement": AgreementActions(current, panels, pages, window),
            "agreement": AgreementActions(current, panels, pages, window),
            "bundles": self.bundles,
            "comments": comments,
            "review": ReviewActions(current, pages, settings, window),
            "sharing": SharingActions(current, panels.pages, pages, window),
            "calibration": CalibrationActions(current, panels, pages, window),
            "guidelines": GuidelineActions(current, panels, window),
            "returned": ReturnedActions(current, panels, said, comments, window),
        }
