"""Compared texts and lists on the screen, of one size and font."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from annotator.gui.comparing import ComparedText, DisagreementList


def _shown(qtbot, made: QWidget, width: int) -> None:
    font = QFont("Noto Sans")
    font.setPixelSize(12)
    made.setFont(font)
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.show()
    qtbot.waitExposed(made)


@pytest.fixture
def text(qtbot) -> ComparedText:
    made = ComparedText()
    _shown(qtbot, made, 900)
    return made


@pytest.fixture
def disagreements(qtbot) -> DisagreementList:
    made = DisagreementList()
    _shown(qtbot, made, 300)
    return made
