"""What the window shows while no project is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_WIDTH = 520


class StartPage(QWidget):
    """Recent projects, and the ways to a new one. `asked(action id)` asks for an action."""

    asked = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: tuple[str, ...] = ()
        self._model = QStringListModel(self)
        title = QLabel("Annotator", self)
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        sentence = QLabel(
            "Label the regions of news pages. Everything stays on this computer.", self
        )
        sentence.setObjectName("lead")
        self._recent = QLabel("Recent projects", self)
        self._recent.setObjectName("heading")
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setAccessibleName("Recent projects")
        self.list.setObjectName("recent")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(3)
        for widget in (title, sentence):
            column.addWidget(widget)
        column.addSpacing(14)
        column.addLayout(self._buttons())
        column.addSpacing(18)
        column.addWidget(self._recent)
        column.addWidget(self.list, 4)
        column.addStretch(4)
        middle = QWidget(self)
        middle.setLayout(column)
        middle.setFixedWidth(_WIDTH)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(middle)
        layout.addStretch(1)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Show the projects that were open lately."""
        self._paths = tuple(paths)
        self._model.setStringList([f"{Path(one).stem}   —   {Path(one).parent}" for one in paths])
        self._recent.setVisible(bool(paths))
        self.list.setVisible(bool(paths))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, action in (
            ("New project…", "project.new"),
            ("Open project…", "project.open"),
            ("Try the sample pages", "project.samples"),
        ):
            button = QPushButton(text, self)
            button.setProperty("primary", action == "project.new")
            button.clicked.connect(lambda _checked=False, action=action: self.asked.emit(action))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._paths):
            self.chosen.emit(self._paths[index.row()])
