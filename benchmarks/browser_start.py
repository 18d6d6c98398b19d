# ruff: noqa: PLC0415 - what is imported when is what this is about
"""What the main thread does, once, when a page is first to be seen: load the browser and make it.

    python -m benchmarks browser_start

Medians of five processes. The wish is 50 ms at a time, as for everything that the window does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

_RUNS = 5
_LONGEST_MS = 50


def start() -> None:
    """Print how long loading and making took, in ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication

    import annotator.gui.page_view.view

    del annotator
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication([])
    begin = time.perf_counter()
    from annotator.gui.page_view.engine import start_engine

    start_engine(no_names=True)
    from annotator.gui.page_view.browser import Browser

    between = time.perf_counter()
    browser = Browser()
    end = time.perf_counter()
    print((between - begin) * 1000, (end - between) * 1000, flush=True)
    del browser, application
    # Chromium's own end is not what is measured.
    os._exit(0)


def main() -> int:
    """Print the table; 1 where a step took longer than wished."""
    from benchmarks.figures import machine, milliseconds, table

    runs = []
    for _ in range(_RUNS):
        command = [sys.executable, "-c", "from benchmarks.browser_start import start; start()"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append([float(one) for one in done.stdout.split()])
    medians = [statistics.median(one) for one in zip(*runs, strict=True)]
    rows = [
        (what, milliseconds(median / 1000), f"≤ {_LONGEST_MS} ms")
        for what, median in zip(("loaded", "made, with its profile"), medians, strict=True)
    ]
    print(machine())
    print(table(("the browser, once", "main thread", "wanted"), rows))
    return int(max(medians) > _LONGEST_MS)


if __name__ == "__main__":
    sys.exit(main())
