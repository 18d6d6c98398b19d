"""What an export costs: pages and megabytes a second, and the memory of all its processes.

5,000 pages of 25 annotated blocks each go to JSON Lines with the places of all annotations in their
pages' trees. The yardstick is `json.dumps` of the same records and a write of the same bytes, in
one process that has the records in memory. The limits are ten times the 77 pages a second that
Label Studio's JSON export was measured at for as much work on two processors, and 300 MB.

`writer` is the part that makes lines of pages in memory, reading each back; the rest is reading the
project and finding places in trees, which the yardstick has not to do. Figures are wall time where
nothing is said, the best of some runs: other programs on the machine make them larger.

Run: `python -m benchmarks.export [PAGES]`.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter, process_time, sleep

from annotator.core.annotations import Annotation
from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.pages import PageId
from annotator.core.policies import KEEP
from annotator.core.progress import silent
from annotator.core.set_filter import SetFilter
from annotator.formats.jsonl import JsonLines
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.exported_pages import ExportedPages
from annotator.services.exported_sets import wanted_pages
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project, open_project
from benchmarks.figures import machine, table

PAGES, SPANS = 5_000, 25
LIMIT_RATE, LIMIT_MB = 10 * 77, 300
_RUNS = 3
_SOME = 500
_TEXT = (
    "the council voted on Tuesday to reopen a footbridge that had been closed since spring after "
    "cracks were found in its piers"
)
_PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Story {0}</title></head><body>"
    "<div class=page><main><article>{1}</article></main></div></body></html>"
)
_EXPORT = """
import sys
from pathlib import Path
from annotator.services.exporting import export_project
from annotator.services.projects import open_project
with open_project(Path(sys.argv[1])) as project:
    export_project(project, Path(sys.argv[2]))
"""


def make_project(path: Path, count: int) -> None:
    """A project of so many pages, all finished by one annotator."""
    chance = Random(1)
    rows = path.with_suffix(".jsonl")
    with rows.open("w", encoding="utf-8") as file:
        for number in range(count):
            blocks = "".join(_block(chance, block) for block in range(SPANS))
            html = _PAGE.format(number, blocks)
            address = f"https://site{number % 200}.example/{number}"
            file.write(json.dumps({"html": html, "url": address}) + "\n")
    with create_project(path) as project:
        import_paths(project, [rows])
        for first in range(1, count + 1, _SOME):
            _label(project, range(first, min(first + _SOME, count + 1)))
    rows.unlink()


def _block(chance: Random, number: int) -> str:
    text = " ".join(chance.choices(_TEXT.split(), k=chance.randint(8, 45)))
    if number == 0:
        return f"<h1>{text[:60]}</h1>"
    return f'<p class="text">{text} <a href="/{number}">and more</a>.</p>'


def _label(project: Project, pages: range) -> None:
    labels = project.label_set.labels
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with project.store.begin() as transaction:
        author = transaction.annotators.find_or_add("Ada")
        for page in map(PageId, pages):
            blocks = transaction.pages.document(page).blocks
            made = frozenset(
                Annotation(block.span, labels[block.index % len(labels)].id) for block in blocks
            )
            edit = Edit("Label", frozenset(), made)
            line = JournalLine(LineKind.EDIT, edit, Status.FINISHED, now)
            transaction.sets.append(page, author, 0, [line], 0)


def best(do: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """The least seconds of some runs."""
    found = []
    for _ in range(_RUNS):
        begin = clock()
        do()
        found.append(clock() - begin)
    return min(found)


def exported(project: Path, target: Path) -> tuple[float, float, float]:
    """Seconds, seconds of all processors, and the most MB of all processes of one export."""
    begin = perf_counter()
    before = os.times()
    with subprocess.Popen([sys.executable, "-c", _EXPORT, str(project), str(target)]) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, sum(map(_megabytes, [process.pid, *_children(process.pid)])))
            sleep(0.02)
    if process.returncode:
        raise SystemExit("the export failed")
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return perf_counter() - begin, cpu, most


def _children(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue  # a thread that ended meanwhile
    return found


def _megabytes(process: int) -> float:
    """What a process has to itself, or shares, counted once among those who share it."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(text.partition("\nPss:")[2].split()[0]) / 1024


def bare(records: list[dict[str, object]], target: Path) -> None:
    """The yardstick."""
    with target.open("wb") as file:
        for record in records:
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            file.write(line.encode() + b"\n")


def writing(path: Path) -> tuple[float, float]:
    """Seconds of the processor that the writer, and the yardstick, take for some pages."""
    with open_project(path) as project, ExitStack() as stack:
        with project.store.read() as transaction:
            chosen = wanted_pages(transaction, SetFilter())[:_SOME]
        made = ExportedPages(project, SetFilter(), chosen, JsonLines(), KEEP, {})
        pool = cache(lambda: stack.enter_context(ParsingPool()))
        pages = list(made.stream(pool, silent))
    out = io.BytesIO()
    JsonLines().write(pages, out)
    records = [json.loads(line) for line in out.getvalue().splitlines()]

    def plain() -> None:
        sink = io.BytesIO()
        for record in records:
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            sink.write(line.encode() + b"\n")

    own = best(lambda: JsonLines().write(pages, io.BytesIO()), process_time)
    return own, best(plain, process_time)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as name:
        project, target = Path(name, "work.annotator"), Path(name, "out.jsonl")
        make_project(project, count)
        runs = [exported(project, target) for _ in range(_RUNS)]
        seconds, cpu = (min(run[index] for run in runs) for index in (0, 1))
        most = max(run[2] for run in runs)
        records = [json.loads(line) for line in target.read_bytes().splitlines()]
        yardstick = best(lambda: bare(records, Path(name, "bare.jsonl")))
        size = target.stat().st_size / 1e6
        own, plain = writing(project)
    rate = count / seconds
    print(machine())
    rows = [
        ("whole export, with the start of its processes", f"{seconds:.1f} s"),
        ("pages a second", f"{rate:,.0f} (limit {LIMIT_RATE})"),
        ("megabytes a second", f"{size / seconds:.0f}"),
        ("processor time of all processes", f"{cpu:.1f} s"),
        ("most memory of all processes", f"{most:.0f} MB (limit {LIMIT_MB})"),
        ("bare json.dumps and write", f"{yardstick:.2f} s"),
        ("whole export / bare", f"{seconds / yardstick:.1f}"),
        ("writer / bare, processor time", f"{own / plain:.2f} (limit 2)"),
    ]
    print(table((f"export of {count:,} pages × {SPANS} annotations, {size:.0f} MB", ""), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
