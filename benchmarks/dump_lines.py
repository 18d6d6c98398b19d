"""What the rules for text dumps are worth on text made of real pages, and how fast they are.

Run: `.venv/bin/python -m benchmarks.dump_lines [CORPUS]`; CORPUS holds `pages/` and is by default
what ANNOTATOR_CORPUS names. The visible blocks of each page with a gold body become the lines of a
dump, with a blank line where the element around the holder changes. A line is gold body where it
is a paragraph of the gold, or at least 25 letters of its text; gold headline where it is all of it.
Body F1 counts letters and is the mean over pages; a headline is right where the one proposed is
gold, of the pages whose headline is a line. Titles are not declared unless the table says so.
The pages of fundus and aeb were looked at while the rules were written, those of the others not.
"""

from __future__ import annotations

import os
import re
import sys
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import NamedTuple

from annotator.assist.dump_lines import LineRole, propose_lines
from annotator.core.documents import Block, Document
from annotator.core.roles import Role
from annotator.core.spans import Span
from benchmarks.figures import machine, table
from benchmarks.segmenting import document, gold_pages

SOURCES = ("fundus", "aeb", "cpe", "readability", "waddle")
MOST_PAGES = 100
STEPS = (0.0, 0.6, 0.8, 0.95, 0.99, 1.0)
NO_LETTERS = re.compile(r"[\W_]+")
SPEED_LINES = 20_000
PROSE = "The council met on Tuesday and agreed to open the bridge. Nobody voted against it, though "
PROSE += "three members stayed away and sent letters that were read aloud by the clerk."


class Scores(NamedTuple):
    f1: float
    headline_is_right: bool | None
    judged: list[tuple[float, bool]]


def solid(text: str) -> str:
    return NO_LETTERS.sub("", text.casefold())


def dump_of(page: Document) -> Document:
    texts: list[str] = []
    blocks: list[Block] = []
    start, paragraph, last = 0, -1, ""
    for block in page.blocks:
        if block.hidden is None:
            around = block.xpath.rpartition("/")[0]
            paragraph += around != last or not blocks
            last = around
            texts.append(page.quote(block.span))
            span = Span(start, start + len(texts[-1]))
            blocks.append(Block(len(blocks), span, paragraph=paragraph))
            start = span.end + 1
    return Document("\n".join(texts), tuple(blocks), "text-1")


def gold_roles(page: Document, body: str, headline: str) -> list[Role]:
    paragraphs = {solid(one) for one in body.split("\n")}
    whole, title = solid(body), solid(headline)
    roles = []
    for block in page.blocks:
        text = solid(page.quote(block.span))
        if title and text == title:
            roles.append(Role.HEADLINE)
        elif text and (text in paragraphs or (len(text) >= 25 and text in whole)):
            roles.append(Role.BODY)
        else:
            roles.append(Role.REST)
    return roles


def scores(page: Document, gold: list[Role], proposed: list[LineRole]) -> Scores:
    both = mine = its = 0
    judged = []
    titles = []
    for one, wanted in zip(proposed, gold, strict=True):
        size = len(solid(page.block_text(one.block)))
        mine += size * (one.role is Role.BODY)
        its += size * (wanted is Role.BODY)
        both += size * (one.role is wanted is Role.BODY)
        role = one.role if one.role in {Role.HEADLINE, Role.BODY} else Role.REST
        judged.append((one.confidence, role is wanted))
        if one.role is Role.HEADLINE:
            titles.append(wanted is Role.HEADLINE)
    f1 = 2 * both / (mine + its) if mine + its else 1.0
    return Scores(f1, any(titles) if Role.HEADLINE in gold else None, judged)


def measure(source: Path, *, declared: bool) -> tuple[list[str], list[tuple[float, bool]]]:
    found: list[Scores] = []
    for row, path in gold_pages(source):
        if row.get("kind") == "full_body" and row.get("body") and len(found) < MOST_PAGES:
            page = dump_of(document(path))
            headline = row.get("headline") or ""
            gold = gold_roles(page, row["body"], headline)
            titles = (headline,) if declared and headline else ()
            found.append(scores(page, gold, propose_lines(page, titles, {})))
    f1 = sorted(one.f1 for one in found)
    titled = [one.headline_is_right for one in found if one.headline_is_right is not None]
    judged = [pair for one in found for pair in one.judged]
    cells = [
        source.name,
        str(len(found)),
        "yes" if declared else "no",
        f"{sum(titled)} of {len(titled)}" if titled else "–",
        f"{sum(f1) / len(f1):.3f}",
        f"{f1[len(f1) // 2]:.3f}",
        f"{sum(right for _, right in judged) / len(judged):.1%}",
    ]
    return cells, judged


def seconds() -> float:
    title = "Title number {} of the many stories in this page"
    texts = [title.format(n // 2) if n % 2 else PROSE for n in range(SPEED_LINES)]
    blocks, start = [], 0
    for number, text in enumerate(texts):
        blocks.append(Block(number, Span(start, start + len(text)), paragraph=number))
        start += len(text) + 1
    page = Document("\n".join(texts), tuple(blocks), "text-1")
    begin = process_time()
    propose_lines(page, (), {})
    return process_time() - begin


def main(corpus: str) -> int:
    if not corpus:
        print("No corpus: name its folder or set ANNOTATOR_CORPUS.", file=sys.stderr)
        return 0
    rows, judged = [], []
    for name in SOURCES:
        for declared in (False, True):
            cells, pairs = measure(Path(corpus) / "pages" / name, declared=declared)
            if not declared:
                judged += pairs
            if not declared or cells[3] != "–":
                rows.append(cells)
    head = ["source", "pages", "title known", "headline right", "body F1", "median", "lines right"]
    print(table(head, rows))
    steps = []
    for low, high in pairwise(STEPS):
        held = [right for confidence, right in judged if low <= confidence < high]
        share = f"{sum(held) / len(held):.1%}" if held else "–"
        steps.append([f"{low:.2f} – {high:.2f}", str(len(held)), share])
    print("\n" + table(["confidence", "lines", "right"], steps))
    print(f"\n{SPEED_LINES:,} lines: {min(seconds() for _ in range(3)):.2f} s. {machine()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ANNOTATOR_CORPUS", "")))
