"""A sample of real pages against their gold; `benchmarks/segmenting.py` measures all of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.segmenting import document, found_share, gold_pages, squeezed

EVERY = 3
LEAST = {"aeb": 0.97, "fundus": 0.98, "readability": 0.94, "waddle": 0.93}
"""The share of gold paragraphs that are a block, which no change may lower."""


@pytest.mark.parametrize("source", LEAST)
def test_gold_text_is_found_whole_in_blocks(corpus: Path, source: str):
    counts: Counter[str] = Counter()
    for row, path in list(gold_pages(corpus / "pages" / source))[::EVERY]:
        if row["kind"] != "full_body" or not row["body"]:
            continue
        page = document(path)
        blocks = [squeezed(page.block_text(block.index)) for block in page.blocks]
        share = found_share(row["body"], "".join(blocks))
        assert share >= row["found"] - 0.02, path.name
        text, whole = "\n".join(blocks), set(blocks)
        for paragraph in filter(None, map(squeezed, row["body"].split("\n"))):
            counts["paragraphs"] += 1
            counts["inside"] += paragraph in text
            counts["a block"] += paragraph in whole
        counts["cut"] += page.cut is not None
    assert counts["inside"] >= counts["a block"] >= LEAST[source] * counts["paragraphs"]
    assert counts["cut"] == 0
