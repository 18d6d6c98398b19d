"""Real pages, and pages that others wrote to break parsers: every document is well formed."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotator.core.pages import ParsedPage, RawPage
from annotator.pages.charset_declaration import declared_encoding
from annotator.pages.containers.container import Refusal
from annotator.pages.encodings import encoding_named
from annotator.pages.parsing import parse
from annotator.pages.reading import read_paths
from tests.unit.pages.pages import dump, html
from tests.unit.pages.well_formed import assert_well_formed, letters, letters_of_tree

SAMPLE = 60
"""Pages of the corpus that are looked at here; importing all of it is another test."""


def pages_in(*folders: Path) -> Iterator[RawPage]:
    for found in read_paths(folders):
        assert not isinstance(found, Refusal), found
        yield found


def html5lib_pages(corpus: Path) -> Iterator[RawPage]:
    """The inputs of the tests for builders of trees, as they stand between the lines."""
    for path in sorted((corpus / "fixtures/html5lib/tree-construction").rglob("*.dat")):
        for test in path.read_bytes().split(b"#data\n")[1:]:
            content = test.partition(b"\n#errors")[0]
            if content:
                yield html(content)


def sample(corpus: Path) -> Iterator[RawPage]:
    """Every so manyeth page of the corpus, so that there are pages of all its sources."""
    paths = sorted((corpus / "pages").glob("*/*.html.gz"))
    assert len(paths) >= SAMPLE
    yield from pages_in(*paths[:: len(paths) // SAMPLE])


def assert_no_letter_is_lost(raw: RawPage, page: ParsedPage) -> None:
    """Letters and digits are counted in the tree that lxml makes of the page without us."""
    assert letters_of_tree(raw, page) - letters(page.text) == Counter(), raw.content[:200]


def test_malformed_pages_give_well_formed_documents_that_lose_no_letter(corpus: Path):
    count = 0
    for raw in html5lib_pages(corpus):
        page = parse(raw, "utf-8")
        assert_well_formed(raw, page)
        assert_no_letter_is_lost(raw, page)
        count += 1
    assert count > 1_500


def test_real_pages_give_well_formed_documents_that_lose_no_letter(corpus: Path):
    for raw in sample(corpus):
        page = parse(raw)
        document = assert_well_formed(raw, page)
        assert document.blocks, raw.name
        assert page.facts.title, raw.name
        assert page.facts.cut is None, raw.name
        assert_no_letter_is_lost(raw, page)


def test_pages_in_old_encodings_and_dumps_give_well_formed_documents(corpus: Path):
    fixtures = corpus / "fixtures"
    for raw in pages_in(fixtures / "legacy_derived", fixtures / "text_dumps"):
        document = assert_well_formed(raw, parse(raw))
        assert document.blocks, raw.name


def test_pages_of_test_suites_for_charsets_give_well_formed_documents(corpus: Path):
    files = sorted(path for path in (corpus / "fixtures/charset").glob("*/*") if path.is_file())
    assert len(files) > 20
    for path in files:
        for raw in (html(path.read_bytes()), dump(path.read_bytes())):
            assert_well_formed(raw, parse(raw))


def test_a_page_in_an_old_encoding_has_the_text_of_the_page_that_it_was_made_from(corpus: Path):
    """The bytes say nothing true of the encoding in some of them: it is detected."""
    folder = corpus / "fixtures/legacy_derived"
    count = 0
    for row in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        path = corpus / "pages" / f"{row['of']}.html.gz"
        # Some were made from pages elsewhere, and some from pages that were damaged before.
        if path.exists() and not row["file"].startswith("restored__") and not row["charrefs"]:
            (original,) = pages_in(path)
            (derived,) = pages_in(folder / row["file"])
            page = parse(derived)
            assert page.facts.replaced_count == 0, row["file"]
            assert page.text == parse(original).text, row["file"]
            count += 1
    assert count > 5


TAKEN_MORE_EASILY = (
    # White space behind the name of the header.
    b'<!DOCTYPE HTML>\n<meta http-equiv="Content-Type " content="text/html; charset=iso8859-2">',
    b'<!DOCTYPE HTML>\n<meta content="text/html; charset=iso8859-2" http-equiv="Content-Type ">',
    # The page ends inside the element.
    b"<meta charset=euc-jp",
)
"""What the standard has no declaration in, and we have."""


def test_encodings_are_declared_as_the_tests_of_html5lib_have_it(corpus: Path):
    count = 0
    for path in sorted((corpus / "fixtures/html5lib/encoding").glob("*.dat")):
        for test in path.read_bytes().split(b"#data\n")[1:]:
            page, _, answer = test.partition(b"\n#encoding\n")
            if page.startswith(codecs.BOM_UTF8) or page in TAKEN_MORE_EASILY:
                continue  # a byte order mark comes before any declaration
            wanted = encoding_named(answer.split()[0].decode())
            assert (declared_encoding(page) or "windows-1252") == wanted, page
            count += 1
    assert count > 70
