"""Letters in the place of names: who reviews blind is not to know whose set is whose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def masks(names: Iterable[str], key: str) -> tuple[str, ...]:
    """The names in the order in which they are A, B, C and so on.

    The order rests on the key and the names alone: of one key it is always the same, and from one
    key to the next it tells nothing.
    """
    return tuple(sorted(names, key=lambda name: _drawn(name, key)))


def mask_key(digest: str, reviewer: str) -> str:
    """The key for one reviewer on one page, by the page's digest."""
    return f"{digest}\n{reviewer}"


def letter(place: int) -> str:
    """What stands for the name at that place, from 0: A to Z, then A2 and so on."""
    turn, rest = divmod(place, 26)
    return chr(ord("A") + rest) + (str(turn + 1) if turn else "")


def _drawn(name: str, key: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{key}\n{name}".encode()).digest(), name
