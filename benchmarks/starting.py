"""How long the program takes to start: until its window shows, and until the first page shows.

The yardstick is an empty window of PySide6, from the start of its process until it is painted, in
the same run and in turns. Each start is a new process, on a project of three small pages that was
opened before, with its modules compiled and settings of its own. Nothing is polled: a child says by
itself when the first painting is over. The first round is thrown away, the others give medians, and
ratios of the two neighbours. Beside the clock stands the processor time used until then, by all
threads: on a machine that does other work as well, its ratio is the one to compare.

Run: `python -m benchmarks.starting [STARTS]`, off-screen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic
from typing import NamedTuple

from annotator.services.importing import import_paths
from annotator.services.projects import create_project
from benchmarks.figures import machine, milliseconds, table

STARTS = 9
MOST = 4.0
NAMES = {
    "empty": "an empty window of PySide6, painted",
    "sqlalchemy": "SQLAlchemy imported, nothing else",
    "window": "the program’s window, painted",
    "page": "the first page, painted",
}


class Moment(NamedTuple):
    """Seconds from the start of a process, by the clock and of processor time."""

    clock: float
    used: float


def started(call: str, environment: dict[str, str]) -> dict[str, Moment]:
    """When a process that makes this call says that it was how far."""
    begin = monotonic()  # one clock for all processes of a machine
    ran = subprocess.run(
        [sys.executable, "-c", f"from benchmarks import first_paint as f; f.{call}"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    words = (line.split() for line in ran.stdout.splitlines())
    return {what: Moment(float(clock) - begin, float(used)) for what, clock, used in words}


def make_project(folder: Path) -> Path:
    """A project of three pages with 61 blocks each."""
    pages = folder / "pages"
    pages.mkdir()
    for number in range(3):
        text = "".join(f"<p>Paragraph {count} of the story.</p>" for count in range(60))
        page = f"<title>Page {number}</title><h1>Page {number}</h1>{text}"
        (pages / f"{number}.html").write_text(page, encoding="utf-8")
    path = folder / "starting.annotator"
    with create_project(path) as project:
        import_paths(project, [pages])
    return path


def rounds(count: int) -> list[dict[str, Moment]]:
    """All moments of some rounds; in each the processes start one after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        calls = (
            "show_empty_window()",
            f"open_project({str(make_project(folder))!r})",
            "import_sqlalchemy()",
        )
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        # As after an installation or an earlier start, modules are compiled already.
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for home in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            environment[home] = str(folder / home)
        found = []
        for _ in range(count + 1):
            moments: dict[str, Moment] = {}
            for call in calls:
                moments |= started(call, environment)
            found.append(moments)
    return found[1:]


def main(starts: int) -> int:
    found = rounds(starts)

    def ratio(what: str, by: int) -> float:
        return median(one[what][by] / one["empty"][by] for one in found)

    rows = [
        (
            told,
            milliseconds(median(one[what].clock for one in found)),
            f"{ratio(what, 0):.2f}",
            milliseconds(median(one[what].used for one in found)),
            f"{ratio(what, 1):.2f}",
            f"at most {MOST:g}" if what == "page" else "",
        )
        for what, told in NAMES.items()
    ]
    print(machine())
    heads = ("from the start of a process", "clock", "× empty", "processor", "× empty", "target")
    print(table(heads, rows))
    return int(min(ratio("page", 0), ratio("page", 1)) > MOST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STARTS))
