"""Images of a page in its copy for display: shown where they came along, else a labelled box."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from urllib.parse import urljoin

from annotator.pages.display_elements import classes_of
from annotator.pages.xhtml import quoted

_DATA_IMAGE = re.compile(
    r"data:image/(?:png|jpeg|jpg|gif|webp|avif|bmp|x-icon|svg\+xml)[;,]", re.IGNORECASE
)
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src")
_LISTS = ("srcset", "data-srcset")
_LENGTH = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*\Z")
_LEAST, _MOST = 3, 2_000
"""Images of fewer pixels count readers and show nothing; no box is larger than a screen."""
_LONGEST_ALT = 300
_LONGEST_URL = 16_000


class Images:
    """Which images came with the page: `urls` are those of its resources, by number.

    `base` is the address that relative ones are relative to, empty where it is unknown.
    """

    def __init__(self, urls: Sequence[str], base: str) -> None:
        self._numbers = {url: number for number, url in enumerate(urls)}
        self._base = base

    def element(self, attributes: Mapping[str, str]) -> str:
        """The image as markup; nothing for one that nobody would see."""
        size = _size(attributes)
        if size is not None and max(size) < _LEAST:
            return ""
        source = self._source(attributes)
        if source is None:
            return _box(attributes, size)
        kept = [f"{name}={quoted(attributes[name])}" for name in _SHOWN if name in attributes]
        if "class" in attributes:
            kept.append(f'class="{classes_of(attributes["class"], "")}"')
        alt = f"alt={quoted(_alt(attributes))}"
        return f"<img {' '.join([f'src={quoted(source)}', alt, *kept])}/>"

    def number(self, address: str) -> int | None:
        """The number of the resource at an address as the page has it."""
        if not self._numbers or len(address) > _LONGEST_URL:
            return None
        address = address.strip()
        found = self._numbers.get(address)
        if found is None and self._base:
            try:
                found = self._numbers.get(urljoin(self._base, address).partition("#")[0])
            except ValueError:
                return None
        return found

    def take_base(self, address: str) -> None:
        """The page says itself what its addresses are relative to."""
        with suppress(ValueError):
            self._base = urljoin(self._base, address.strip())

    def _source(self, attributes: Mapping[str, str]) -> str | None:
        named = [attributes.get(name, "").strip() for name in _SOURCES]
        listed = [attributes.get(name, "").split(maxsplit=1)[:1] for name in _LISTS]
        # What is in the page itself may only keep the place of an image that scripts load.
        for address in (*named, *(first.rstrip(",") for found in listed for first in found)):
            number = self.number(address) if address else None
            if number is not None:
                return f"image/{number}"
        return next((address for address in named if _DATA_IMAGE.match(address)), None)


_SHOWN = ("width", "height", "align", "border", "dir", "lang")


def _box(attributes: Mapping[str, str], size: tuple[int, int] | None) -> str:
    """What stands for an image that did not come along: its words, in its size."""
    style = ""
    if size is not None:
        width, height = (min(length, _MOST) for length in size)
        style = f' style="width:{width}px;aspect-ratio:{width}/{max(height, 1)}"'
    return f'<span class="an-image" data-alt={quoted(_alt(attributes))}{style}></span>'


def _alt(attributes: Mapping[str, str]) -> str:
    text = attributes.get("alt") or attributes.get("title") or ""
    return " ".join(text[:_LONGEST_ALT].split())


def _size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    lengths = []
    for name in ("width", "height"):
        found = _LENGTH.match(attributes.get(name, ""))
        if found is None:
            return None
        lengths.append(int(found[1]))
    return lengths[0], lengths[1]
