"""The style sheet of the window: what a palette cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

_SHEET = Template("""
QLineEdit, QComboBox, QSpinBox, QKeySequenceEdit QLineEdit {
    background: ${page}; color: ${text};
    border: 1px solid ${border}; border-radius: 6px; padding: 5px 8px; min-height: 18px;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid ${accent}; padding: 4px 7px;
}
QComboBox::drop-down { border: none; width: 22px; }
QPushButton {
    background: ${raised}; border: 1px solid ${border}; border-radius: 6px;
    padding: 6px 14px; min-height: 18px;
}
QPushButton:hover { background: ${hover}; }
QPushButton:focus { border: 2px solid ${accent}; padding: 5px 13px; }
QPushButton:default, QPushButton[primary="true"] {
    background: ${accent}; color: ${on_accent}; border-color: ${accent};
}
QPushButton[primary="true"]:focus, QPushButton:default:focus { border: 2px solid ${text}; }
QPushButton:disabled { color: ${muted}; background: ${window}; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 3px 8px; }
QToolButton:hover { background: ${hover}; }
QToolButton:focus { border-color: ${accent}; }
QToolButton::menu-indicator { image: none; }
QToolButton#view { color: ${muted}; }
QToolButton#view:checked { background: ${chosen}; color: ${text}; }
#order { background: ${page}; border: 1px solid ${border}; padding: 5px 8px; min-height: 18px; }
#order:hover { background: ${hover}; }
#order:focus { border: 2px solid ${accent}; padding: 4px 7px; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator {
    width: 14px; height: 14px;
    background: ${page}; border: 1px solid ${muted}; border-radius: 3px;
}
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
    background: ${accent}; border-color: ${accent}; image: url("${tick}");
}
QCheckBox::indicator:focus { border: 2px solid ${text}; width: 12px; height: 12px; }
QAbstractItemView { border: 2px solid transparent; outline: none; }
QListView:focus, QTableView:focus { border: 2px solid ${accent}; border-radius: 6px; }
#heading { color: ${muted}; font-weight: 600; padding-left: 6px; }
#note { color: ${muted}; }
#lead { color: ${muted}; font-size: 11pt; }
#recent { background: ${window}; }
#recent::item { padding: 8px 6px; border-radius: 6px; }
#recent::item:hover { background: ${hover}; }
#recent::item:selected { background: ${chosen}; color: ${text}; }
#keys::item { padding: 0 8px; }
#keys::item:selected { background: ${chosen}; color: ${text}; }
#side { background: ${window}; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: ${scroll}; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: ${muted}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#side_tabs::tab {
    color: ${muted}; font-weight: 600; padding: 5px 6px;
    border: none; border-bottom: 2px solid transparent;
}
#side_tabs::tab:hover { color: ${text}; }
#side_tabs::tab:selected { color: ${text}; border-bottom-color: ${accent}; }
#side_tabs[single="true"]::tab:selected { color: ${muted}; border-bottom-color: transparent; }
#side_tabs::tab:selected:focus {
    border: 2px solid ${accent}; border-radius: 6px; padding: 3px 5px;
}
QTextEdit {
    background: ${page}; color: ${text}; border: 1px solid ${border}; border-radius: 6px;
}
QTextEdit:focus { border: 2px solid ${accent}; }
QPlainTextEdit {
    background: ${page}; color: ${text};
    border: 1px solid ${border}; border-radius: 6px; padding: 3px 5px;
}
QPlainTextEdit:focus { border: 2px solid ${accent}; padding: 2px 4px; }
QPushButton[compact="true"] { padding: 4px 9px; }
QPushButton[compact="true"]:focus { padding: 3px 8px; }
QProgressBar { background: ${border}; border: none; border-radius: 3px; }
QProgressBar::chunk { background: ${accent}; border-radius: 3px; }
QHeaderView::section {
    background: ${window}; color: ${muted}; border: none;
    border-bottom: 1px solid ${border}; padding: 6px 8px;
}
QMenuBar { background: ${window}; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: ${hover}; color: ${text}; }
QMenu { background: ${raised}; border: 1px solid ${border}; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 5px; }
QMenu::item:selected { background: ${chosen}; color: ${text}; }
QMenu::item:disabled { color: ${muted}; }
QMenu::separator { height: 1px; background: ${border}; margin: 5px 8px; }
QSplitter::handle { background: ${border}; }
QStatusBar { background: ${window}; border-top: 1px solid ${border}; }
QStatusBar::item { border: none; }
QToolTip {
    background: ${raised}; color: ${text};
    border: 1px solid ${border}; padding: 6px;
}
""")


def style_sheet(colours: Mapping[str, str], tick: Path) -> str:
    """Room, round corners, and a focus that is seen, in these colours; `tick` is for boxes."""
    return _SHEET.substitute(colours, tick=tick.as_posix())
