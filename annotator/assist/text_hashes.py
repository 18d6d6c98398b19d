"""Numbers for the texts of blocks, by which pages of a site are compared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from annotator.assist.signatures import stable_number
from annotator.core.documents import Document

_LEAST_TWIN = 0.4
_LONG = 80


@lru_cache(maxsize=1 << 15)
def text_hash(text: str) -> int:
    """64 bits of a text without regard to white space and case."""
    return stable_number("".join(text.split()).casefold().encode("utf-8", "replace"))


def text_hashes(document: Document) -> bytes:
    """Eight bytes for each block of the document, in order; the last bit says whether it is long.

    Long texts tell whether two pages carry the same story.
    """
    numbers = [
        (text_hash(document.block_text(block.index)) & ~1) | (len(block.span) >= _LONG)
        for block in document.blocks
    ]
    return np.array(numbers, dtype="<i8").tobytes()


def repeated(own: bytes, others: Iterable[bytes]) -> list[bool]:
    """For each block of a page, whether its text stands on another of the site's pages too.

    All are what `text_hashes` wrote. A page that carries much of the same story is not asked: the
    same story twice is no repetition.
    """
    mine = np.frombuffer(own, dtype="<i8")
    found = np.zeros(len(mine), dtype=bool)
    long_ones = np.unique(mine[(mine & 1) == 1])
    for other in others:
        theirs = np.frombuffer(other, dtype="<i8")
        their_long = np.unique(theirs[(theirs & 1) == 1])
        shared = len(np.intersect1d(long_ones, their_long, assume_unique=True))
        least = min(len(long_ones), len(their_long))
        if least and shared > _LEAST_TWIN * least:
            continue
        found |= np.isin(mine, theirs)
    return [bool(one) for one in found]
