"""What the engine holds in memory; `benchmarks.proposing` runs this in a process of its own."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path

from annotator.core.pages import PageId
from annotator.services.annotating import open_sitting
from annotator.services.projects import open_project
from benchmarks.figures import memory_mb, table

LIMIT_MB = 80


def main(path: Path) -> int:
    """Print it for a project of labelled pages, of which the first are proposed for."""
    rows = []

    def note(what: str) -> float:
        gc.collect()
        more = memory_mb() - before
        rows.append((what, f"{more:.0f} MB", ""))
        return more

    with open_project(path) as project:
        for page in range(1, 20):
            open_sitting(project, PageId(page), "ann")
        gc.collect()
        before = memory_mb()
        import_module("numpy")
        note("numpy")
        assistant = import_module("annotator.services.assistant").Assistant(project)
        note("base model, terms for AI, modules")
        for page in range(1, 20):
            assistant.propose(PageId(page), "ann")
        assistant.warm_up()
        for page in range(1, 20):
            assistant.propose(PageId(page), "ann")
        whole = note("memories of sites, lessons of 300 pages, at work")
    rows[-1] = (*rows[-1][:2], f"{LIMIT_MB} MB")
    print(table((f"memory, {before:.0f} MB without", "more by then", "limit"), rows))
    return int(whole > LIMIT_MB)


if __name__ == "__main__" and len(sys.argv) > 1:
    sys.exit(main(Path(sys.argv[1])))
