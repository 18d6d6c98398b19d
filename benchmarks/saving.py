"""What saving one label costs, as a ratio to a bare sqlite3 commit of one row.

Both write to the same folder with the same pragmas and take turns, so that a busy disk slows both.
Run: `python -m benchmarks.saving [FOLDER]`; 200 saves each, medians.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from annotator.core import labelling
from annotator.core.annotations import AnnotationSet
from annotator.core.document_json import blocks_to_json
from annotator.core.documents import Block, Document
from annotator.core.edits import apply
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import parse_label_set
from annotator.core.pages import EncodingSource, PageFacts, PageKind, ParsedPage
from annotator.core.spans import Span
from annotator.storage.store import Store
from benchmarks.figures import machine, table

SAVES = 200
MOST = 2.0
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LABELS = """
name = "Labels"
[[label]]
id = "headline"
name = "Headline"
keys = ["h"]
light = "#ffffff"
dark = "#000000"
[[label]]
id = "body"
name = "Body"
keys = ["b"]
light = "#ffffff"
dark = "#000000"
"""


def a_document(blocks: int) -> Document:
    made = []
    start = 0
    lines = [f"This is paragraph {number} of a page." for number in range(blocks)]
    for index, line in enumerate(lines):
        made.append(Block(index, Span(start, start + len(line)), f"/html/body/p[{index + 1}]"))
        start += len(line) + 1
    return Document("\n".join(lines), tuple(made), "html-1")


def lines_of(document: Document) -> list[JournalLine]:
    """One label on one block after the other, as a key press gives it."""
    labels = parse_label_set(LABELS)
    annotations = AnnotationSet()
    lines = []
    for block in document.blocks:
        label = labels.labels[block.index % 2]
        edit = labelling.label(document, annotations, [block.span], label)
        annotations = apply(annotations, edit)
        lines.append(JournalLine(LineKind.EDIT, edit, Status.IN_PROGRESS, NOW))
    return lines


def parsed(document: Document, content: bytes) -> ParsedPage:
    """The document as if it had been read from these bytes."""
    facts = PageFacts(
        digest=hashlib.sha256(content).hexdigest(),
        byte_count=len(content),
        kind=PageKind.HTML,
        name="page.html",
        title="A page",
        url=None,
        site="",
        encoding="utf-8",
        encoding_source=EncodingSource.DETECTED,
        replaced_count=0,
        cut=None,
    )
    return ParsedPage(facts, document.text, blocks_to_json(document), len(document.blocks))


def bare_save(folder: Path) -> Callable[[], None]:
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE labels (id INTEGER PRIMARY KEY, label TEXT)")

    def save() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO labels (label) VALUES ('body')")
        connection.execute("COMMIT")

    return save


def store_save(folder: Path) -> Callable[[], None]:
    document = a_document(SAVES + 20)
    lines = lines_of(document)
    content = document.text.encode()
    store = Store.create(folder / "bench.annotator", name="Bench", label_set_source=LABELS)
    with store.begin() as transaction:
        page = transaction.pages.add(content, parsed(document, content), NOW)
        annotator = transaction.annotators.find_or_add("Ada")
    revision = 0

    def save() -> None:
        nonlocal revision
        undecided = len(lines) - revision - 1
        with store.begin() as transaction:
            revision = transaction.sets.append(
                page, annotator, revision, [lines[revision]], undecided
            )

    return save


def timed(save: Callable[[], None]) -> float:
    start = perf_counter()
    save()
    return (perf_counter() - start) * 1000


def main() -> int:
    parent = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        bare, ours = bare_save(folder), store_save(folder)
        for _ in range(10):
            bare()
            ours()
        times = [(timed(bare), timed(ours)) for _ in range(SAVES)]
    yardstick = median(one for one, _ in times)
    saving = median(one for _, one in times)
    ratio = saving / yardstick
    rows = [
        ("bare sqlite3 commit of one row", f"{yardstick:.2f} ms", "1.00", ""),
        ("one label saved", f"{saving:.2f} ms", f"{ratio:.2f}", f"at most {MOST:g}"),
    ]
    print(machine())
    print(table((f"median of {SAVES}", "time", "× bare", "target"), rows))
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
