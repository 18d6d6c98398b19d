"""White space collapsed as a browser does it, and the way back."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

HTML_SPACE = " \t\n\f\r"
"""What HTML calls white space. NBSP and its kin are not: a browser keeps them."""

_INVISIBLE = (
    HTML_SPACE + "\v\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""All that leaves nothing to see: white space of any kind, zero-width and direction characters."""


def shows(text: str) -> bool:
    """Whether there is anything to see in the text, so that a person can decide on it."""
    return bool(text.strip(_INVISIBLE))


def folded(text: str) -> str:
    """The text with each stretch of HTML white space as one space, and none at the ends."""
    text = text.strip(HTML_SPACE)
    # Looking for single characters is so much faster than a regular expression or than splitting
    # that most texts are done before those would have begun. `str.split()` would eat NBSP as well.
    for space in "\n\t\r\f":
        if space in text:
            text = text.replace(space, " ")
    if "  " in text:
        text = " ".join(filter(None, text.split(" ")))
    return text


def verbatim(text: str) -> str:
    """The text of an element that keeps its white space, without the white space at its ends."""
    return text.strip(HTML_SPACE)


def kept_places(text: str, *, keeps_space: bool) -> Sequence[int]:
    """Where each code point of `folded(text)` (or `verbatim(text)`) stands in `text`."""
    lead = len(text) - len(text.lstrip(HTML_SPACE))
    end = len(text.rstrip(HTML_SPACE))
    if keeps_space or len(folded(text)) == end - lead:
        return range(lead, end)
    return array(
        "I",
        (
            place
            for place in range(lead, end)
            if text[place] not in HTML_SPACE or text[place - 1] not in HTML_SPACE
        ),
    )


_FOLDED_AWAY = re.compile(r"(?<=[ \t\n\f\r])[ \t\n\f\r]+")


def kept_stretches(text: str, *, keeps_space: bool) -> Iterator[range]:
    """The same places as `kept_places`, as ranges that are as long as can be."""
    start = len(text) - len(text.lstrip(HTML_SPACE))
    end = len(text.rstrip(HTML_SPACE))
    if not keeps_space:
        for folded_away in _FOLDED_AWAY.finditer(text, start, end):
            yield range(start, folded_away.start())
            start = folded_away.end()
    yield range(start, end)


def solid_count(text: str) -> int:
    """The number of code points that are not white space of any kind."""
    return len("".join(text.split()))
