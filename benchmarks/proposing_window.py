"""How long the window stands still while proposals are made; `benchmarks.proposing` runs this.

The window is in a process of its own, as it is in life: numpy and the model are loaded when the
first page asks for them. Off-screen, unless QT_QPA_PLATFORM says other.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent

from annotator.gui.launch import make_application, make_window
from annotator.gui.settings import SettingsFile
from annotator.gui.sweeping import Sweeper
from annotator.gui.window import MainWindow
from benchmarks.figures import table
from benchmarks.real_window import Bench

LIMIT_MS = 16
TIMES = 7

Figures = tuple[float, float, float]


PROJECTS = {"real.annotator": "real pages", "long.annotator": "20,000 blocks"}


def measure(window: MainWindow, path: Path, what: str) -> dict[str, list[Figures]]:
    """Open a project at a page without proposals, switch them on, have them made again."""
    fetcher = window.proposing.fetcher
    fetcher.is_on = False
    window.begin(path)
    bench = Bench(window)
    bench.wait(lambda: window.current.project is not None and _path(window) == path)
    bench.wait(lambda: window.current.sitting is not None)
    bench.settle()
    for _ in range(TIMES):
        bench.measure(f"{what}: nothing is done", lambda: bench.pause(0.5))
    bench.measure(f"{what}: first proposals", lambda: setattr(fetcher, "is_on", True))
    for _ in range(TIMES):
        bench.measure(f"{what}: proposals made again", fetcher.fetch)
    return bench.found


def _path(window: MainWindow) -> Path | None:
    project = window.current.project
    return project.jobs.path if project else None


def main(folder: Path) -> int:
    """Print the longest standstills; 1 where that of proposals made again is over the limit."""
    make_application()
    os.environ["XDG_DATA_HOME"] = str(folder)
    window = make_window(SettingsFile(folder / "settings.json"), "ann")
    sweeper = Sweeper(window)
    window.resize(1280, 820)
    window.show()
    assert "numpy" not in sys.modules, "it would be loaded where nobody waits for it"
    found = {}
    for name, what in PROJECTS.items():
        found |= measure(window, folder / name, what)
    window.close()
    sweeper.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    rows = []
    is_kept = True
    for name, runs in found.items():
        middle = [median(column) for column in zip(*runs, strict=True)]
        is_idle = name.endswith("nothing is done")
        rows.append(
            (name, *(f"{one:,.0f} ms" for one in middle), "" if is_idle else f"{LIMIT_MS} ms")
        )
        is_kept = is_kept and (is_idle or middle[0] <= LIMIT_MS)
    heads = ("the window", "longest standstill", "own work in it", "all done after", "limit")
    print(table(heads, rows))
    return int(not is_kept)


if __name__ == "__main__" and len(sys.argv) > 1:
    sys.exit(main(Path(sys.argv[1])))
