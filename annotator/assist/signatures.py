"""Numbers for the markup around a text, the same on every machine and in every process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from struct import pack

_DIGITS = re.compile(r"\d+")
_DEPTH = 4


@lru_cache(maxsize=1 << 14)
def element_signature(name: str, class_name: str) -> int:
    """64 bits for an element's name and its classes, sorted; digits count for nothing."""
    classes = sorted(set(_DIGITS.sub("", class_name).split()))
    return stable_number(" ".join((name, *classes)).encode())


def block_signatures(
    chains: Sequence[tuple[int, ...]], holders: Sequence[int], signatures: Sequence[int]
) -> list[int]:
    """For each block 64 bits that are alike where the four innermost elements are.

    `holders` has the number of the element that holds the block, `chains` and `signatures` are by
    element: those around it, itself first, and its own signature.
    """
    known: dict[int, int] = {}
    for element in holders:
        if element not in known:
            path = [signatures[number] for number in chains[element][:_DEPTH]]
            known[element] = stable_number(pack(f"<{len(path)}q", *path))
    return [known[element] for element in holders]


def stable_number(content: bytes) -> int:
    """A signed number of 64 bits, as databases and arrays hold it."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "little", signed=True)
