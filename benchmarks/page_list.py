"""How the list of pages in the real window carries 100,000 pages: reading, filtering, scrolling.

`benchmarks.page_rows` measures the same list in the project file. Here each figure stands beside
what plain Qt does with the same titles in the same run: a `QListView` of a `QStringListModel`, and
the C++ filter of `QSortFilterProxyModel`; reading stands beside bare sqlite3 that fetches the same
columns. Standstill is the longest time that the event loop of the window did not beat, and
beside it what the main thread itself worked in one such time.

Run: `python -m benchmarks.page_list [PAGES]`, off-screen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSortFilterProxyModel, QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from annotator.core.pages import PageId
from annotator.gui.launch import make_application, make_window
from annotator.gui.settings import SettingsFile
from annotator.gui.window import MainWindow
from annotator.storage.engine import Access, make_engine
from annotator.storage.store import Store
from benchmarks.event_loop import Heart, Painted, rest
from benchmarks.figures import machine, memory_mb, milliseconds, table
from benchmarks.page_rows import fetch, fill
from benchmarks.saving import LABELS, NOW, a_document, parsed

PAGES = 100_000
STEPS = 100
FILTERS = 5
FRAME = "at most 16 ms"
NOTICED = "standstill at most 50 ms"


class Figure(NamedTuple):
    """One row: seconds of ours and of the yardstick, the longest standstill, the work in it."""

    name: str
    ours: float
    yardstick: float
    still: float
    own: float
    target: str = ""


def make_project(path: Path, count: int) -> PageId:
    """A project of so many pages to list, and one behind them that can be opened."""
    with Store.create(path, name="List", label_set_source=LABELS) as store:
        engine = make_engine(path, Access.WRITE)
        with engine.begin() as connection:
            fill(connection, count)
        engine.dispose()
        document = a_document(50)
        content = document.text.encode()
        with store.begin() as transaction:
            return transaction.pages.add(content, parsed(document, content), NOW)


def timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def painted(view: QAbstractItemView, act: Callable[[], object]) -> float:
    """Seconds from an act to the end of the painting that follows."""
    wait = Painted(view.viewport())
    start = perf_counter()
    act()
    wait.wait()
    return perf_counter() - start


def scrolled(view: QAbstractItemView) -> float:
    """A step of the wheel in the middle of the list, to its painting; the median of many."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    rest(50)
    step = view.fontMetrics().height() * 3
    return median(painted(view, lambda: bar.setValue(bar.value() + step)) for _ in range(STEPS))


class PlainQt:
    """The yardstick: a list of the same titles, made of nothing but Qt."""

    def __init__(self, titles: list[str]) -> None:
        self.model = QStringListModel(titles)
        self.proxy = QSortFilterProxyModel()
        self.view = QListView()
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.resize(290, 700)
        self.view.setModel(self.proxy)
        first = Painted(self.view.viewport())
        self.view.show()
        first.wait()

    def read(self) -> float:
        """Give it the titles."""
        return painted(self.view, lambda: self.proxy.setSourceModel(self.model))

    def filter(self, text: str) -> float:
        """Show those that hold a text."""
        return painted(self.view, lambda: self.proxy.setFilterFixedString(text))


def read_figures(window: MainWindow, path: Path, last: PageId, heart: Heart) -> list[Figure]:
    """Open the project: until the first rows are painted, and until all are in the list."""
    pages, model = window.panels.pages, window.current.pages
    bare = timed(lambda: fetch(path))
    first = Painted(pages.table.viewport(), lambda: model.rowCount() > 0)
    heart.begin()
    start = perf_counter()
    window.begin(path, last)
    first.wait()
    rows = perf_counter() - start
    loop = QEventLoop()
    model.rowsInserted.connect(lambda: loop.quit() if model.table.total >= last else None)
    loop.exec()
    every = perf_counter() - start
    rest(100)
    stood = heart.clock, heart.own
    return [
        Figure("open the project, first rows painted", rows, bare, *stood),
        Figure("all rows in the list", every, bare, *stood, NOTICED),
    ]


def filter_figures(window: MainWindow, plain: PlainQt, heart: Heart) -> list[Figure]:
    """Filter by text, with the pause that waits for the next letter taken off."""
    pages = window.panels.pages
    field = pages.findChild(QLineEdit)
    assert field is not None
    found = []
    filters = (("one digit", "", "9"), ("four digits", "", "4321"), ("all again", "4321", ""))
    for name, before, text in filters:
        ours, theirs, stills, own = [], [], [], []
        for _ in range(FILTERS):
            field.setText(before)
            field.returnPressed.emit()
            plain.proxy.setFilterFixedString(before)
            rest(50)
            heart.begin()

            def enter(text: str = text) -> None:
                field.setText(text)
                field.returnPressed.emit()  # at once, without the pause

            ours.append(painted(pages.table, enter))
            rest(30)
            stills.append(heart.clock)
            own.append(heart.own)
            theirs.append(plain.filter(text))
        medians = map(median, (ours, theirs, stills, own))
        found.append(Figure(f"filter: {name}", *medians, target=NOTICED))
    return found


def main(count: int) -> int:
    make_application()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name  # for the copy of the day
        path = Path(name, "list.annotator")
        last = make_project(path, count)
        window = make_window(SettingsFile(Path(name, "settings.json")), "Bo")
        window.show()
        heart = Heart()
        rest(300)
        before = memory_mb()
        figures = read_figures(window, path, last, heart)
        after = memory_mb()
        table_ = window.current.pages.table
        plain = PlainQt([row.title for page in table_.shown if (row := table_.row(page))])
        plain.read()
        figures += filter_figures(window, plain, heart)
        heart.begin()
        step, plain_step = scrolled(window.panels.pages.table), scrolled(plain.view)
        figures.append(
            Figure("a step of scrolling", step, plain_step, heart.clock, heart.own, FRAME)
        )
        plain.view.close()
        window.close()
    print(machine())
    rows = [
        (
            one.name,
            milliseconds(one.ours),
            milliseconds(one.yardstick),
            f"{one.ours / one.yardstick:.2f}",
            milliseconds(one.still),
            milliseconds(one.own),
            one.target,
        )
        for one in figures
    ]
    heads = (
        f"{count:,} pages",
        "painted",
        "yardstick",
        "×",
        "standstill",
        "own work in it",
        "target",
    )
    print(table(heads, rows))
    print(f"\nMemory of the list, with the libraries of the store: {after - before:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
