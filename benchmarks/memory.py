"""What the program holds in memory: its window alone, with a project, with a very long page.

The yardstick is the empty window of PySide6, in the same run. Every figure is the resident memory
of a new process a second after its last painting; on Linux that counts the pages of Qt's libraries
that it shares with other programs.

Run: `python -m benchmarks.memory`, off-screen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import machine, memory_mb, table

SHORT, LONG = 150, 20_000
_REST_MS = 1_000


def empty_window() -> None:
    """Print the memory of the yardstick."""
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - a process of its own

    from benchmarks.event_loop import Painted, rest  # noqa: PLC0415 - a process of its own

    QApplication([])
    window = QMainWindow()
    window.resize(1280, 820)
    window.show()
    Painted(window).wait()
    rest(_REST_MS)
    print(memory_mb())


def program(settings: str, project: str = "") -> None:
    """Print the memory of the program, with a page of a project where one is given."""
    from annotator.gui.launch import make_application, make_window  # noqa: PLC0415 - as above
    from annotator.gui.settings import SettingsFile  # noqa: PLC0415 - as above
    from benchmarks.event_loop import Painted, rest  # noqa: PLC0415 - as above

    make_application()
    window = make_window(SettingsFile(Path(settings)), "ann")
    window.show()
    Painted(window).wait()
    if project:
        shown = Painted(window.middle.view.viewport(), lambda: window.current.sitting is not None)
        window.begin(Path(project))
        shown.wait()
    rest(_REST_MS)
    print(memory_mb())
    window.close()


def make_project(path: Path, blocks: int) -> str:
    """A project with one page of so many blocks, of 20 to 700 characters each."""
    from annotator.storage.store import Store  # noqa: PLC0415 - the children do not load it here
    from benchmarks.core_edits import a_document  # noqa: PLC0415 - as above
    from benchmarks.saving import LABELS, NOW, parsed  # noqa: PLC0415 - as above

    document = a_document(blocks)
    content = document.text.encode()
    store = Store.create(path, name="Memory", label_set_source=LABELS)
    with store, store.begin() as transaction:
        transaction.pages.add(content, parsed(document, content), NOW)
    return str(path)


def measured(call: str, environment: dict[str, str]) -> float:
    """What a process that makes this call prints, in MB."""
    code = f"from benchmarks import memory as m; m.{call}"
    return float(subprocess.check_output([sys.executable, "-c", code], env=environment))


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_DATA_HOME": name}
        settings = str(Path(name, "settings.json"))
        short = make_project(Path(name, "short.annotator"), SHORT)
        long = make_project(Path(name, "long.annotator"), LONG)
        calls = {
            "an empty window of PySide6": "empty_window()",
            "the program’s window, no project": f"program({settings!r})",
            f"with a page of {SHORT:,} blocks": f"program({settings!r}, {short!r})",
            f"with a page of {LONG:,} blocks": f"program({settings!r}, {long!r})",
        }
        found = {told: measured(call, environment) for told, call in calls.items()}
    empty = next(iter(found.values()))
    rows = [
        (told, f"{here:.0f} MB", f"{here - empty:+.0f} MB", f"{here / empty:.2f}")
        for told, here in found.items()
    ]
    print(machine())
    print(table(("resident memory", "all", "more than empty", "× empty"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
