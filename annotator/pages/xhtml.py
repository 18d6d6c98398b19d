"""Texts and attributes of a page as XHTML, which holds fewer characters than HTML does.

One that XML forbids would end the copy of the page in a browser, at the very place where it stands.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_NOT_PLAIN = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]")


def escaped(text: str) -> str:
    """A text in markup, one character for one."""
    if not _NOT_PLAIN.search(text):
        return text
    return escape(_allowed(text), {"\r": "&#13;"})


def quoted(value: str) -> str:
    """The value of an attribute in markup, with its quotation marks."""
    return quoteattr(_allowed(value))


def _allowed(text: str) -> str:
    """The text with a replacement for each character that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\f", " "))
