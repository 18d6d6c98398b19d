"""Which pages are labelled without proposals: a share, drawn before anyone sees them."""

from __future__ import annotations

import hashlib

_STEPS = 2**64


def is_drawn_blind(project_uuid: str, digest: str, share: float) -> bool:
    """Whether a page of that digest becomes a blind one of the project as it is imported.

    The draw rests on the two names alone: whoever imports the same page into the same project, in
    whatever order and on whatever machine, draws the same. A page that is blind at some share is so
    at every larger one.
    """
    drawn = hashlib.sha256(f"{project_uuid}\n{digest}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < share * _STEPS
