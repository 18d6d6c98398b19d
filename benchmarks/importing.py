"""How fast pages are imported, as a ratio to bare lxml on the same bytes, and in how much memory.

Run: `.venv/bin/python -m benchmarks.importing`, with ANNOTATOR_CORPUS naming the folder that holds
`pages/` for the real pages; without it only generated text dumps are imported. “Bare lxml” is
`lxml.html.document_fromstring` on one core, with no decoding and nothing else, of the bytes that
the import reads, in the same run, the mean of once before the import and once after. The import is
all of it: files, gzip, two parsing processes, and storage to the disk. Where other programs keep
the two cores busy, the ratio by processor time says what an idle machine would do at best.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import lxml.html

from annotator.core.pages import RawPage
from annotator.core.progress import Progress
from annotator.pages.reading import read_paths
from annotator.services.importing import import_paths
from annotator.services.projects import create_project

MARKS = (200, 700, 1_400, 2_500)  # files after which the memory is looked at
DUMPS = 5_000
DUMP_BYTES = 10_000
LEAST_RATIO = 0.25


def memory_mb(pid: str = "self") -> float:
    """The most memory that a process has had so far."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children_memory_mb() -> float:
    """The most that a process started by this one has had so far."""
    pids = {
        pid
        for children in Path("/proc/self/task").glob("*/children")
        for pid in children.read_text(encoding="ascii").split()
    }
    return max(map(memory_mb, pids), default=0.0)


def processor_seconds() -> float:
    """What this process and those that it started and ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def page_files(folder: Path) -> list[Path]:
    """The files of the folder that are pages; tables of what is in them lie beside them."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".gz", ".html", ".txt"})


def import_once(folder: Path) -> dict[str, Any]:
    """Import a folder into a new project; runs in a process of its own."""
    marks: list[tuple[int, float, float]] = []
    names: set[str] = set()

    def watch(progress: Progress) -> None:
        is_new = progress.what not in names
        names.add(progress.what)
        if is_new and (len(names) in MARKS or not progress.what):
            marks.append((len(names), memory_mb(), children_memory_mb()))

    with tempfile.TemporaryDirectory() as place:
        with create_project(Path(place) / "bench.annotator") as project:
            begin = perf_counter()
            report = import_paths(project, page_files(folder), report=watch)
            seconds = perf_counter() - begin
        size = (Path(place) / "bench.annotator").stat().st_size
    return {
        "new": len(report.new),
        "same": len(report.same),
        "refused": [f"{one.path}: {one.reason}" for one in report.refused],
        "seconds": seconds,
        "processor_seconds": processor_seconds(),
        "megabytes": size / 1e6,
        "memory": marks,
    }


def bare_lxml(folder: Path) -> tuple[float, float]:
    """How long lxml takes to parse every page of the folder, reading excluded.

    By the clock, and in processor time.
    """
    seconds = used = 0.0
    for page in read_paths(page_files(folder)):
        if isinstance(page, RawPage):
            begin, begin_used = perf_counter(), process_time()
            with suppress(ValueError, lxml.etree.ParserError):  # a page of nothing but comments
                lxml.html.document_fromstring(page.content)
            seconds += perf_counter() - begin
            used += process_time() - begin_used
    return seconds, used


def write_dumps(folder: Path) -> None:
    """Text dumps as a reader's app saves them, the same on every run."""
    chance = random.Random(10)
    words = [
        "".join(chance.choices("aeioulnrstmdk", k=chance.randrange(2, 11))) for _ in range(3_000)
    ]
    for number in range(DUMPS):
        lines: list[str] = []
        size = 0
        while size < DUMP_BYTES:
            line = " ".join(chance.choices(words, k=chance.choice((2, 5, 40, 60, 80))))
            lines += [line.capitalize() + ".", ""] if len(line) > 60 else [line.title()]
            size += len(line) + 3
        (folder / f"{number:05}.txt").write_text("\n".join(lines), encoding="utf-8")


def imported(folder: Path) -> dict[str, Any]:
    """`import_once` in a fresh process."""
    arguments = [sys.executable, "-m", "benchmarks.importing", "--once", str(folder)]
    answer: dict[str, Any] = json.loads(
        subprocess.run(arguments, check=True, capture_output=True).stdout
    )
    return answer


def tell(name: str, found: dict[str, Any]) -> float:
    """Print one import; pages a second."""
    count = found["new"] + found["same"]
    speed = count / found["seconds"]
    print(
        f"{name}: {count} pages ({found['same']} the same as others, {len(found['refused'])} "
        f"refused) in {found['seconds']:.1f} s ({found['processor_seconds']:.1f} s of processor): "
        f"{speed:.0f} pages/s; "
        f"project of {found['megabytes']:.0f} MB"
    )
    for refusal in found["refused"]:
        print(f"  refused: {refusal}")
    for done, own, child in found["memory"]:
        print(f"  after {done:5} files: {own:.0f} MB here, {child:.0f} MB in a parsing process")
    return speed


def main() -> int:
    corpus = os.environ.get("ANNOTATOR_CORPUS", "")
    result = 0
    if corpus:
        pages = Path(corpus) / "pages"
        before = bare_lxml(pages)
        found = imported(pages)
        bare, bare_used = (sum(both) / 2 for both in zip(before, bare_lxml(pages), strict=True))
        speed = tell("HTML", found)
        ratio = bare / found["seconds"]
        print(f"  bare lxml on one core: {speed * found['seconds'] / bare:.0f} pages/s")
        print(f"  ratio: {ratio:.2f} (at least {LEAST_RATIO})")
        by_use = 2 * bare_used / found["processor_seconds"]
        print(f"  ratio by processor time on two cores: {by_use:.2f}")
        result = int(ratio < LEAST_RATIO)
    else:
        print("HTML: ANNOTATOR_CORPUS is not set, no real pages here")
    with tempfile.TemporaryDirectory() as place:
        write_dumps(Path(place))
        tell(f"Text dumps of {DUMP_BYTES // 1000} KB", imported(Path(place)))
    return result


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(import_once(Path(sys.argv[2]))))
    else:
        sys.exit(main())
