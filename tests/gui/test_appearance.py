import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.gui.appearance import DARK, LIGHT, AppearanceSwitch
from annotator.gui.notices import plain_tool_tip
from annotator.gui.settings import Appearance


def contrast(one, other):
    def luminance(name):
        parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("table", [LIGHT, DARK])
def test_every_text_of_the_window_can_be_read(qapp, table):
    grounds = (table.window, table.page, table.raised, table.chosen, table.hover)
    for ground in grounds:
        for ink in (table.text, table.muted):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (table.note_ground, table.warning_ground, table.error_ground):
        assert contrast(table.text, ground) >= 7
    for ink in (table.good, table.warning, table.error):
        assert contrast(ink, table.window) >= 4.5, ink
    assert contrast(table.on_accent, table.accent) >= 4.5


def test_the_editor_may_wear_dark_whatever_the_desktop_wears(qtbot, qapp):
    switch = AppearanceSwitch(Appearance.LIGHT)
    with qtbot.waitSignal(switch.changed) as heard:
        switch.choose(Appearance.DARK)
    assert heard.args == [True]
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    switch.choose(Appearance.FOLLOW)
    desktop = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert switch.is_dark is desktop
    switch.deleteLater()


def test_a_tool_tip_shows_markup_as_text():
    assert plain_tool_tip("<b>&\n2") == "<span>&lt;b&gt;&amp;<br>2</span>"
    assert plain_tool_tip("") == ""
