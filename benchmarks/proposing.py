"""What proposals cost: a page, learning, a very long page, a very large site, memory, the window.

Run: `python -m benchmarks.proposing`, with ANNOTATOR_CORPUS naming the folder that holds `pages/`.
The yardstick is bare `lxml.html.document_fromstring` of the same pages in the same run. Limits are
for the time of one processor core: other work on the machine then counts only for what it does to
the caches. Each page is met once, as in life: what it leaves in the program's caches serves the
next.

*Evidence* is what comes before anybody proposes: what the parsing process collects beside the text
(reading a page, less reading it with nothing collected), hashing and packing it as a page is
stored, unpacking it, and the features. *Proposals* are all of `Engine.propose`, with base model,
disclosures, the memory of a site and what was learned, less the features. Reading from the project
file is no part of either; it is in the second table. 1 is the exit code where a limit is missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time

from annotator.core.pages import PageId, ParsedPage
from annotator.services.assistant import Assistant
from annotator.services.projects import open_project
from benchmarks.figures import machine, milliseconds, table
from benchmarks.proposing_pages import measure_pages
from benchmarks.proposing_projects import (
    ANNOTATOR,
    finish,
    long_page,
    make_project,
    pages_of_one_site,
    real_pages,
)

EVIDENCE_MS, PROPOSALS_MS, LEARNING_MS = 15, 10, 100
BLOCKS = 20_000
SITE_PAGES = 5_000
FEW = 5

Row = tuple[str, ...]


def cost_of_pages(corpus: Path) -> bool:
    """Print what a page costs; whether both limits are kept."""
    found = measure_pages(list(real_pages(corpus)))
    bare = mean(found["bare lxml"])

    def sums(plus: Sequence[str], minus: str = "") -> list[float]:
        more = [sum(times) for times in zip(*(found[name] for name in plus), strict=True)]
        less = found[minus] if minus else [0.0] * len(more)
        return [one - other for one, other in zip(more, less, strict=True)]

    parts = {
        "– collected as the page is read": sums(["read"], "read, nothing collected"),
        "– hashed, packed, unpacked": sums(["packed and hashed", "unpacked"]),
        "– features": sums(["features"]),
    }
    evidence = [sum(times) for times in zip(*parts.values(), strict=True)]
    proposals = sums(["proposed"], "features again")
    columns = [
        ("bare lxml", found["bare lxml"], ""),
        ("evidence", evidence, f"{EVIDENCE_MS} ms"),
        *((name, times, "") for name, times in parts.items()),
        ("proposals", proposals, f"{PROPOSALS_MS} ms"),
    ]
    rows = [
        (
            name,
            *map(milliseconds, (mean(times), median(times), max(times))),
            f"{mean(times) / bare:.1f}",
            limit,
        )
        for name, times, limit in columns
    ]
    heads = (f"{len(evidence)} real pages", "mean", "median", "largest", "× bare lxml", "limit")
    print(table(heads, rows))
    return mean(evidence) * 1000 <= EVIDENCE_MS and mean(proposals) * 1000 <= PROPOSALS_MS


Times = tuple[float, float]
"""Of the processor, and by the clock."""


def timed(act: Callable[[], object]) -> Times:
    """Do something; how long it took."""
    start, begin = process_time(), perf_counter()
    act()
    return process_time() - start, perf_counter() - begin


def row(name: str, times: Sequence[Times], limit: str = "") -> Row:
    """A row of the second table: the medians, and the longest by the clock."""
    used, clock = zip(*times, strict=True)
    return (name, *map(milliseconds, (median(used), median(clock), max(clock))), limit)


def cost_in_project(path: Path, what: str, pages: Sequence[ParsedPage]) -> tuple[list[Row], float]:
    """Propose for the last pages of a project, and finish them one after the other.

    Rows, and what the processor took to learn from a page that was finished.
    """
    last = [PageId(len(pages) - number) for number in range(min(FEW, len(pages)))]
    with open_project(path) as project:
        assistant = Assistant(project)
        first = [timed(partial(assistant.propose, last[0], ANNOTATOR))]
        asked = [timed(partial(assistant.propose, page, ANNOTATOR)) for page in last]
        rows = [
            row(f"{what}: first proposals after a start", first),
            row(f"{what}: proposals", asked),
        ]
        if len(pages) <= FEW:
            return rows, 0.0
        rows.append(row(f"{what}: all lessons, once after a start", [timed(assistant.warm_up)]))
        learned = []
        for page in last:
            finish(project, page, pages[page - 1])
            learned.append(timed(partial(assistant.learned, page, ANNOTATOR)))
        rows.append(row(f"{what}: a finished page learned", learned))
        return rows, median(used for used, _ in learned)


def cost_in_projects(corpus: Path, folder: Path) -> bool:
    """Print what proposing and learning take in projects; whether the limit is kept."""
    kinds = {
        "300 pages learned of": (real_pages(corpus), "real.annotator"),
        f"a site of {SITE_PAGES:,} labelled pages": (
            pages_of_one_site(SITE_PAGES + FEW),
            "site.annotator",
        ),
        f"a page of {BLOCKS:,} blocks": ([long_page(BLOCKS)], "long.annotator"),
    }
    rows: list[Row] = []
    learning = []
    for what, (raws, name) in kinds.items():
        pages = make_project(folder / name, raws, FEW)
        more, took = cost_in_project(folder / name, what, pages)
        rows += more
        if not learning:
            # What is learned of 300 pages is limited, whatever else there is.
            rows[-1] = (*rows[-1][:-1], f"{LEARNING_MS} ms")
        learning.append(took)
    print(table(("in a project", "one core", "clock", "longest", "limit"), rows))
    return learning[0] * 1000 <= LEARNING_MS


def in_new_process(module: str, path: Path) -> bool:
    """Let a module print what it finds in a project; whether its limit is kept."""
    print(flush=True)
    command = [sys.executable, "-m", f"benchmarks.{module}", str(path)]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    corpus = os.environ.get("ANNOTATOR_CORPUS", "")
    print(machine())
    if not corpus:
        print("ANNOTATOR_CORPUS is not set: what proposals cost is measured on real pages")
        return 0
    kept = [cost_of_pages(Path(corpus))]
    print()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept.append(cost_in_projects(Path(corpus), folder))
        real = folder / "real.annotator"
        kept.append(in_new_process("proposing_memory", real))
        kept.append(in_new_process("proposing_window", folder))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
