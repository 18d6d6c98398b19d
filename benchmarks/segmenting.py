"""How much of the gold text stands whole in blocks, and how fast pages are read.

Run: `.venv/bin/python -m benchmarks.segmenting [CORPUS]`; CORPUS holds `pages/` and is by
default what ANNOTATOR_CORPUS names. “Found” is the share of gold body characters in pieces of 40
that stand in the text, compared in NFC and without white space and zero-width characters; the
reference is an independent extraction by the same measure (`found` in gold.jsonl). A paragraph or
headline is “inside” where one visible block holds all of it, and “a block” where it is all of one.
Speed is decode + parse + segment on one core against bare `lxml.html.document_fromstring` on the
same bytes in the same run.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import Any

import lxml.etree
import lxml.html

from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.pages import PageKind, RawPage
from annotator.pages.parsing import parse
from benchmarks.figures import machine, memory_mb, table

LEAST_RATIO = 0.25
ENOUGH = 0.9
PIECE = 40
ZERO_WIDTH = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def squeezed(text: str) -> str:
    return "".join(ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text)).split())


def gold_pages(source: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    gold = source / "gold.jsonl"
    for line in gold.read_text(encoding="utf-8").split("\n") if gold.exists() else ():
        if line:
            row = json.loads(line)
            page = source / f"{row['id']}.html.gz"
            if page.exists():
                yield row, page


def document(path: Path) -> Document:
    content = gzip.decompress(path.read_bytes())
    page = parse(RawPage(content, path.name, PageKind.HTML))
    return document_from_json(page.text, page.blocks)


def found_share(body: str, text: str) -> float:
    whole = found = 0
    for paragraph in map(squeezed, body.split("\n")):
        for start in range(0, len(paragraph), PIECE):
            piece = paragraph[start : start + PIECE]
            whole += len(piece)
            found += len(piece) * (piece in text)
    return found / whole if whole else 1.0


def measure(source: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row, path in gold_pages(source):
        counts["pages"] += 1
        page = document(path)
        counts["cut"] += page.cut is not None
        blocks = [(block.hidden, squeezed(page.block_text(block.index))) for block in page.blocks]
        shown = [text for hidden, text in blocks if hidden is None]
        inside, whole = "\n".join(shown), set(shown)
        counts["blocks"] += len(shown)
        if row["headline"]:
            headline = squeezed(row["headline"])
            counts["headlines"] += 1
            counts["headlines inside"] += headline in inside
            counts["headlines a block"] += headline in whole
        if row["kind"] != "full_body" or not row["body"]:
            continue
        counts["bodies"] += 1
        counts["found"] += found_share(row["body"], "".join(shown)) >= ENOUGH
        every_text = "".join(text for _, text in blocks)
        counts["found, hidden too"] += found_share(row["body"], every_text) >= ENOUGH
        counts["reference"] += row["found"] >= ENOUGH
        for paragraph in filter(None, map(squeezed, row["body"].split("\n"))):
            counts["paragraphs"] += 1
            counts["inside"] += paragraph in inside
            counts["a block"] += paragraph in whole
    return counts


def share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{100 * counts[part] / counts[whole]:.1f} %" if counts[whole] else "–"


def gold_table(sources: list[Path]) -> str:
    heads = (
        "source",
        "pages",
        "bodies",
        "reference ≥ 0.9",
        "found ≥ 0.9",
        "with hidden blocks",
        "paragraphs inside",
        "a whole block",
        "headlines inside",
        "a whole block",
        "cut",
    )
    rows = []
    for source in sources:
        counts = measure(source)
        if counts["pages"]:
            rows.append(
                (
                    source.name,
                    str(counts["pages"]),
                    str(counts["bodies"]),
                    share(counts, "reference", "bodies"),
                    share(counts, "found", "bodies"),
                    share(counts, "found, hidden too", "bodies"),
                    share(counts, "inside", "paragraphs"),
                    share(counts, "a block", "paragraphs"),
                    share(counts, "headlines inside", "headlines"),
                    share(counts, "headlines a block", "headlines"),
                    str(counts["cut"]),
                )
            )
    return table(heads, rows)


def seconds(work: Callable[[], object]) -> float:
    """The faster of two runs: the other programs of the machine take their share of a page."""
    best = float("inf")
    for _ in range(2):
        begun = process_time()
        # Bare lxml refuses an empty page.
        with suppress(lxml.etree.ParserError):
            work()
        best = min(best, process_time() - begun)
    return best


def speed_table(paths: list[Path]) -> tuple[str, float]:
    bare = own = 0.0
    marks = {len(paths) // 4, len(paths) - 1}
    memory = []
    for number, path in enumerate(paths):
        raw = RawPage(gzip.decompress(path.read_bytes()), path.name, PageKind.HTML)
        bare += seconds(lambda content=raw.content: lxml.html.document_fromstring(content))  # type: ignore[misc] # bound at once
        own += seconds(lambda raw=raw: parse(raw))  # type: ignore[misc] # bound at once
        if number in marks:
            memory.append(f"{memory_mb():.0f} MB after {number + 1:,}")
    rows = [
        ("bare lxml, pages a second", f"{len(paths) / bare:,.0f}"),
        ("decode + parse + segment, pages a second", f"{len(paths) / own:,.0f}"),
        (f"ratio (at least {LEAST_RATIO})", f"{bare / own:.3f}"),
        ("memory", ", ".join(memory)),
    ]
    return table(("on one core", f"{len(paths):,} pages"), rows), bare / own


def main(arguments: list[str]) -> int:
    corpus = arguments[0] if arguments else os.environ.get("ANNOTATOR_CORPUS", "")
    if not corpus:
        print("No corpus: name the folder that holds pages/, or set ANNOTATOR_CORPUS.")
        return 0
    sources = sorted(path for path in Path(corpus, "pages").iterdir() if path.is_dir())
    print(machine())
    print(gold_table(sources), "\n")
    text, ratio = speed_table(sorted(Path(corpus, "pages").glob("*/*.html.gz")))
    print(text)
    return 0 if ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
