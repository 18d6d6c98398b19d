"""The sample pages show what the program is made for."""

from __future__ import annotations

import re
from functools import cache

import pytest

from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.pages import EncodingSource, PageFacts, PageKind, RawPage
from annotator.pages.parsing import parse
from tests.house.tree import ROOT

SAMPLES = sorted(
    path for path in (ROOT / "resources" / "samples").iterdir() if path.suffix in {".html", ".txt"}
)
LETTERS = {
    "Latin": r"[a-z]",
    "Ethiopic": r"[\u1200-\u137f]",
    "Arabic": r"[\u0620-\u064a]",
    "Han": r"[\u4e00-\u9fff]",
    "Cyrillic": r"[\u0430-\u044f]",
    "Devanagari": r"[\u0904-\u0939]",
}


@cache
def sample(name: str) -> tuple[PageFacts, Document]:
    (path,) = [one for one in SAMPLES if one.name.startswith(name)]
    kind = PageKind.TEXT if path.suffix == ".txt" else PageKind.HTML
    parsed = parse(RawPage(path.read_bytes(), path.name, kind))
    return parsed.facts, document_from_json(parsed.text, parsed.blocks)


def block_texts(name: str) -> list[str]:
    document = sample(name)[1]
    return [document.block_text(block.index) for block in document.blocks]


def test_there_are_at_least_twelve_pages_in_six_languages():
    languages = {
        match.group(1).decode()
        for path in SAMPLES
        if (match := re.search(rb'lang="([a-z]+)', path.read_bytes()))
    }
    assert len(SAMPLES) >= 12
    assert languages >= {"en", "de", "fr", "es", "am", "ar", "zh"}


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("01", "Latin"),
        ("05", "Ethiopic"),
        ("06", "Arabic"),
        ("07", "Han"),
        ("08", "Cyrillic"),
        ("09", "Devanagari"),
    ],
)
def test_the_text_of_a_page_is_in_its_own_script(name, script):
    text = sample(name)[1].text
    assert len(re.findall(LETTERS[script], text)) > len(text) * 0.3


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_page_is_read_whole_and_without_a_wrong_letter(path):
    facts, document = sample(path.name)
    assert facts.replaced_count == 0
    assert facts.cut is None
    assert facts.title
    assert len([block for block in document.blocks if block.hidden is None]) >= 15
    assert "\N{REPLACEMENT CHARACTER}" not in document.text


def test_a_page_says_windows_1251_and_is():
    facts, _ = sample("08")
    assert (facts.encoding, facts.encoding_source) == ("windows-1251", EncodingSource.META)


def test_a_page_that_says_iso_8859_1_is_read_as_windows_1252():
    assert sample("14")[0].encoding == "windows-1252"
    assert "– Kun ensimmäinen hammas" in sample("14")[1].text


def test_the_long_page_has_more_than_three_hundred_blocks():
    assert len(sample("12")[1].blocks) > 300


def test_the_broken_page_keeps_its_story_and_its_comments():
    text = sample("11")[1].text
    assert "nine to four" in text
    assert "I know whose door that is." in text
    assert "not text" not in text


def test_the_text_dump_has_its_disclosures_in_blocks_of_their_own():
    assert block_texts("10").count("በ AI የተሰራ ምስል") == 2
    assert "ተዛማጅ ጽሑፎች" in block_texts("10")


def test_text_that_a_browser_hides_is_told_apart():
    document = sample("14")[1]
    hidden = {document.block_text(block.index) for block in document.blocks if block.hidden}
    assert hidden == {"Tämä ilmoitus näkyy vain tulostettaessa.", "Laskuri vaatii JavaScriptin."}


def test_no_page_names_anything_outside_the_reserved_domain():
    addresses = {
        host
        for path in SAMPLES
        for host in re.findall(r"https?://([a-z0-9.-]+)", path.read_text("utf-8", "replace"))
    }
    foreign = {host for host in addresses if not host.endswith(".example")}
    assert foreign <= {"schema.org", "www.w3.org"}  # vocabularies, which nothing fetches
