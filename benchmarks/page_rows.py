"""How fast the list of 100,000 pages comes out of the project file, with work on every second.

The yardstick is bare sqlite3 fetching the same columns of the same file, in the same run.
Run: `python -m benchmarks.page_rows [PAGES]`; the best of 7, because the machine may be busy.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, insert

from annotator.core.pages import AnnotatorId
from annotator.storage.engine import Access, make_engine
from annotator.storage.store import Store
from annotator.storage.tables import (
    annotation_sets,
    annotators,
    documents,
    page_contents,
    pages,
)
from benchmarks.figures import machine, table
from benchmarks.saving import LABELS, NOW

TEXT = "This is what an average page says in one of its paragraphs. " * 35


def fill(connection: Connection, count: int) -> None:
    """Pages with text of 2 KB and bytes of 1 KB; two annotators, each on every second page."""
    numbers = range(1, count + 1)
    rows = [
        {
            "id": number,
            "digest": f"{number:064x}",
            "byte_count": 4000,
            "kind": "html",
            "name": f"folder/page-{number}.html",
            "title": f"What happened on day {number} of the year and why it matters",
            "url": f"https://news-{number % 50}.example.org/story/{number}",
            "site": f"news-{number % 50}.example.org",
            "encoding": "utf-8",
            "encoding_source": "meta element",
            "replaced_count": 0,
            "block_count": 150,
            "imported_at": NOW,
        }
        for number in numbers
    ]
    connection.execute(insert(pages), rows)
    content = bytes(range(256)) * 4
    connection.execute(insert(page_contents), [{"page_id": n, "frame": content} for n in numbers])
    connection.execute(
        insert(documents),
        [
            {
                "id": n,
                "page_id": n,
                "segmenter": "html-1",
                "text": TEXT,
                "blocks": "{}",
                "digest": f"{n:064x}",
            }
            for n in numbers
        ],
    )
    connection.execute(insert(annotators), [{"name": "Ada"}, {"name": "Bo"}])
    connection.execute(
        insert(annotation_sets),
        [
            {
                "page_id": number,
                "annotator_id": author,
                "document_id": number,
                "status": "in progress" if number % 3 else "finished",
                "undecided_count": number % 150,
                "revision": 1,
            }
            for number in range(2, count + 1, 2)
            for author in (1, 2)
        ],
    )


def timed(do: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        start = perf_counter()
        do()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def fetch(path: Path) -> None:
    """Both tables as tuples, without a thought about what they mean."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "SELECT id, title, url, site, block_count, cut IS NOT NULL, encoding FROM pages"
        ).fetchall()
        connection.execute(
            "SELECT page_id, status, undecided_count, annotator_id FROM annotation_sets"
        ).fetchall()


def rows(store: Store, author: int | None = None, after: int = 0, limit: int | None = None) -> int:
    with store.read() as transaction:
        annotator = None if author is None else AnnotatorId(author)
        return len(transaction.pages.rows(annotator, after, limit))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "list.annotator")
        with Store.create(path, name="List", label_set_source=LABELS) as store:
            engine = make_engine(path, Access.WRITE)
            with engine.begin() as connection:
                fill(connection, count)
            engine.dispose()
            bare = timed(lambda: fetch(path))
            middle = count // 2
            found = {
                "bare sqlite3": bare,
                "all rows": timed(lambda: rows(store)),
                "all rows of one annotator": timed(lambda: rows(store, 2)),
                "the first 500": timed(lambda: rows(store, limit=500)),
                "500 from the middle": timed(lambda: rows(store, after=middle, limit=500)),
            }
            size = path.stat().st_size / 1e6
    lines = [(what, f"{time:,.1f} ms", f"{time / bare:.3f}") for what, time in found.items()]
    print(machine())
    print(table((f"{count:,} pages, file of {size:,.0f} MB", "time", "× bare"), lines))


if __name__ == "__main__":
    main()
