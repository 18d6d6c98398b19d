"""Gold paragraphs of real pages find their place: the figures of docs/reference/taking-in.md."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from annotator.core.document_json import document_from_json
from annotator.core.gold_alignment import Fate, align_gold
from annotator.core.pages import PageKind, RawPage
from annotator.pages.parsing import parse

_PAGES = 25


@pytest.mark.parametrize(("source", "least"), [("aeb", 0.995), ("fundus", 0.97), ("cpe", 0.99)])
def test_gold_paragraphs_find_their_place(source: str, least: float, corpus: Path):
    folder = corpus / "pages" / source
    fates: Counter[Fate] = Counter()
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")
    for line in lines[:_PAGES]:
        gold = json.loads(line) if line else {}
        path = folder / f"{gold.get('id')}.html.gz"
        if not gold.get("body") or not path.is_file():
            continue
        parsed = parse(RawPage(gzip.decompress(path.read_bytes()), path.name, PageKind.HTML))
        document = document_from_json(parsed.text, parsed.blocks)
        own: Counter[Fate] = Counter()
        for one in align_gold(document, gold["body"].split("\n")):
            own[one.fate] += len(one.text)
        # Never less than a search for each paragraph alone would find.
        lost = own[Fate.NOT_FOUND] + own[Fate.PARTLY]
        assert 1 - lost / own.total() >= gold["found_whole"] - 0.005
        fates += own
    assert 1 - fates[Fate.NOT_FOUND] / fates.total() >= least
    assert fates[Fate.AMBIGUOUS] <= 0.005 * fates.total()
