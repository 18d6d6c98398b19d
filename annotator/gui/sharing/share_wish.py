"""How pages are to be shared out, and what that would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.sharing_out import Terms
from annotator.gui.sharing.people_model import Share


@dataclass(frozen=True, slots=True)
class ShareWish:
    """Among whom, and how."""

    annotators: tuple[str, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class WouldGive:
    """What each would get, and the rest of it in a sentence."""

    shares: Mapping[str, Share]
    told: str
    is_something: bool
