"""A view on the screen, of one size and font, so that pixels mean the same everywhere."""

import pytest
from PySide6.QtGui import QFont

from annotator.gui.text_view import TextView


@pytest.fixture
def view(qtbot) -> TextView:
    made = TextView()
    font = QFont("Noto Sans")
    font.setPixelSize(12)
    made.setFont(font)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made
