"""How long a page takes from the store to the screen, and how long the window stands still for it.

Pages of 100 KB, 1 MB and 10 MB of HTML are opened in the real window, from the call that opens one
to the end of its first painting: once by reading it from the project file, once from where it was
read ahead, as it is where the editor goes on to the next page. A heart that beats each millisecond
in the event loop tells the longest standstill meanwhile. The yardsticks take turns with them in the
same run: bare `lxml.html.document_fromstring` of the same bytes, and a plain `QTextEdit` that is
given the same text, until that is painted.

Run: `python -m benchmarks.opening [TIMES]`, off-screen unless QT_QPA_PLATFORM says otherwise; every
figure is the median of so many runs.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import lxml.html
from PySide6.QtWidgets import QTextEdit

from annotator.gui.launch import make_application, make_window
from annotator.gui.settings import SettingsFile
from annotator.gui.window import MainWindow
from annotator.services.importing import import_paths
from annotator.services.projects import create_project
from benchmarks.event_loop import Heart, Painted, rest
from benchmarks.figures import machine, milliseconds, table

TIMES = 5
SIZES = {"100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
_WORDS = (
    "river",
    "walls",
    "morning",
    "night",
    "people",
    "of",
    "the",
    "and",
    "held",
    "rose",
    "until",
)


class Opened(NamedTuple):
    """What one opening took, in seconds; `still` is the longest standstill, `own` its work."""

    painted: float
    still: float
    own: float


def a_page(size: int) -> bytes:
    """A page of about that many bytes, in sections as a news page has them; always the same."""
    chance = random.Random(size)
    parts = ["<!doctype html><meta charset=utf-8><title>A long story</title><h1>A long story</h1>"]
    written = 0
    while written < size:
        section = "".join(
            f'<p class="story-text c{chance.randrange(30)}">{_sentence(chance)} '
            f'<a href="/story/{chance.randrange(10**6)}">{chance.choice(_WORDS)}</a>.</p>'
            for _ in range(8)
        )
        links = "".join(f"<li><a href=/{word}>{word.title()}</a></li>" for word in _WORDS[:3])
        parts.append(f"<section><h2>Part</h2>{section}<ul>{links}</ul></section>\n")
        written += len(parts[-1])
    return "".join(parts).encode()


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.choice((5, 20, 40, 60))))


def make_project(folder: Path) -> Path:
    """A short page, then each long one with a short one behind it."""
    pages = folder / "pages"
    pages.mkdir()
    short = "<h1>Short {}</h1><p>This is not what is measured.</p>"
    (pages / "0.html").write_text(short.format(0), encoding="utf-8")
    for number, size in enumerate(SIZES.values(), 1):
        (pages / f"{number}-a.html").write_bytes(a_page(size))
        (pages / f"{number}-b.html").write_text(short.format(number), encoding="utf-8")
    path = folder / "opening.annotator"
    with create_project(path) as project:
        report = import_paths(project, [pages])
    if report.refused:
        raise RuntimeError(report.refused[0].reason)
    return path


class Bench:
    """The window on that project. Pages have the numbers 1 to 7, the long ones 2, 4 and 6."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.heart = Heart()

    def open(self, page: int) -> Opened:
        """Open a page and wait until it is painted."""
        current = self.window.current
        painted = Painted(
            self.window.middle.view.viewport(),
            lambda: current.sitting is not None and current.sitting.page == page,
        )
        self.heart.begin()
        start = perf_counter()
        self.window.page_actions.open(page)
        painted.wait()
        seconds = perf_counter() - start
        rest(50)
        return Opened(seconds, self.heart.clock, self.heart.own)

    def settle(self) -> None:
        """Wait until the page after the open one is read ahead."""
        while not self.window.runner.is_idle:
            rest(20)
        rest(100)

    def from_store(self, page: int) -> Opened:
        """Open it from the short page behind it: another one is read ahead."""
        self.open(page + 1 if page < 2 * len(SIZES) else 1)
        self.settle()
        return self.open(page)

    def read_ahead(self, page: int) -> Opened:
        """Open it from the short page before it."""
        self.open(page - 1)
        self.settle()
        return self.open(page)


def into_text_edit(text: str) -> float:
    """Give a text to a QTextEdit of its own; seconds until it is painted."""
    edit = QTextEdit()
    edit.resize(700, 700)
    edit.show()
    Painted(edit.viewport()).wait()
    painted = Painted(edit.viewport(), lambda: bool(edit.document().characterCount() > 1))
    start = perf_counter()
    edit.setPlainText(text)
    painted.wait()
    seconds = perf_counter() - start
    edit.close()
    edit.deleteLater()
    return seconds


def into_lxml(content: bytes) -> float:
    """Parse bytes with lxml alone; seconds."""
    start = perf_counter()
    lxml.html.document_fromstring(content)
    return perf_counter() - start


def measured(
    bench: Bench, page: int, size: int, times: int
) -> list[tuple[Opened, Opened, float, float]]:
    """Both ways of opening and both yardsticks, in turns."""
    content = a_page(size)
    found = []
    for _ in range(times):
        ways = bench.from_store(page), bench.read_ahead(page)
        sitting = bench.window.current.sitting
        assert sitting is not None
        found.append((*ways, into_lxml(content), into_text_edit(sitting.document.text)))
    return found


def main(times: int) -> int:
    make_application()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name  # for the copy of the day
        path = make_project(Path(name))
        window = make_window(SettingsFile(Path(name, "settings.json")), "ann")
        window.show()
        first = Painted(window.middle.view.viewport(), lambda: window.current.sitting is not None)
        window.begin(path)
        first.wait()
        bench = Bench(window)
        for page, (told, size) in zip((2, 4, 6), SIZES.items(), strict=True):
            found = measured(bench, page, size, times)
            sitting = window.current.sitting
            assert sitting is not None
            blocks = len(sitting.document.blocks)
            for way, what in enumerate(("from the store", "read ahead")):
                seconds = median(one[way].painted for one in found)
                rows.append((
                    f"{told}, {blocks:,} blocks, {what}",
                    milliseconds(seconds),
                    milliseconds(median(one[way].still for one in found)),
                    milliseconds(median(one[way].own for one in found)),
                    f"{median(one[way].painted / one[2] for one in found):.2f}",
                    f"{median(one[way].painted / one[3] for one in found):.3f}",
                ))  # fmt: skip
        bench.settle()
        window.close()
    print(machine())
    heads = ("page of HTML", "painted", "standstill", "own work in it", "× lxml", "× QTextEdit")
    print(table(heads, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
