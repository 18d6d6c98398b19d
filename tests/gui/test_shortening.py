import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from annotator.gui.shortening import shortened

_WIDTH = 200


def _ink_at_the_left(text: str) -> bool:
    """Whether the six pixels at the left of the line are marked below the middle alone."""
    font = QFont()
    image = QImage(_WIDTH, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QRect(0, 0, _WIDTH, 40), int(Qt.AlignmentFlag.AlignLeft), text)
    painter.end()
    baseline = QFontMetrics(font).ascent()

    def is_marked(y: int) -> bool:
        return any(image.pixelColor(x, y).lightness() < 128 for x in range(6))

    above = range(baseline - QFontMetrics(font).xHeight() + 1, baseline - 2)
    return any(map(is_marked, range(baseline - 2, baseline + 1))) and not any(map(is_marked, above))


def test_a_line_that_is_too_long_ends_with_an_ellipsis_in_its_own_direction(qapp):
    metrics = QFontMetrics(QFont())
    arabic = "ناعورة وادي السرو تدور من جديد بعد أربعين عامًا من الصمت"
    latin = "Harbour ferry returns after eleven months in dry dock"
    assert _ink_at_the_left(shortened(arabic, metrics, _WIDTH))
    assert not _ink_at_the_left(shortened(latin, metrics, _WIDTH))


@pytest.mark.parametrize("text", ["ناعورة وادي السرو تدور من جديد", "नीलकोट की बावड़ी में", "office"])
def test_a_shortened_line_is_never_too_long(qapp, text):
    metrics = QFontMetrics(QFont())
    shown = {width: shortened(text, metrics, width) for width in range(30, 300)}
    assert [width for width, one in shown.items() if metrics.horizontalAdvance(one) > width] == []


def test_a_line_that_fits_is_whole(qapp):
    assert shortened("short", QFontMetrics(QFont()), _WIDTH).strip("\u2068\u2069") == "short"
