"""Pages of the corpus that were marked by hand with five labels; nothing of their text is kept.

`.venv/bin/python -m benchmarks.gold_pages PROJECT… --as NAME` writes `benchmarks/gold/pages.json`
anew from finished pages of these projects. A page is named by the SHA-256 of its bytes; labels are
ranges of block numbers, and spans inside a block where it has several. Sites are numbers, and every
other of them is held out: nothing may be tuned on its pages.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from annotator.core.documents import Document
from annotator.core.journal import Status
from annotator.core.tally import MIXED, Tally
from annotator.services.projects import open_project

GOLD = Path(__file__).parent / "gold" / "pages.json"
GUIDELINE = "1"
TUNING, HELD_OUT = "tuning", "held out"


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A marked page: the label of each block by number; blocks of several labels have spans."""

    digest: str
    site: int
    half: str
    segmenter: str
    labels: dict[int, str]
    spans: tuple[tuple[int, int, int, str], ...]


def gold_pages() -> list[GoldPage]:
    table = json.loads(GOLD.read_text(encoding="utf-8"))
    return [_page(row) for row in table["pages"]]


def corpus_files(corpus: Path) -> dict[str, Path]:
    """The files of the corpus by the digest of the page in them."""
    return {
        sha256(gzip.decompress(path.read_bytes())).hexdigest(): path
        for path in sorted((corpus / "pages").glob("*/*.html.gz"))
    }


def _page(row: dict[str, Any]) -> GoldPage:
    labels = {
        block: label
        for label, ranges in row["labels"].items()
        for first, last in ranges
        for block in range(first, last + 1)
    }
    spans = tuple((block, start, end, label) for block, start, end, label in row["spans"])
    return GoldPage(row["digest"], row["site"], row["half"], row["segmenter"], labels, spans)


def _ranges(numbers: Iterable[int]) -> list[list[int]]:
    ranges = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        ranges.append([members[0], members[-1]])
    return ranges


def _rows(path: Path, annotator: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with open_project(path) as project, project.store.read() as transaction:
        for row in transaction.pages.rows():
            facts = transaction.pages.facts(row.page)
            document = transaction.pages.document(row.page)
            for own in transaction.sets.of_page(row.page):
                if own.annotator == annotator and own.status is Status.FINISHED:
                    yield facts.site, {"digest": facts.digest, **_labels(document, own)}


def _labels(document: Document, own: Any) -> dict[str, Any]:
    labels: dict[str, list[int]] = {}
    spans: list[list[Any]] = []
    for index, standing in enumerate(Tally(document, own.annotations).standings):
        if standing.summary == MIXED:
            block = document.blocks[index].span
            spans += [
                [index, one.span.start - block.start, one.span.end - block.start, one.label]
                for one in own.annotations.touching(block)
            ]
        elif standing.summary is not None:
            labels.setdefault(standing.summary, []).append(index)
    return {
        "segmenter": document.segmenter,
        "labels": {label: _ranges(labels[label]) for label in sorted(labels)},
        "spans": spans,
    }


def keep(paths: list[Path], annotator: str) -> int:
    found = [pair for path in paths for pair in _rows(path, annotator)]
    by_site: dict[str, list[dict[str, Any]]] = {}
    for site, row in found:
        by_site.setdefault(site, []).append(row)
    # In an order that no name decides, sites with several pages first: both halves get of each.
    order = sorted(
        by_site, key=lambda site: (-len(by_site[site]), sha256(site.encode()).hexdigest())
    )
    rows = [
        {"site": number, "half": (TUNING, HELD_OUT)[number % 2], **row}
        for number, site in enumerate(order)
        for row in sorted(by_site[site], key=lambda one: one["digest"])
    ]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    GOLD.write_text(f'{{"guideline": "{GUIDELINE}", "pages": [\n{lines}\n]}}\n', encoding="utf-8")
    return len(rows)


if __name__ == "__main__":
    *projects, flag, name = sys.argv[1:]
    if flag != "--as" or not projects:
        sys.exit(__doc__)
    print(f"{keep(list(map(Path, projects)), name)} pages kept in {GOLD}")
