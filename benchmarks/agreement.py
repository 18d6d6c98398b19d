"""How long the agreement of two annotators takes: 1,000 pages of 200 blocks, labelled twice.

Each time is a ratio to a yardstick that takes turns with it, so that a busy machine slows both:
`json.loads` of all annotations, three values each, which is the least that reading them could cost.
Ratios are those of the time of one processor core.
*Figures* are those of `pair_agreement` and `joint_agreement`, all of them, from documents and sets
in memory; *intervals* are the same with 1,000 draws of the pages. From a project file the texts and
sets are read as well. `nervaluate` matches the spans of every twentieth page, times twenty. Fails
where a ratio is above its limit. Run: `python -m benchmarks.agreement [PAGES]`; medians of 3.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from annotator.core.agreement_units import count_units
from annotator.core.alignment import align
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.bootstrap import Draws
from annotator.core.document_json import blocks_to_json
from annotator.core.documents import Document
from annotator.core.edits import Edit
from annotator.core.joint_agreement import count_jointly, joint_agreement
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind, ParsedPage
from annotator.core.pair_agreement import pair_agreement
from annotator.core.pair_counts import compare_pair
from annotator.core.spans import Span
from annotator.services.agreeing import measure_agreement
from annotator.services.projects import create_project, open_project
from annotator.storage.pages import NewPage
from benchmarks.core_edits import a_document
from benchmarks.figures import machine, memory_mb, milliseconds, table

PAGES, BLOCKS, DRAWS, TIMES = 1_000, 200, 1_000, 3
NAMES = ("Ada", "Bo")
LABELS = [LabelId(one) for one in ("headline", "body", "teaser", "ai_label", "boilerplate")]
WEIGHTS = (1, 30, 30, 1, 60)
EVERY = 20
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)

Pair = tuple[AnnotationSet, AnnotationSet]


def two_sets(document: Document, chance: random.Random) -> Pair:
    """Two that label all that is shown, and differ in a tenth of the blocks."""
    first, second = [], []
    for block in document.blocks:
        if block.hidden is not None:
            continue
        label = chance.choices(LABELS, WEIGHTS)[0]
        first.append(Annotation(block.span, label))
        span, other, way = block.span, label, chance.random()
        if way < 0.06:
            other = chance.choice(LABELS)
        elif way < 0.08:
            span = Span(span.start, span.start + len(span) // 3).trimmed(document.text)
        if way < 0.99:
            second.append(Annotation(span, other))
    return AnnotationSet(tuple(first)), AnnotationSet(tuple(second))


def figures(document: Document, pairs: list[Pair], draws: int) -> object:
    """Everything that a report tells of the pages."""
    rows, together = [], []
    for number, (one, other) in enumerate(pairs):
        units = count_units(document, [one, other])
        rows.append(compare_pair(PageId(number), len(document.text), units, one, other))
        together.append(count_jointly(NAMES, units))
    return (
        pair_agreement(NAMES, rows, LABELS, Draws(draws)),
        joint_agreement(NAMES, together, Draws(draws)),
    )


def make_project(path: Path, document: Document, pairs: list[Pair]) -> None:
    """The same as a project: the pages, each finished by both."""
    with create_project(path, blind_share=0) as project, project.store.begin() as transaction:
        authors = [transaction.annotators.find_or_add(name) for name in NAMES]
        blocks = blocks_to_json(document)
        news = [
            NewPage(str(number).encode(), ParsedPage(_facts(number), document.text, blocks, BLOCKS))
            for number in range(len(pairs))
        ]
        for page, sets in zip(transaction.pages.add_all(news, _NOON), pairs, strict=True):
            for author, one in zip(authors, sets, strict=True):
                edit = Edit("label", frozenset(), frozenset(one))
                line = JournalLine(LineKind.EDIT, edit, Status.FINISHED, _NOON)
                transaction.sets.append(page, author, 0, [line], 0)


def spans_by_nervaluate(pairs: list[Pair]) -> object:
    """What `nervaluate` makes of the spans of the pages."""
    judge = importlib.import_module("nervaluate")

    def entities(annotations: AnnotationSet) -> list[dict[str, object]]:
        return [
            {"label": one.label, "start": one.span.start, "end": one.span.end - 1}
            for one in annotations
        ]

    true, predicted = ([entities(pair[place]) for pair in pairs] for place in (0, 1))
    return judge.Evaluator(true, predicted, tags=LABELS, loader="dict").evaluate()


@dataclass(frozen=True, slots=True)
class Measured:
    """How long something took: on the clock, of one processor core, and by the yardstick."""

    clock: float
    core: float
    ratio: float


def measured(yardstick: Callable[[], object], work: Callable[[], object], times: int) -> Measured:
    """Medians; the ratio is one of times of a processor core."""
    found = []
    for _ in range(times):
        begin = process_time()
        yardstick()
        clock, core = perf_counter(), process_time()
        work()
        taken = process_time() - core
        found.append((perf_counter() - clock, taken, taken / (core - begin)))
    return Measured(*map(median, zip(*found, strict=True)))


def main(count: int) -> int:
    """Print all figures; 1 if one is above its limit."""
    document = a_document(BLOCKS)
    chance = random.Random(5)
    pairs = [two_sets(document, chance) for _ in range(count)]
    sets = [one for pair in pairs for one in pair]
    told = json.dumps([[(one.span.start, one.span.end, one.label) for one in own] for own in sets])
    print(machine())
    rows, above = [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agreement.annotator"
        make_project(path, document, pairs)

        def from_file() -> object:
            with open_project(path) as project:
                return measure_agreement(project, resamples=DRAWS)

        works: list[tuple[str, Callable[[], object], int, float, str]] = [
            ("aligning alone", lambda: [align(document, pair) for pair in pairs], TIMES, 3, ""),
            ("all figures", lambda: figures(document, pairs, 0), TIMES, 7, "2 s"),
            ("all with intervals", lambda: figures(document, pairs, DRAWS), TIMES, 14, "10 s"),
            ("all with intervals, from the project file", from_file, 1, 40, ""),
        ]
        for name, work, times, limit, target in works:
            found = measured(lambda: json.loads(told), work, times)
            clock, core = milliseconds(found.clock), milliseconds(found.core)
            rows.append((name, clock, core, f"{found.ratio:.1f}", f"at most {limit:g}", target))
            above += found.ratio > limit
    if importlib.util.find_spec("nervaluate"):
        found = measured(lambda: json.loads(told), lambda: spans_by_nervaluate(pairs[::EVERY]), 1)
        clock, core = milliseconds(EVERY * found.clock), milliseconds(EVERY * found.core)
        rows.append(
            ("nervaluate, the spans alone", clock, core, f"{EVERY * found.ratio:.0f}", "", "")
        )
    print(f"{count:,} pages of {BLOCKS} blocks, {sum(map(len, sets)):,} annotations\n")
    print(table(("", "clock", "one core", "× json", "limit", "target"), rows))
    print(f"\nmemory of the process, pages and sets included: {memory_mb():.0f} MB")
    return 1 if above else 0


def _facts(number: int) -> PageFacts:
    return PageFacts(
        digest=f"{number:064x}",
        byte_count=1,
        kind=PageKind.TEXT,
        name=f"{number}.txt",
        title=f"Page {number}",
        url=None,
        site="site.example",
        encoding="utf-8",
        encoding_source=EncodingSource.DETECTED,
        replaced_count=0,
        cut=None,
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
