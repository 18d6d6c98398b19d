"""Which texts of real pages the finder takes for disclosures of AI, and how long it looks for them.

Run: `.venv/bin/python -m benchmarks.ai_disclosures [--every]`; ANNOTATOR_CORPUS names the folder
that holds `pages/`, where `ai_labels.jsonl` tells disclosures and traps that people have judged. A
disclosure is found where a found text and the quote hold each other; `--every` prints every text.
Time is that of `find` for all visible blocks of a page, beside decode + parse + segment.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from annotator.assist.disclosures import DisclosureFinder
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.pages import PageKind, RawPage
from annotator.pages.parsing import parse
from annotator.services.resources import resource
from benchmarks.figures import machine, milliseconds, table

CAPTION = 400


@dataclass(frozen=True)
class Looked:
    """One page: what was found in it, and how long that took."""

    name: str
    found: list[str]
    block_count: int
    captions: list[int]
    parse_seconds: float
    find_seconds: float


def default_finder() -> DisclosureFinder:
    return DisclosureFinder.of(resource("ai_terms.toml").read_text(encoding="utf-8"))


def judged(pages: Path) -> list[dict[str, Any]]:
    lines = (pages / "ai_labels.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def raw_pages(pages: Path) -> Iterator[tuple[str, RawPage]]:
    """Every page, and the one text dump."""
    for path in sorted(pages.glob("*/*.html.gz")):
        name = f"{path.parent.name}/{path.name.removesuffix('.html.gz')}"
        yield name, RawPage(gzip.decompress(path.read_bytes()), path.name, PageKind.HTML)
    for path in sorted(pages.glob("seed/*.txt")):
        yield f"seed/{path.stem}", RawPage(path.read_bytes(), path.name, PageKind.TEXT)


def looked(finder: DisclosureFinder, name: str, raw: RawPage) -> Looked:
    begun = process_time()
    page = parse(raw)
    parsed = process_time()
    document: Document = document_from_json(page.text, page.blocks)
    shown = [block for block in document.blocks if block.hidden is None]
    texts = [document.quote(block.span) for block in shown]
    ready = process_time()
    found = [text[one.span.start : one.span.end] for text in texts for one in finder.find(text)]
    ended = process_time()
    captions = [len(block.span) for block in shown if "figcaption" in block.tag_path]
    return Looked(name, found, len(shown), captions, parsed - begun, ended - ready)


def is_same(found: str, quote: str) -> bool:
    return found in quote or quote in found


def main(arguments: list[str]) -> int:
    corpus = os.environ.get("ANNOTATOR_CORPUS", "")
    if not corpus:
        print("No corpus: set ANNOTATOR_CORPUS to the folder that holds pages/.")
        return 0
    pages = Path(corpus, "pages")
    finder = default_finder()
    every = [looked(finder, name, raw) for name, raw in raw_pages(pages)]
    by_name = {page.name: page.found for page in every}
    labels = [row for row in judged(pages) if row["verdict"] == "label"]
    traps = [row for row in judged(pages) if row["verdict"] != "label"]
    hits, alarms = 0, 0
    for row in labels:
        hits += any(is_same(one, row["quote"]) for one in by_name[f"{row['source']}/{row['id']}"])
    for row in traps:
        alarms += any(is_same(one, row["quote"]) for one in by_name[f"{row['source']}/{row['id']}"])
    quotes = [row["quote"] for row in labels]
    others = [
        (page.name, one)
        for page in every
        for one in page.found
        if not page.name.startswith("seed/") and not any(is_same(one, quote) for quote in quotes)
    ]
    captions = [length for page in every for length in page.captions]
    typical = [page.find_seconds for page in every if 120 <= page.block_count <= 190]
    rows = [
        ("pages", f"{len(every):,}"),
        ("blocks", f"{sum(page.block_count for page in every):,}"),
        ("judged disclosures found", f"{hits} of {len(labels)}"),
        ("traps taken for one", f"{alarms} of {len(traps)}"),
        ("other texts taken for one", str(len(others))),
        (
            "found in the text dump",
            str(sum(len(v) for k, v in by_name.items() if k[:5] == "seed/")),
        ),
        (f"captions of at most {CAPTION} letters", f"{share(captions):.1f} % of {len(captions):,}"),
        ("a page of 120 to 190 blocks, median", milliseconds(median(typical))),
        ("a page, mean", milliseconds(sum(page.find_seconds for page in every) / len(every))),
        ("the slowest page", milliseconds(max(page.find_seconds for page in every))),
        ("of the time of parsing", f"{100 * total(every, 'find') / total(every, 'parse'):.1f} %"),
    ]
    print(machine())
    print(table(("ai disclosures", "figure"), rows))
    for name, text in others:
        print(f"- not judged before: {name}: {text}")
    if "--every" in arguments:
        for page in every:
            print(*(f"- {page.name}: {one}" for one in page.found), sep="\n", end="")
    return 0 if hits == len(labels) and not alarms and len(others) <= 1 else 1


def share(captions: list[int]) -> float:
    return 100 * sum(length <= CAPTION for length in captions) / max(1, len(captions))


def total(every: list[Looked], kind: str) -> float:
    return sum(page.find_seconds if kind == "find" else page.parse_seconds for page in every)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
