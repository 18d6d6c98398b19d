"""The page itself in a data set, for formats that hold the pages beside their labels."""

from __future__ import annotations

from annotator.core.errors import BugError
from annotator.core.labelled import LabelledPage
from annotator.core.page_markup import ElementStart, MarkupText
from annotator.core.pages import PageKind
from annotator.formats.html_text import DOCTYPE, Tags, closing, comment, text_html


def own_page(page: LabelledPage) -> bytes:
    """The page's own bytes."""
    if page.content is None:
        raise BugError(f"page {page.page} came without its bytes")
    return page.content


def page_suffix(page: LabelledPage) -> str:
    """The usual ending of a file of the page's kind."""
    return ".html" if page.facts.kind is PageKind.HTML else ".txt"


def page_in_utf_8(page: LabelledPage) -> bytes:
    """The page as HTML in UTF-8: its own bytes where they are that, else written anew."""
    if page.facts.kind is PageKind.HTML and page.facts.encoding == "utf-8":
        content = own_page(page)
        try:
            content.decode()
        except UnicodeDecodeError:
            pass
        else:
            return content
    return plain_html(page).encode()


def plain_html(page: LabelledPage) -> str:
    """The page's elements and texts as HTML, with no marks."""
    if page.markup is None:
        raise BugError(f"page {page.page} came without its markup")
    note = page.markup.why_plain
    out = [DOCTYPE, comment(note) if note else ""]
    tags = Tags(page.markup.parts)
    opened: list[ElementStart] = []
    for index, part in enumerate(page.markup.parts):
        if isinstance(part, ElementStart):
            opened.append(part)
            out.append(tags.opening(index, part))
        elif isinstance(part, MarkupText):
            out.append(text_html(part.text, opened[-1].name if opened else ""))
        else:
            out.append(closing(opened.pop()))
    return "".join(out)
