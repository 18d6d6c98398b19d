"""Which picture of a page a reviewer looks at."""

from __future__ import annotations

from enum import Enum


class Shown(Enum):
    """The text with all sets beside it, or the page as a browser shows it with one of them."""

    TEXT = "text"
    DECIDED = "decided"
    FIRST = "first"
    SECOND = "second"
