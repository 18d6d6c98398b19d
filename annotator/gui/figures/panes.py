"""Room for charts and sentences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QTableView, QVBoxLayout, QWidget


def plain_label(parent: QWidget) -> QLabel:
    """A line of text that is shown as it is, whatever is in it."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def scrolled(*widgets: QWidget, stretches: bool = False) -> QScrollArea:
    """Widgets below each other; a small window scrolls them."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 12, 8, 0)
    column.setSpacing(16)
    for widget in widgets:
        column.addWidget(widget)
    if stretches:
        column.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


def column_of(widget: QWidget) -> QVBoxLayout:
    """A column in a widget, without a margin."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


def least_lines(table: QTableView, lines: int) -> None:
    """Keep a table so high, whatever else wants room."""
    table.setMinimumHeight(lines * (table.fontMetrics().height() + 12))


def width_of(widget: QWidget, sample: str) -> int:
    """How wide a column of a table is that has room for such a text."""
    return widget.fontMetrics().horizontalAdvance(sample) + 24
