"""The formats of data sets by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from annotator.services.export_formats import ExportFormat

OWN = "jsonl"
_GROUPS = (
    ("Complete", (OWN,)),
    (
        "Tables and data sets",
        ("blocks-csv", "blocks-parquet", "spans-csv", "spans-parquet", "hugging-face"),
    ),
    (
        "To train and measure cleaners",
        (
            "boilernet",
            "dragnet",
            "web2text",
            "cleaneval",
            "markuplm",
            "webmainbench",
            "wceb",
            "article-extraction-benchmark",
            "trafilatura",
        ),
    ),
    (
        "To label and tag text",
        (
            "spacy",
            "conll",
            "doccano",
            "label-studio",
            "label-studio-html",
            "prodigy",
            "brat",
            "web-annotation",
            "uima",
        ),
    ),
)
_OTHERS = "From other packages"
_NAME = Qt.ItemDataRole.UserRole


class FormatList(QListWidget):
    """`chosen()` follows another choice. Headings between the formats cannot be chosen."""

    chosen = Signal()

    def __init__(
        self, formats: Sequence[ExportFormat], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setAccessibleName("Format")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._formats = {one.name: one for one in formats}
        for heading, names in _grouped(list(self._formats)):
            self._add_heading(heading)
            for one in names:
                self._add(self._formats[one])
        self.choose(name if name in self._formats else OWN)
        if self.format is None and formats:
            self.choose(formats[0].name)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit())

    @property
    def format(self) -> ExportFormat | None:
        """The format that is chosen."""
        item = self.currentItem()
        return None if item is None else self._formats.get(item.data(_NAME))

    def choose(self, name: str) -> None:
        """Choose the format of that name."""
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen stays in sight, from the first moment on."""
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """As ever, but the first line is a heading, and no key is to end on one."""
        index = super().moveCursor(action, modifiers)
        while index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            index = index.siblingAtRow(index.row() + 1)
        return index

    def _add_heading(self, heading: str) -> None:
        item = QListWidgetItem(heading, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        # It cannot be chosen, yet it is to be read as well as what can be.
        item.setForeground(self.palette().text())
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 14))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)

    def _add(self, one: ExportFormat) -> None:
        text = one.title.partition(":")[0] if one.is_usable else one.name
        lacks = "" if is_ready(one) else " (not installed)" if one.extra else " (does not load)"
        item = QListWidgetItem(f"{text}{lacks}", self)
        item.setData(_NAME, one.name)
        item.setToolTip(one.name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}{lacks}")
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 8))


def is_ready(one: ExportFormat) -> bool:
    """Whether a data set can be written in that format here and now."""
    return one.is_usable and not one.extra


def _grouped(names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The formats that are installed under their headings; those that nobody here knows last."""
    groups = [(heading, [one for one in known if one in names]) for heading, known in _GROUPS]
    known = {one for _, ones in groups for one in ones}
    groups.append((_OTHERS, [one for one in names if one not in known]))
    return [(heading, ones) for heading, ones in groups if ones]
