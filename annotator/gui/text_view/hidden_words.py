"""Why a block is hidden, in words that an editor understands."""

from __future__ import annotations

from annotator.core.documents import HiddenReason

IN_WORDS = {
    HiddenReason.NOSCRIPT: "for browsers without scripts",
    HiddenReason.INLINE_STYLE: "hidden by its style",
    HiddenReason.CLASS_NAME: "hidden by the site’s style (class)",
    HiddenReason.HIDDEN_ATTRIBUTE: "hidden attribute",
    HiddenReason.CLOSED_DIALOG: "closed dialog",
    HiddenReason.FALLBACK: "shown only where a video or the like does not play",
}
