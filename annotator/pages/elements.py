"""What the names of HTML elements mean for text, as a browser's own style sheet has it."""

from __future__ import annotations

from enum import Enum, auto

from lxml import etree


class Role(Enum):
    """How an element takes part in the text. What has no role is inline, custom elements too."""

    LINK = auto()
    """Inline, and its text counts as link text."""
    BLOCK = auto()
    """Starts a new line before and after, also where it is empty."""
    VERBATIM = auto()
    """A block that keeps its white space."""
    SILENT = auto()
    """Carries no text at all, whatever is inside."""
    UNSHOWN = auto()
    """Inline, with text that browsers of today do not show; see `visibility`."""
    DIALOG = auto()
    """A block that is shown only while it is open."""


_NAMES = {
    Role.LINK: "a",
    Role.BLOCK: """
        address article aside blockquote body br caption center col colgroup dd details dir div dl
        dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html
        legend li main menu nav ol optgroup option p search section select summary table tbody td
        tfoot th thead tr ul""",
    Role.VERBATIM: "listing plaintext pre textarea xmp",
    # A title in the body stands in an image; the page's own is evidence. What lxml takes to be
    # always empty is here too, so that no time is lost on it.
    Role.SILENT: """
        area base defs desc embed frame img input link meta metadata param script style template
        title""",
    Role.UNSHOWN: "audio canvas datalist iframe noembed noframes noscript video",
    Role.DIALOG: "dialog",
}

ROLES: dict[object, Role] = {
    name: role for role, names in _NAMES.items() for name in names.split()
} | {etree.Comment: Role.SILENT, etree.ProcessingInstruction: Role.SILENT}
"""Role by element name. The keys are objects because lxml names comments and processing
instructions by functions."""
