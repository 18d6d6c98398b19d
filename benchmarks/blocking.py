"""How long the window keeps an editor waiting: the longest time its event loop stands still.

A heartbeat in the real window's event loop notes the longest gap between two beats while an action
runs, from the key press until all is painted and saved. Beside the gap on the clock stands the time
that the main thread itself worked in that gap: on a machine that does other things at the same
time, it is the one to compare. Off-screen, unless QT_QPA_PLATFORM says other.
Run: `python -m benchmarks.blocking [TIMES]`; every figure is the median of so many runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow
from annotator.gui.launch import make_application, make_window
from annotator.gui.settings import SettingsFile
from annotator.gui.sweeping import Sweeper
from annotator.services import importing, projects
from annotator.services.resources import resource
from benchmarks.figures import machine, table
from benchmarks.real_window import CTRL, SHIFT, Bench

TIMES = 5
BLOCKS = 20_000
PAGES = 100_000
LIMIT_MS = 50
_SENTENCE = "The river rose through the night and the walls of sand held until the morning. "


def measure_page(bench: Bench, long: int, short: int) -> None:
    """Open the page of many blocks, fill it, take that back, label all of it, finish it."""
    bench.open(short)
    bench.measure(f"open a page of {BLOCKS:,} blocks", lambda: bench.open(long))
    bench.measure("fill all of it", lambda: bench.press(Qt.Key.Key_F))
    bench.measure("undo that", lambda: bench.press(Qt.Key.Key_Z, CTRL))
    bench.measure("redo it", lambda: bench.press(Qt.Key.Key_Z, CTRL | SHIFT))

    def label_all() -> None:
        bench.press(Qt.Key.Key_A, CTRL)
        bench.press(Qt.Key.Key_B)

    bench.measure("select all and label it", label_all)
    bench.measure("label one block", lambda: bench.press(Qt.Key.Key_T))
    bench.measure("finish, next page", lambda: bench.press(Qt.Key.Key_Return))
    bench.open(long)

    def clear_all() -> None:
        bench.press(Qt.Key.Key_Home)
        bench.press(Qt.Key.Key_End, SHIFT)
        bench.press(Qt.Key.Key_Backspace)

    bench.measure("select all and clear it", clear_all)


def measure_import(bench: Bench, short: int) -> None:
    """Label block after block while pages come in."""
    bench.open(short)
    folder = resource("samples")

    def act() -> None:
        bench.window.exchange.import_paths([folder])
        while bench.window.current.is_importing:
            for key in (Qt.Key.Key_B, Qt.Key.Key_Up, Qt.Key.Key_T):
                bench.press(key)
                bench.pause(0.02)

    bench.measure("label while the samples are imported", act)


def measure_list(bench: Bench) -> None:
    """Filter a list of many pages by text, letter by letter."""
    window = bench.window
    before = window.current.pages.table.last
    rows = [_row(PageId(before + number)) for number in range(1, PAGES + 1)]
    for first in range(0, PAGES, 1500):
        window.current.pages.put(rows[first : first + 1500])
    field = window.panels.pages.findChild(QLineEdit)
    assert field is not None

    def type_text() -> None:
        for text in ("s", "st", "sto", "story 9", "story 99"):
            field.setText(text)
            bench.pause(0.2)

    def empty() -> None:
        field.clear()
        bench.pause(0.2)

    for _ in range(3):
        bench.measure(f"filter {PAGES:,} pages", type_text)
        bench.measure("show all of them again", empty)


def _row(page: PageId) -> PageRow:
    return PageRow(
        page=page,
        title=f"What story {page} tells",
        url=f"https://news-{page % 50}.example.org/{page}",
        site=f"news-{page % 50}.example.org",
        status=Status.NEW,
        block_count=150,
        undecided_count=150,
        is_cut=False,
        encoding="utf-8",
        annotator=None,
    )


@contextmanager
def project(folder: Path, times: int) -> Iterator[Path]:
    """A project with a pair of pages for each run, the first of each pair the long one."""
    pages = folder / "pages"
    pages.mkdir()
    for number in range(times):
        texts = [f"<p>{index} {number}: {_SENTENCE}</p>" for index in range(BLOCKS)]
        (pages / f"{number}-a.html").write_text(f"<h1>Long</h1>{''.join(texts[1:])}")
        (pages / f"{number}-b.html").write_text(f"<h1>Short {number}</h1><p>{_SENTENCE}</p>" * 40)
    path = folder / "bench.annotator"
    with projects.create_project(path) as made:
        importing.import_paths(made, [pages])
    yield path


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    make_application()
    sys.setswitchinterval(float(os.environ.get("SWI", "0.005")))
    with tempfile.TemporaryDirectory() as name, project(Path(name), times) as path:
        os.environ["XDG_DATA_HOME"] = name
        window = make_window(SettingsFile(Path(name, "settings.json")), "ann")
        sweeper = Sweeper(window)
        window.resize(1280, 820)
        window.show()
        window.begin(path)
        bench = Bench(window)
        bench.wait(lambda: window.current.sitting is not None)
        for number in range(times):
            measure_page(bench, 2 * number + 1, 2 * number + 2)
        measure_import(bench, 2)
        measure_list(bench)
        bench.settle()
        window.close()
        sweeper.end()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    print(machine())
    rows = [
        (name, *(f"{median(column):,.0f}" for column in zip(*runs, strict=True)), f"{LIMIT_MS}")
        for name, runs in bench.found.items()
    ]
    heads = ("ms", "longest standstill", "own work in it", "all done after", "limit")
    print(table(heads, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
