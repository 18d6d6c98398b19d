"""Which elements and attributes a page keeps in its copy for display, and as what.

An allow list: whatever is not named here becomes a plain `span` or `div` without attributes of its
own. No element is dropped with text in it, since the text must stay where it stands.
"""

from __future__ import annotations

import re

from annotator.pages.elements import ROLES
from annotator.pages.xhtml import escaped

_KEPT = """
    a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code data
    dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6
    header hgroup hr i ins kbd label legend li main mark menu nav nobr ol p pre q ruby rt s samp
    search section small span strike strong sub summary sup table tbody td tfoot th thead time tr
    tt u ul var"""

_RENAMED = {
    # As a browser lays these out when they are nothing but text.
    "listing": "pre",
    "plaintext": "pre",
    "xmp": "pre",
    "textarea": "pre",
}

DISPLAYED = {name: name for name in _KEPT.split()} | _RENAMED
"""The name in the display by the name in the page, for what is more than a box."""

BOXES = {"button": "an-button", "wbr": "an-wbr"}
"""Classes of our own for elements that become a `span` and yet should look like something."""

_ATTRIBUTES = """
    class id dir lang align valign width height colspan rowspan start reversed value type border
    cellpadding cellspacing bgcolor color face size nowrap datetime clear noshade hspace vspace"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""Attributes that only say how a thing looks. `style` is kept too, once it is filtered."""

_VALUES = {
    "a": frozenset({"class", "id", "dir", "lang"}),
    "label": frozenset({"class", "id", "dir", "lang"}),
}


_OWN_CLASS = re.compile(r"(?<!\S)an-")


def displayed_name(name: str) -> str:
    """What an element of this name is in the display."""
    found = DISPLAYED.get(name)
    if found is not None:
        return found
    role = ROLES.get(name)
    return "div" if role is not None and role.breaks else "span"


def is_kept(element: str, attribute: str) -> bool:
    """Whether the attribute may stay on an element of the page."""
    return attribute in _VALUES.get(element, ATTRIBUTES)


def classes_of(given: str, own: str) -> str:
    """The page's classes, none of which is one of ours, and ours; escaped."""
    if "an-" in given:
        given = _OWN_CLASS.sub("page-an-", given)
    joined = " ".join([*given.split(), *own.split()])
    return escaped(joined).replace('"', "&quot;")
