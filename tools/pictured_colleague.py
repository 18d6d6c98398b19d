"""A colleague on the pictures of docs/images who labels as Ada does, but for a few blocks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.core.pages import PageId
from annotator.gui.agreement.dialog import AgreementDialog
from annotator.services import annotating
from annotator.services.changes import Changes
from annotator.services.projects import Project, open_project
from annotator.services.sitting import Sitting

_OTHERWISE = {"body": "teaser", "teaser": "boilerplate", "boilerplate": "body"}
_EVERY = 13  # block is labelled otherwise, of those of a page one after the other


def agree_mostly(project: Path, pages: Sequence[int], name: str = "Ben") -> None:
    """Have a colleague finish the pages that Ada finished, of one mind with her on most blocks."""
    with open_project(project) as opened:
        for number in pages:
            _label(opened, PageId(number), name)


def look_at_places(panel: AgreementDialog) -> None:
    """Have the panel of agreement list where Ada and the colleague part most often."""
    panel.overview.pair_chosen.emit(0)
    QTest.keyClick(panel.confusion.heat_map, Qt.Key.Key_Return)


def _label(project: Project, page: PageId, name: str) -> None:
    hers = annotating.open_sitting(project, page, "Ada")
    for place, one in enumerate(hers.annotations):
        label = str(one.label)
        if (place * 5 + page) % _EVERY == 0:
            label = _OTHERWISE.get(label, label)

        def step(sitting: Sitting, span: object = one.span, label: str = label) -> Changes:
            return sitting.label([span], label)

        annotating.change(project, page, name, step)
    annotating.change(project, page, name, Sitting.finish)
