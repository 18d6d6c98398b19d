"""A page's elements and texts written as HTML again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from annotator.core.page_markup import ElementStart

DOCTYPE = "<!DOCTYPE html>\n"

_DECLARATION = '<meta charset="utf-8">'

_VOID = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img"}
)
_VOID |= {"input", "link", "meta", "param", "source", "track", "wbr"}
"""Elements that end where they begin."""

ATOMS = frozenset({"iframe", "noembed", "noframes", "option", "textarea", "title"})
"""Elements in which parsers of HTML take tags for text, or leave them out."""

_RAW = frozenset({"iframe", "noembed", "noframes"})
"""Those of them in which even an escape is text."""

_RENAMED = {"listing": "pre", "plaintext": "pre", "xmp": "pre"}
"""Elements of old in which an escape would be text, and their own end too."""

_ATTRIBUTE_NAME = re.compile(r"[^\s\"'<>/=\x00-\x1f\x7f]+")


class Tags:
    """The tags that begin elements of a page that is written in UTF-8, and says so."""

    def __init__(self, parts: Sequence[object], without: frozenset[str] = frozenset()) -> None:
        """Of these parts of a page, whose elements lose their attributes `without`."""
        starts = ((index, one) for index, one in enumerate(parts) if isinstance(one, ElementStart))
        names = {one.name: index for index, one in reversed(list(starts))}
        self._head = names.get("head")
        self._root = min(names.values(), default=None)
        self._without = without

    def opening(self, index: int, element: ElementStart, own: str = "") -> str:
        """The tag of the element that part `index` begins, `own` behind its attributes."""
        if _declares_charset(element):
            return ""
        tag = opening(element, own, self._without)
        if self._head is None:
            return f"{tag}<head>{_DECLARATION}</head>" if index == self._root else tag
        return f"{tag}{_DECLARATION}" if index == self._head else tag


def _declares_charset(element: ElementStart) -> bool:
    if element.name != "meta":
        return False
    attributes = dict(element.attributes)
    kind = attributes.get("http-equiv", "").strip().lower()
    return "charset" in attributes or kind == "content-type"


def opening(element: ElementStart, own: str = "", without: frozenset[str] = frozenset()) -> str:
    """The tag that begins an element: its attributes but for `without`, and `own` behind them."""
    attributes = "".join(
        attribute(key, value)
        for key, value in element.attributes
        if key not in without and _ATTRIBUTE_NAME.fullmatch(key)
    )
    return f"<{_RENAMED.get(element.name, element.name)}{attributes}{own}>"


def closing(element: ElementStart) -> str:
    """The tag that ends an element; nothing where the one that begins it does."""
    if element.name in _VOID:
        return ""
    return f"</{_RENAMED.get(element.name, element.name)}>"


def text_html(text: str, within: str = "") -> str:
    """A text in HTML, in an element of the name `within`.

    With as few escapes as can be: programs look for it in the source.
    """
    if within in _RAW and f"</{within}" not in text.lower():
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")


def attribute(key: str, value: str) -> str:
    """One attribute, with the space before it."""
    return f' {key}="{escape(value).replace(chr(13), "&#13;")}"'


def comment(text: str) -> str:
    """A line with a comment that says this, whatever it holds."""
    return f"<!-- {re.sub('--+|[<>]', ' ', text)} -->\n"
