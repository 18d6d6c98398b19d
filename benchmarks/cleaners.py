"""What it takes to measure cleaners, and whether the figures are the benchmark's.

All pages of article-extraction-benchmark in the corpus that have a gold body are taken in with it,
by the reader; then every cleaner that is installed is measured, but for what a project itself
proposes. The yardstick is the time that the
cleaners themselves take for these pages, which `evaluate` tells: with two processes the whole can
take half of it and no less. *Off* is the distance of F1 from the benchmark's own procedure, written
anew from its description (`tests/services/test_published_scores.py`), on the raw gold text and the
raw bytes. Fails where that is above 0.005 for trafilatura or readability-lxml.
Run: `ANNOTATOR_CORPUS=… python -m benchmarks.cleaners [CLEANER…]`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from pathlib import Path
from time import perf_counter

from annotator.core.errors import UserError
from annotator.core.evaluation_report import CleanerReport, EvaluationReport
from annotator.services.cleaners.registry import (
    Cleaner,
    cleaner_names,
    load_cleaner,
    run_cleaner,
)
from annotator.services.evaluating import Wishes, evaluate
from annotator.services.projects import create_project
from benchmarks.figures import machine, milliseconds, table
from tests.services.test_published_scores import (
    NEAR,
    PUBLISHED,
    Gold,
    benchmark_f1,
    gold_pages,
    take_gold,
)


def measured(pages: list[Gold], names: list[str]) -> EvaluationReport:
    with (
        tempfile.TemporaryDirectory() as folder,
        create_project(Path(folder) / "aeb.annotator") as project,
    ):
        take_gold(project, Path(folder) / "aeb", pages)
        return evaluate(project, names or cleaner_names(), Wishes("aeb"))


def told(pages: list[Gold], one: CleanerReport) -> tuple[tuple[str, ...], float]:
    """Its row, and how far F1 is from that of the benchmark's procedure."""
    assert one.figures is not None
    assert one.times is not None
    cleaner, _ = load_cleaner(one.name)
    pairs = [(row["body"], answer(cleaner, content)) for row, content in pages]
    theirs, ours = benchmark_f1(pairs), one.figures.f1.value or 0.0
    figures = one.figures
    cells = (
        f"{one.name} {one.version}",
        f"{theirs:.4f}",
        f"{ours:.4f}",
        f"{abs(theirs - ours):.4f}",
        f"{figures.rouge_f1.value:.3f}",
        f"{figures.similarity.value:.3f}",
        milliseconds(one.times.median),
        str(sum(failure.count for failure in one.failures)),
    )
    return cells, abs(theirs - ours)


def answer(cleaner: Cleaner, content: bytes) -> str:
    try:
        return run_cleaner(cleaner, content.decode("utf-8"))
    except UserError:
        return ""


def main(names: list[str]) -> int:
    corpus = os.environ.get("ANNOTATOR_CORPUS")
    if not corpus:
        print("Left out: ANNOTATOR_CORPUS is not set.")
        return 0
    warnings.simplefilter("ignore")
    pages = list(gold_pages(Path(corpus) / "pages" / "aeb", every=1))
    begin = perf_counter()
    report = measured(pages, names)
    rows, far = [], []
    for one in report.measured:
        cells, distance = told(pages, one)
        rows.append(cells)
        if one.name in PUBLISHED and distance > NEAR:
            far.append(one.name)
    print(machine())
    head = ("", "benchmark", "evaluate", "off", "ROUGE-LSum", "similarity", "a page", "failed")
    print(table(head, rows))
    own = sum(one.times.mean * len(pages) for one in report.measured if one.times)
    print(
        f"\n{len(pages)} pages, {len(rows)} cleaners: {report.seconds:.1f} s; the cleaners "
        f"themselves take {own:.1f} s on one core: {report.seconds / own:.2f} of it. "
        f"With gold and the benchmark's procedure {perf_counter() - begin:.0f} s."
    )
    for one in report.unmeasured:
        print(f"{one.name}: {one.problem}")
    for name, words in PUBLISHED.items():
        print(f"Published for {name} {words}, on all 181 pages.")
    if far:
        print(f"Too far from the benchmark: {', '.join(far)}.", file=sys.stderr)
    return 1 if far else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
