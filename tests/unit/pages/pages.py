"""Pages written in a line or two, and their documents as pictures."""

from __future__ import annotations

from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.pages import PageKind, ParsedPage, RawPage
from annotator.pages.parsing import parse


def html(markup: str | bytes, url: str | None = None, charset: str | None = None) -> RawPage:
    content = markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup
    return RawPage(content, "page.html", PageKind.HTML, url, charset)


def dump(text: str | bytes) -> RawPage:
    return RawPage(text.encode() if isinstance(text, str) else text, "page.txt", PageKind.TEXT)


def document_of(page: ParsedPage) -> Document:
    return document_from_json(page.text, page.blocks)


def document(raw: RawPage | str) -> Document:
    return document_of(parse(html(raw) if isinstance(raw, str) else raw))


def texts(raw: RawPage | str) -> list[str]:
    """The texts of the blocks that are seen."""
    found = document(raw)
    return [found.block_text(block.index) for block in found.blocks if block.hidden is None]


def picture(raw: RawPage | str) -> str:
    """A line a block: tag, the reason if it is hidden, text."""
    found = document(raw)
    lines = []
    for block in found.blocks:
        hidden = f" ({block.hidden})" if block.hidden else ""
        lines.append(f"{block.tag or block.paragraph}{hidden}: {found.block_text(block.index)}")
    return "\n".join(lines)
