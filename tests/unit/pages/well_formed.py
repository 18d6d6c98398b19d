"""What holds for the document of every page, whatever the page."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import lxml.html
from lxml.etree import ParserError

from annotator.core.documents import Document
from annotator.core.pages import PageKind, ParsedPage, RawPage
from annotator.pages.decoding import decode
from tests.unit.pages.pages import document_of

_TEXTS = """//text()[not(ancestor::script or ancestor::style or ancestor::template
    or ancestor::title or ancestor::desc or ancestor::defs or ancestor::metadata)]"""


def assert_well_formed(raw: RawPage, page: ParsedPage) -> Document:
    """Blocks lie in order, one newline apart; facts are those of the page."""
    document = document_of(page)
    text, blocks = document.text, document.blocks
    text.encode("utf-8")  # which lone surrogates have no bytes in
    assert "\0" not in text
    assert text == "\n".join(document.block_text(block.index) for block in blocks)
    position = 0
    for number, block in enumerate(blocks):
        assert (block.index, block.span.start) == (number, position)
        assert block.span.trimmed(text), "a block of white space alone"
        assert 0 <= block.link_share <= 1
        position = block.span.end + 1
    if raw.kind is PageKind.HTML:
        places = [(block.xpath, block.run) for block in blocks]
        assert len(set(places)) == len(places), "two blocks of one name"
        assert all(xpath.startswith("/") for xpath, _ in places)
    else:
        paragraphs = [block.paragraph or 0 for block in blocks]
        assert paragraphs == sorted(paragraphs)
    facts = page.facts
    assert (facts.digest, facts.byte_count) == (sha256(raw.content).hexdigest(), len(raw.content))
    assert page.block_count == sum(block.hidden is None for block in blocks)
    assert facts.cut == document.cut
    assert 0 <= facts.replaced_count <= len(raw.content)
    return document


def letters(text: str) -> Counter[str]:
    """How often each letter and digit occurs; white space and invisible characters do not count."""
    return Counter(filter(str.isalnum, text))


def letters_of_tree(raw: RawPage, page: ParsedPage) -> Counter[str]:
    """The same of the page's tree as lxml alone makes it, less what carries no text."""
    decoded = decode(raw.content, raw.kind, raw.charset, page.facts.encoding)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.html.document_fromstring(decoded.text.encode(), parser)
    except ParserError:  # it makes no tree of a page without elements and text
        return Counter()
    return letters("".join(root.xpath(_TEXTS)))
