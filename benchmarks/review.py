"""What a review of a page with 5,000 disagreements costs without the window.

The yardstick is opening the same page to label it: that reads its text, one set and one journal,
and a review reads the sets of two annotators and the gold set besides. Two annotators labelled
10,000 blocks and differ in every second one. *Deciding* is one disagreement more on a page where
all but twenty are decided already, each by a step of its own; *saving* writes that to the disk.
The target is held against the time of one core. Run: `python -m benchmarks.review`; medians of
twenty.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from annotator.core.adjudication import Taking
from annotator.core.decisions import Choice
from annotator.core.pages import PageId
from annotator.services import annotating, reviewing
from annotator.services.changes import Changes
from annotator.services.gold_sitting import GoldSitting
from annotator.services.projects import Project, create_project
from annotator.services.sitting import Sitting
from benchmarks.figures import machine, milliseconds, table
from benchmarks.saving import LABELS, NOW, a_document, parsed

BLOCKS = 10_000
TIMES = 20
MOST = 0.2
PAGE = PageId(1)
EVE = "Eve"


def a_project(folder: Path) -> Project:
    """A page that Ada and Bob labelled, block by block alike and not alike."""
    project = create_project(folder / "bench.annotator", label_set_source=LABELS)
    document = a_document(BLOCKS)
    content = document.text.encode()
    with project.store.begin() as transaction:
        transaction.pages.add(content, parsed(document, content), NOW)

    def half(first: int) -> Callable[[Sitting], Changes]:
        spans = [block.span for block in document.blocks if block.index % 2 == first]
        return lambda sitting: sitting.label(spans, "headline")

    annotating.change(project, PAGE, "Ada", half(0))
    annotating.change(project, PAGE, "Ada", _rest)
    annotating.change(project, PAGE, "Bob", _all)
    for name in ("Ada", "Bob"):
        annotating.change(project, PAGE, name, Sitting.finish)
    return project


def _rest(sitting: Sitting) -> Changes:
    undecided = sitting.tally.undecided
    free = [block.span for block in sitting.document.blocks if undecided[block.index]]
    return sitting.label(free, "body")


def _all(sitting: Sitting) -> Changes:
    return sitting.label([block.span for block in sitting.document.blocks], "body")


@dataclass(frozen=True, slots=True)
class Times:
    """Medians in seconds: by the clock, and of one processor core."""

    clock: float
    core: float


def timed(take: Callable[[int], object], times: int = TIMES) -> Times:
    """What one step takes; `take` gets the number of the turn."""
    clock, core = [], []
    for turn in range(times):
        gc.collect()
        begin = perf_counter(), process_time()
        take(turn)
        clock.append(perf_counter() - begin[0])
        core.append(process_time() - begin[1])
    return Times(median(clock), median(core))


def decide(sitting: GoldSitting, number: int) -> Changes:
    return sitting.decide([number], Taking(Choice.SIDE, side="Ada"))


def decide_most(project: Project) -> None:
    """All but the last twenty disagreements, each by itself."""
    sitting = reviewing.open_review(project, PAGE, EVE)
    last = max(one.number for one in sitting.considered)
    steps = [sitting.agree()] + [decide(sitting, n) for n in range(1, last + 1 - TIMES)]
    lines = [one.line for one in steps if one.line is not None]
    reviewing.save_review(project, sitting, lines, steps[-1].undecided_count)


def main() -> int:
    print(machine())
    with tempfile.TemporaryDirectory() as name, a_project(Path(name)) as project:
        label = timed(lambda _: annotating.open_sitting(project, PAGE, "Ada"))
        fresh = timed(lambda _: reviewing.open_review(project, PAGE, EVE))
        decide_most(project)
        again = timed(lambda _: reviewing.open_review(project, PAGE, EVE))
        sitting = reviewing.open_review(project, PAGE, EVE)
        count = sum(one.number > 0 for one in sitting.considered)
        made: list[Changes] = []
        decided = timed(lambda turn: made.append(decide(sitting, count - turn)))

        def save(turn: int) -> None:
            one = made[turn]
            lines = [one.line] if one.line is not None else []
            saved = reviewing.save_review(project, sitting, lines, one.undecided_count)
            sitting.revision = saved.revision

        saved = timed(save)
        accepted = timed(lambda _: reviewing.accept(project, PAGE, EVE), 1)
    steps = [
        ("opened to label it (the yardstick)", label),
        ("its review opened, nothing decided", fresh),
        ("its review opened, 4,980 decided singly", again),
        ("one more decided", decided),
        ("that saved", saved),
        ("the page accepted, once", accepted),
    ]
    rows = [
        (
            name,
            milliseconds(one.clock),
            milliseconds(one.core),
            f"{one.clock / label.clock:.2f}",
            f"at most {milliseconds(MOST)}" if one is fresh else "",
        )
        for name, one in steps
    ]
    heads = (f"a page with {count:,} disagreements", "clock", "one core", "× opened", "target")
    print(table(heads, rows))
    return int(fresh.core > MOST)


if __name__ == "__main__":
    sys.exit(main())
