"""Tables of figures in windows that run from the right as well."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.gui.figures.tables import FigureModel, figure_table

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
END = Qt.AlignmentFlag.AlignLeft


@pytest.mark.parametrize(
    ("told", "direction"),
    [("12 of 25", LTR), ("60 %", LTR), ("ada", LTR), ("عنوان 3", RTL), ("3 عنوان", RTL)],
)
def test_a_cell_is_read_in_its_own_direction_at_its_place_in_the_column(qtbot, told, direction):
    model = FigureModel((("Title", str), ("Alike", str)), 0)
    model.show_rows((told,))
    table = figure_table(model, "Pages", 0, "000")
    qtbot.addWidget(table)
    option = QStyleOptionViewItem()
    option.direction = RTL
    table.itemDelegate().initStyleOption(option, model.index(0, 1, QModelIndex()))
    assert option.direction == direction
    # Numbers stand at the end of their column, which is its left here.
    seen = option.displayAlignment
    if direction == RTL:
        assert seen & Qt.AlignmentFlag.AlignRight
    else:
        assert seen & END


def test_what_may_be_cut_has_a_tool_tip_and_numbers_have_none(qapp):
    model = FigureModel((("Title", str), ("Alike", str)), 0)
    model.show_rows(("<b>short</b>", "undefined (one label only)"))
    tip = Qt.ItemDataRole.ToolTipRole
    assert "<b>" not in model.index(0, 0).data(tip)
    assert model.index(0, 1).data(tip) is None
    assert "one label only" in model.index(1, 1).data(tip)
