"""Text as a lenient comparison sees it, and the way back to its offsets.

White space, zero-width characters and soft hyphens are left out, quotes and dashes are of one kind,
and what Unicode calls compatible (an ellipsis and three dots, a ligature and its letters) is equal.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left

from annotator.core.spans import Span

_DROPPED = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_KINDS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞\u201f", '"'),
        **dict.fromkeys("‘’‚‛`´′‹›ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
    }
)
_LIST_MARKER = re.compile(r"\s*(?:[-*•·‣▪▸►●○◦■□–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s+")


class LenientText:
    """`solid` is what is compared; every place in it leads back to the text it was made of."""

    __slots__ = ("_places", "solid")

    def __init__(self, text: str) -> None:
        folded = _Folded()
        pieces = [folded[one] for one in text]
        self.solid = "".join(pieces)
        if set(map(len, folded.values())) <= {1}:
            self._places = array("I", range(len(text)))
            return
        self._places = array("I")
        for offset, piece in enumerate(pieces):
            # Nearly every piece is one character or none.
            if len(piece) == 1:
                self._places.append(offset)
            elif piece:
                self._places.extend([offset] * len(piece))

    def span(self, start: int, end: int) -> Span:
        """The span of the text that a part of `solid`, not empty, was made of."""
        return Span(self._places[start], self._places[end - 1] + 1)

    def place(self, offset: int) -> int:
        """Where in `solid` the text from an offset on begins."""
        return bisect_left(self._places, offset)


class _Folded(dict[str, str]):
    """What stands for each character, made once for each kind of them.

    One by one, so that every part has its place; marks on one letter keep the order they came in.
    """

    def __missing__(self, one: str) -> str:
        # Quotes and dashes first: of some, Unicode would make a white space and a mark.
        plain = unicodedata.normalize("NFKD", one.translate(_KINDS)).translate(_KINDS)
        folded = self[one] = "".join(_DROPPED.sub("", plain).split())
        return folded


def solid(text: str) -> str:
    """The text as it is compared."""
    return LenientText(text).solid


def without_list_marker(text: str) -> str:
    """The text without the bullet, dash or number that begins it as an entry of a list."""
    return text[found.end() :] if (found := _LIST_MARKER.match(text)) else text
