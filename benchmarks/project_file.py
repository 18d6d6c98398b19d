"""What the project file costs: to make, to open, per page, to copy, to check.

Pages are those below `pages/` in the folder that ANNOTATOR_CORPUS names, or made up without one.
Run: `python -m benchmarks.project_file`.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import zstandard

from annotator.storage.store import Store
from benchmarks.figures import machine, table
from benchmarks.saving import LABELS, NOW, a_document, parsed

MOST_PAGES = 400
LEVELS = (1, 3, 6, 9, 15)
IMPORT_ALEMBIC = "import time; a = time.perf_counter(); import annotator.storage.migrating as m; "
IMPORT_STORE = "import time; a = time.perf_counter(); import annotator.storage.store as m; "


def contents() -> list[bytes]:
    """The bytes of some pages, spread over the whole corpus."""
    corpus = os.environ.get("ANNOTATOR_CORPUS")
    if not corpus:
        return [(f"<p>{number}</p>" * 2000).encode() for number in range(MOST_PAGES)]
    paths = sorted(Path(corpus, "pages").rglob("*.html.gz"))
    step = max(1, len(paths) // MOST_PAGES)
    return sorted({gzip.decompress(path.read_bytes()) for path in paths[::step]})


def milliseconds(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1000


def import_seconds(statement: str) -> float:
    """How long a fresh process takes for an import."""
    script = f"{statement}print(time.perf_counter() - a)"
    runs = [subprocess.check_output([sys.executable, "-c", script]) for _ in range(3)]
    return median(map(float, runs))


def levels(pages: list[bytes]) -> list[tuple[str, str]]:
    """What each level of compression leaves, and how fast."""
    size = sum(map(len, pages))
    rows = []
    for level in LEVELS:
        compressor = zstandard.ZstdCompressor(level=level)
        start = perf_counter()
        small = sum(len(compressor.compress(page)) for page in pages)
        speed = size / (perf_counter() - start) / 1e6
        rows.append((f"zstd level {level}", f"{small / size:.1%} of the bytes, {speed:.0f} MB/s"))
    return rows


def main() -> None:
    pages = contents()
    document = a_document(150)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new = [folder / f"new-{number}.annotator" for number in range(10)]
        made = [
            milliseconds(
                lambda path=path: Store.create(path, name="New", label_set_source=LABELS).close()
            )
            for path in new
        ]
        opened = [milliseconds(lambda path=path: Store.open(path).close()) for path in new]
        rows = [
            ("import of storage", f"{import_seconds(IMPORT_STORE) * 1000:.0f} ms"),
            ("with migrations", f"{import_seconds(IMPORT_ALEMBIC) * 1000:.0f} ms"),
            ("make a project", f"{median(made):.1f} ms"),
            ("open and close it", f"{median(opened):.1f} ms"),
        ]
        with Store.open(new[0]) as store:
            read = [(content, parsed(document, content)) for content in pages]
            start = perf_counter()
            for first in range(0, len(read), 50):
                with store.begin() as transaction:
                    for content, page in read[first : first + 50]:
                        transaction.pages.add(content, page, NOW)
            each = (perf_counter() - start) * 1000 / len(pages)
            kilobytes = sum(map(len, pages)) / len(pages) / 1000
            megabytes = store.path.stat().st_size / 1e6
            copying = milliseconds(lambda: store.back_up_to(folder / "copy.annotator"))
            checking = milliseconds(store.integrity_problems)
            rows += [
                (f"store a page of {kilobytes:.0f} KB, 50 at once", f"{each:.2f} ms"),
                (f"copy and check {megabytes:.0f} MB", f"{copying:.0f} ms"),
                ("full check", f"{checking:.0f} ms"),
            ]
    print(machine())
    print(table(("the project file", "cost"), rows + levels(pages)))


if __name__ == "__main__":
    main()
