"""A comment before it is one. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.documents import Document
from annotator.core.pages import PageId
from annotator.core.spans import Span

_MOST_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment that is being written: on a place of a page or all of it, or in a thread.

    `told` says in words what it is about; `about` names the annotator whose set it is about.
    """

    page: PageId
    told: str
    span: Span | None = None
    thread: str | None = None
    about: str = ""
    text: str = ""


def on_page(page: PageId) -> Draft:
    """A comment on a page as a whole."""
    return Draft(page, "On the whole page")


def on_text(page: PageId, document: Document, span: Span) -> Draft:
    """A comment on a piece of the page's text."""
    place = span.trimmed(document.text)
    quote = " ".join(document.quote(place).split())
    shown = quote if len(quote) <= _MOST_QUOTED else f"{quote[: _MOST_QUOTED - 1]}…"
    return Draft(page, f"On “{shown}”", place)
