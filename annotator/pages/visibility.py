"""What a browser does not show, told without a style engine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

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


_ALL_OF_A_PAGE = frozenset({"html", "body"})
"""A page that hides all of itself is shown by a script."""

_LEFT_OPEN = frozenset({"bgsound", "command", "embed", "keygen", "source", "track", "wbr"})
"""Elements that are empty in a browser; lxml holds them open over what follows, which is seen."""

_NEVER_HIDDEN = _ALL_OF_A_PAGE | _LEFT_OPEN

_STREAMED = re.compile(r"S:[0-9a-f]+")
"""React sends late parts of a page hidden under such an id, and a script puts them into place."""


def hidden_reason(name: str, attributes: Mapping[str, str], role: Role) -> HiddenReason | None:
    """Why a browser does not show the element, None where it does.

    `aria-hidden` is no reason: it speaks to screen readers alone.
    """
    if name in _NEVER_HIDDEN:
        return None
    if hides_by_style(attributes.get("style", "")):
        return HiddenReason.INLINE_STYLE
    if "hidden" in attributes and not _STREAMED.fullmatch(attributes.get("id", "")):
        return HiddenReason.HIDDEN_ATTRIBUTE
    if hides_by_class(attributes.get("class", "")):
        return HiddenReason.CLASS_NAME
    if role.hides is HiddenReason.CLOSED_DIALOG and "open" in attributes:
        return None
    return role.hides


@lru_cache(maxsize=10_000)
def hides_by_style(style: str) -> bool:
    """Whether this value of an attribute `style` hides its element."""
    style = style.lower()
    return ("none" in style or "visibility" in style) and _HIDING_STYLE.search(style) is not None


@lru_cache(maxsize=10_000)
def hides_by_class(classes: str) -> bool:
    """Whether this value of an attribute `class` hides its element."""
    return not _HIDING_CLASSES.isdisjoint(classes.split()) and not _SHOWN_ON_WIDE_SCREENS.search(
        classes
    )
