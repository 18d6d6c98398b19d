"""What a browser does not show, told without a style engine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from annotator.core.documents import HiddenReason
from annotator.pages.elements import Role

_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)

_HIDING = """
    hidden d-none hide is-hidden u-hidden uk-hidden visually-hidden visuallyhidden
    u-visually-hidden govuk-visually-hidden is-visually-hidden sr-only screen-reader-text
    screen-reader-only screenreader-only element-invisible a11y-hidden assistive-text"""
_HIDING_CLASSES = frozenset(_HIDING.split())
_MAY_HIDE = re.compile(r"hid|none|sr-only|screen-?reader|invisible|assistive")

_SHOWN_ON_WIDE_SCREENS = re.compile(
    r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl):(?:block|flex|grid|table|contents|inline)"
    r"|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|grid|table|inline))"
)
"""Frameworks hide from small screens with a hiding class and a showing one beside it."""


_NEVER_HIDDEN = frozenset({"html", "body"})

_STYLES_AND_HIDDEN = etree.XPath("//@style | //@hidden")


def hidden_by_attribute(root: etree._Element) -> dict[etree._Element, HiddenReason]:
    """The elements that the attribute `hidden` or an inline style hides.

    `aria-hidden` is no reason: it speaks to screen readers alone. The elements `html` and `body`
    are left out: a page that hides all of itself is shown by a script.
    """
    found: dict[etree._Element, HiddenReason] = {}
    for attribute in cast("list[Any]", _STYLES_AND_HIDDEN(root)):
        if attribute.attrname == "hidden":
            reason = HiddenReason.HIDDEN_ATTRIBUTE
        elif _HIDING_STYLE.search(attribute):
            reason = HiddenReason.INLINE_STYLE
        else:
            continue
        element = attribute.getparent()
        if element.tag not in _NEVER_HIDDEN:
            found.setdefault(element, reason)
    return found


def hidden_by_kind(element: etree._Element, role: Role | None) -> HiddenReason | None:
    """Why elements of this kind are not shown, None where they are."""
    if role is Role.UNSHOWN:
        return HiddenReason.NOSCRIPT if element.tag == "noscript" else HiddenReason.FALLBACK
    if element.tag == "dialog" and element.get("open") is None:
        return HiddenReason.CLOSED_DIALOG
    return None


@lru_cache(maxsize=10_000)
def hides_by_class(classes: str) -> bool:
    """Whether this value of an attribute `class` hides its element."""
    return (
        _MAY_HIDE.search(classes) is not None
        and not _HIDING_CLASSES.isdisjoint(classes.split())
        and not _SHOWN_ON_WIDE_SCREENS.search(classes)
    )
