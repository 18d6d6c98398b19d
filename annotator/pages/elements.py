"""What the names of HTML elements mean for text, as a browser's own style sheet has it."""

from __future__ import annotations

from enum import Enum, auto

from lxml import etree


class Role(Enum):
    """How an element takes part in the text. Whatever has no role is inline, so custom elements."""

    INLINE = auto()
    LINK = auto()
    """Inline, and its text counts as link text."""
    BLOCK = auto()
    """Starts a new line before and after."""
    VERBATIM = auto()
    """A block that keeps its white space."""
    LINE_BREAK = auto()
    SILENT = auto()
    """Carries no text at all, whatever is inside."""
    UNSHOWN = auto()
    """Inline, with text that a browser of today does not show; see `visibility`."""


_NAMES = {
    Role.LINK: "a",
    Role.BLOCK: """
        address article aside blockquote body caption center col colgroup dd details dialog dir div
        dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr
        html legend li main menu nav ol optgroup option p search section select summary table tbody
        td tfoot th thead tr ul""",
    Role.VERBATIM: "listing plaintext pre textarea xmp",
    Role.LINE_BREAK: "br",
    # A title in the body stands in an image; the page's own is evidence.
    Role.SILENT: "defs desc metadata script style template title",
    Role.UNSHOWN: "audio canvas datalist iframe noembed noframes noscript video",
}

ROLES: dict[object, Role] = {
    name: role for role, names in _NAMES.items() for name in names.split()
} | {etree.Comment: Role.SILENT, etree.ProcessingInstruction: Role.SILENT}
"""Role by element name. The keys are objects because lxml names comments and processing
instructions by functions."""
