"""Whole small pages and their blocks: a change of any rule shows as a difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.core.pages import PageKind, RawPage
from annotator.pages.locating import locate, span_of
from annotator.pages.parsing import parse
from tests.unit.pages.pages import document_of

PAGES = sorted(
    path
    for path in (Path(__file__).parents[2] / "corpus").iterdir()
    if path.suffix in {".html", ".txt"}
)


def raw_page(path: Path) -> RawPage:
    kind = PageKind.TEXT if path.suffix == ".txt" else PageKind.HTML
    return RawPage(path.read_bytes(), path.name, kind)


def written(path: Path) -> str:
    page = parse(raw_page(path))
    facts = page.facts
    lines = [
        f"title: {facts.title}",
        f"url: {facts.url}",
        f"encoding: {facts.encoding} ({facts.encoding_source})",
    ]
    found = document_of(page)
    for block in found.blocks:
        where = f"{block.tag} {block.run}" if block.tag else f"paragraph {block.paragraph}"
        hidden = f" ({block.hidden})" if block.hidden else ""
        link = f" {block.link_share:.0%} link" if block.link_share else ""
        lines.append(f"{where}{hidden}{link}: {ascii(found.block_text(block.index))[1:-1]}")
    return "\n".join(lines) + "\n"


def test_there_are_pages_and_each_says_why_it_is_there():
    reasons = (PAGES[0].parent / "README.md").read_text(encoding="utf-8")
    assert len(PAGES) >= 12
    assert [path.name for path in PAGES if f"- `{path.name}`: " not in reasons] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_written_page_has_the_blocks_beside_it(path: Path):
    beside = path.with_name(f"{path.name}.blocks")
    if os.environ.get("ANNOTATOR_WRITE"):
        beside.write_text(written(path), encoding="utf-8")
    assert written(path) == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_block_of_a_written_page_comes_back_from_the_tree(path: Path):
    raw = raw_page(path)
    page = parse(raw)
    spans = [block.span for block in document_of(page).blocks]
    ranges = locate(raw, page.facts.encoding, spans)
    assert [span_of(raw, page.facts.encoding, one) for one in ranges] == spans
