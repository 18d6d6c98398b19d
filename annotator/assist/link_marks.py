"""Where the links of a page lead, beside its own address: to stories like it, or elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from urllib.parse import urlsplit

import numpy as np

from annotator.assist.visible_page import Floats, VisiblePage

LINK_MARKS = (
    "has link",
    "leads to this site",
    "leads elsewhere",
    "leads nowhere",
    "shaped like own address",
    "begins like own address",
    "words in address",
    "words in own address",
    "digits in address",
    "digits in own address",
    "parts of address",
    "parts of own address",
    "like own in words",
    "same link",
    "is own address",
)

_WORD = re.compile(r"[-_+]|%20")
_DIGITS = re.compile(r"\d+")
_SLUG = re.compile(r"(?:[-_+.,~][^\W_]+)+")
_SHAPE = re.compile(r"[^\W\d_]+")
_MOST = 6


def link_marks(page: VisiblePage) -> Floats:
    """One row a block, one column for each of `LINK_MARKS`."""
    own = _Address(page.evidence.address)
    counts = Counter(filter(None, page.link))
    told: dict[str, tuple[float, ...]] = {"": _none(own)}
    for link, count in counts.items():
        told[link] = _told(_taken_apart(link), own, count)
    rows = [told[link] for link in page.link]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(LINK_MARKS))


class _Address:
    """An address taken apart; one that cannot be is like an empty one."""

    __slots__ = ("digits", "host", "leads", "parts", "path", "shape", "words")

    def __init__(self, text: str) -> None:
        try:
            split = urlsplit(text)
            self.host = (split.hostname or "").removeprefix("www.")
        except ValueError:
            split, self.host = urlsplit(""), ""
        self.leads = split.scheme in {"", "http", "https"} and not text.startswith("#")
        self.path = split.path.rstrip("/")
        self.parts = [part for part in self.path.split("/") if part]
        slug = max(self.parts, key=len, default="")
        self.words = min(len(_WORD.split(slug)), 12)
        numbers = _DIGITS.findall(f"{self.path}?{split.query}")
        self.digits = max(map(len, numbers), default=0)
        self.shape = _shape(f"{self.path}?{split.query}")


def _shape(path: str) -> str:
    """The path with what differs between stories taken out of it."""
    return _SHAPE.sub("w", _DIGITS.sub("0", _SLUG.sub("-", path)))


@lru_cache(maxsize=1 << 12)
def _taken_apart(text: str) -> _Address:
    """Pages of a site lead to the same addresses again and again."""
    return _Address(text)


def _told(link: _Address, own: _Address, count: int) -> tuple[float, ...]:
    is_here = link.leads and (not link.host or link.host == own.host)
    return (
        1.0,
        is_here,
        link.leads and not is_here,
        not link.leads,
        is_here and bool(link.path) and link.shape == own.shape,
        is_here and bool(link.parts) and link.parts[:1] == own.parts[:1],
        link.words,
        own.words,
        min(link.digits, 12),
        min(own.digits, 12),
        min(len(link.parts), _MOST),
        min(len(own.parts), _MOST),
        is_here and abs(link.words - own.words) <= max(2, own.words // 2) and own.words > 2,
        min(count, 5),
        is_here and bool(own.path) and link.path == own.path,
    )


def _none(own: _Address) -> tuple[float, ...]:
    empty = [0.0] * len(LINK_MARKS)
    empty[LINK_MARKS.index("words in own address")] = own.words
    empty[LINK_MARKS.index("digits in own address")] = min(own.digits, 12)
    empty[LINK_MARKS.index("parts of own address")] = min(len(own.parts), _MOST)
    return tuple(empty)
