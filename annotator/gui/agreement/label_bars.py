"""How far each label is given alike, as bars with their intervals."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.core.agreement_report import PairAgreement
from annotator.gui.agreement.figures import AgreementFigures
from annotator.gui.figures.bars import Bar, Bars
from annotator.services.agreement_html.label_bars import described


class LabelBars(Bars):
    """A bar a label from 0 to its F1 by block."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("F1 of each label by block", parent)

    def show_pair(self, figures: AgreementFigures, pair: PairAgreement) -> None:
        """Show the labels of a pair."""
        bars = [
            Bar(figures.name(one.label), one.block.f1, figures.label(one.label))
            for one in pair.labels
        ]
        self.show_bars(bars, described(figures.report, pair))
