"""Markup that cannot be broken by what is put into it.

`tag` escapes every child and attribute that is not `Markup` already, so that names of people and
text of pages are shown and never mean anything.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from annotator.core.harmless import harmless

_EMPTY = frozenset({"meta", "rect", "line", "circle", "path", "polyline"})
_OWN_LINE = frozenset(
    {"head", "meta", "title", "style", "header", "section", "main", "h1", "h2", "h3", "p"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "div", "blockquote", "figure", "figcaption", "table"}
    | {"caption", "thead", "tbody", "tr", "th", "td", "svg", "details", "summary"}
)
# So that the text alone, as a reader copies it, is still words.
_BEFORE = {"blockquote": "\n", "div": "\n", "small": " "}

Attribute = str | int | float | None


class Markup(str):
    """Text that is markup already: only the functions of this module make it."""

    __slots__ = ()


def text(content: str) -> Markup:
    """Plain text as markup, on one line."""
    return Markup(html.escape(harmless(content), quote=True))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """An element. `_` at the end of an attribute's name is dropped, inside it is a hyphen.

    Attributes that are None are left out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    begin, end = _BEFORE.get(name, ""), "\n" if name in _OWN_LINE else ""
    if name in _EMPTY and not children:
        return Markup(f"{begin}<{name}{told}/>{end}")
    return Markup(f"{begin}<{name}{told}>{joined(children)}</{name}>{end}")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """The parts one after the other, each escaped where it is no markup."""
    inner = (part if isinstance(part, Markup) else text(part) for part in parts)
    return Markup(text(between).join(inner))


def foreign(content: str) -> Markup:
    """Text of a page or a name, whose direction of writing stays its own."""
    return tag("bdi", content)


def _value(value: str | int | float) -> str:
    if isinstance(value, float):
        # Places on a plot: a tenth of a pixel is more than anybody sees.
        return f"{value:.1f}".removesuffix(".0")
    return str(text(str(value)))
