"""Disclosures on real pages; `benchmarks/ai_disclosures.py` prints what it finds and how fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.ai_disclosures import default_finder, is_same, judged, looked, raw_pages

MOST_FALSE_ALARMS = 1


@pytest.fixture(scope="module")
def found(corpus: Path) -> dict[str, list[str]]:
    finder = default_finder()
    return {name: looked(finder, name, raw).found for name, raw in raw_pages(corpus / "pages")}


def test_all_disclosures_that_people_judged_are_found(corpus: Path, found: dict[str, list[str]]):
    for row in judged(corpus / "pages"):
        texts = found[f"{row['source']}/{row['id']}"]
        if row["verdict"] == "label":
            assert any(is_same(text, row["quote"]) for text in texts), row["quote"]
        else:
            assert not any(is_same(text, row["quote"]) for text in texts), row["quote"]


def test_hardly_anything_else_is_taken_for_a_disclosure(corpus: Path, found: dict[str, list[str]]):
    quotes = [row["quote"] for row in judged(corpus / "pages") if row["verdict"] == "label"]
    alarms = [
        (name, text)
        for name, texts in found.items()
        for text in texts
        if not name.startswith("seed/") and not any(is_same(text, quote) for quote in quotes)
    ]
    assert len(alarms) <= MOST_FALSE_ALARMS, alarms


def test_all_lines_of_the_dump_that_disclose_are_found(found: dict[str, list[str]]):
    lines = [text for name, texts in found.items() if name.startswith("seed/") for text in texts]
    assert lines == ["በ AI የተሰራ ምስል", "በAI የተዘገበ በ AI የተሰራ ምስል", *["በAI የተዘገበ"] * 3]
