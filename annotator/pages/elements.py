"""What the names of HTML elements mean for text, as a browser's own style sheet has it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.documents import HiddenReason


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """How an element takes part in the text.

    `breaks`: a new line starts before and after it. `keeps_space`: its white space is not
    collapsed. `is_link`: its text is that of a link. `hides`: why browsers of today do not show it;
    a dialog is shown while it is open. `is_silent`: it carries no text at all, whatever is inside.
    """

    breaks: bool = False
    keeps_space: bool = False
    is_link: bool = False
    hides: HiddenReason | None = None
    is_silent: bool = False


INLINE = Role()
"""The role of all that is not named here, custom elements too."""
TELLING = Role(is_silent=True)
"""The role of silent elements that tell of the page: see `evidence`."""

_NAMES = {
    Role(is_link=True): "a",
    Role(breaks=True): """
        address article aside blockquote body br caption center col colgroup dd details dir div dl
        dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html
        legend li main menu nav ol optgroup option p search section select summary table tbody td
        tfoot th thead tr ul""",
    Role(breaks=True, keeps_space=True): "listing plaintext pre textarea xmp",
    Role(breaks=True, hides=HiddenReason.CLOSED_DIALOG): "dialog",
    Role(hides=HiddenReason.NOSCRIPT): "noscript",
    Role(hides=HiddenReason.FALLBACK): "audio canvas datalist iframe noembed noframes video",
    TELLING: "base link meta script title",
    # What lxml ends at once is here too, so that no time is lost on it (not `embed`: it does not).
    Role(is_silent=True): """
        area defs desc frame img input metadata param style template""",
}

ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
"""Role by element name."""
