"""Pages of the corpus that were marked with five labels; nothing of their text is kept.

`.venv/bin/python -m benchmarks.gold_pages PROJECT… --as NAME` writes `benchmarks/gold/pages.json`
anew from finished pages of these projects. A page is named by the SHA-256 of its bytes; labels are
ranges of block numbers, and spans inside a block where it has several. Sites are numbers. Half of
the first seventy pages, every other site, were held out before anything was tuned, and stay so.
Nothing may be tuned on them, nor on a page of their sites that comes later: it is held out as well.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from annotator.assist.train.marked import HELD_OUT, TUNING, MarkedPage, marked_pages
from annotator.core.documents import Document
from annotator.core.journal import Status
from annotator.core.tally import MIXED, Tally
from annotator.services.projects import open_project
from annotator.storage.sets import AuthoredSet

GOLD = Path(__file__).parent / "gold" / "pages.json"
GUIDELINE = "1"


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


def _labels(document: Document, own: AuthoredSet) -> dict[str, Any]:
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


def _numbered(
    by_site: dict[str, list[dict[str, Any]]], known: dict[str, MarkedPage]
) -> list[tuple[int, str]]:
    """Sites with their numbers; those that are kept already have the number that they had."""
    numbers: dict[str, int] = {}
    for site, rows in by_site.items():
        before = [known[row["digest"]].site for row in rows if row["digest"] in known]
        if before:
            numbers[site] = before[0]
    following = max(numbers.values(), default=-1) + 1
    for site in sorted(by_site, key=lambda one: sha256(one.encode()).hexdigest()):
        if site not in numbers:
            numbers[site] = following
            following += 1
    return sorted((number, site) for site, number in numbers.items())


def keep(paths: list[Path], annotator: str) -> int:
    found = [pair for path in paths for pair in _rows(path, annotator)]
    for digest, count in Counter(row["digest"] for _, row in found).items():
        if count > 1:
            sys.exit(f"The page {digest} is finished in several of the projects: name one of them.")
    by_site: dict[str, list[dict[str, Any]]] = {}
    for site, row in found:
        by_site.setdefault(site, []).append(row)
    known = {one.digest: one for one in marked_pages(GOLD)} if GOLD.exists() else {}
    closed = {one.site for one in known.values() if one.half == HELD_OUT}
    rows = []
    for number, site in _numbered(by_site, known):
        for row in sorted(by_site[site], key=lambda one: one["digest"]):
            before = known.get(row["digest"])
            half = before.half if before else HELD_OUT if number in closed else TUNING
            rows.append({"site": number, "half": half, **row})
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    GOLD.write_text(f'{{"guideline": "{GUIDELINE}", "pages": [\n{lines}\n]}}\n', encoding="utf-8")
    return len(rows)


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[-2] != "--as":
        sys.exit(__doc__)
    print(f"{keep(list(map(Path, sys.argv[1:-2])), sys.argv[-1])} pages kept in {GOLD}")
