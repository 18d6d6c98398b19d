"""Text as words that can be looked up: in any script, however its letters are encoded.

A word is a run of letters of one kind: Latin, a script that writes no spaces (Chinese, Japanese,
Thai, Lao, Burmese, Khmer), or any other. So “በAI” and “由AI生成” come apart where the script
changes.
Offsets are those of the text as it stands; only the words are folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_LATIN = (
    "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f\u1e00-\u1eff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
)
_SPACELESS = (
    "\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7\u17dc\u17dd"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_BETWEEN = (
    r"\s!-/:-@\[-`{-\xac\xae-\xbf×÷"
    "\u02b0-\u02ff\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f"
    "\u066a-\u066d\u06d4\u0964\u0965\u0f08-\u0f14\u104a-\u104f\u1361-\u1368\u17d4-\u17d6"
    "\u17d8-\u17da\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u3001-\u3004\u3008-\u3020\u3030"
    "\u30a0\u30fb\ue000-\uf8ff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\U0001f000-\U0001faff"
)
_OTHER = f"[^{_BETWEEN}{_LATIN}{_SPACELESS}]"
_RUN = re.compile(
    f"(?P<latin>[{_LATIN}{_UNSEEN}]+)|(?P<spaceless>[{_SPACELESS}{_UNSEEN}]+)"
    # Accents that stand apart belong to the letters of any script.
    f"|{_OTHER}+(?:[\u0300-\u036f]+{_OTHER}+)*"
)
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")
# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs and tatweel of Arabic.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]|" + _IS_UNSEEN.pattern)
_LIKE = str.maketrans({"ı": "i", "ي": "ی", "ى": "ی", "ك": "ک"})


class Word(NamedTuple):
    """A word of a text, from `start` to `end`; `gap` is what is seen between it and the last one.

    `key` is the folded form, `shown` the form that keeps capitals. A tuple: they are made by the
    thousand, and a frozen dataclass takes three times as long.
    """

    start: int
    end: int
    key: str
    shown: str
    gap: str
    is_spaceless: bool = False


@lru_cache(maxsize=30_000)
def folded(word: str) -> str:
    """A word without case, accents, width and characters that are not seen."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).translate(_LIKE)


def seen(text: str) -> str:
    """Text in NFKC without characters that are not seen; the very text where that is all it is."""
    if text.isascii():
        return text
    if _IS_UNSEEN.search(text):
        text = _IS_UNSEEN.sub("", text)
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text` between two offsets, in order."""
    found = []
    last = start
    for match in _RUN.finditer(text, start, len(text) if end is None else end):
        run = match.group()
        is_spaceless = match.lastgroup == "spaceless"
        key = run if is_spaceless else folded(run)
        if not key or (is_spaceless and not _IS_UNSEEN.sub("", run)):
            continue
        shown = run if run.isascii() else seen(run)
        gap = seen(text[last : match.start()])
        found.append(Word(match.start(), match.end(), key, shown, gap, is_spaceless))
        last = match.end()
    return found


def pieces(word: Word, known: frozenset[str], longest: int) -> list[Word]:
    """A run of a script without spaces, cut into the longest `known` words from its start on.

    What is between them stays in one piece.
    """
    key, at = _composed(word)
    cut: list[Word] = []
    begun = position = 0

    def cut_off(until: int) -> None:
        part = key[begun:until]
        gap = "" if begun else word.gap
        cut.append(Word(at[begun], at[until], part, part, gap, is_spaceless=True))

    while position < len(key):
        for length in range(min(longest, len(key) - position), 0, -1):
            if key[position : position + length] in known:
                break
        else:
            position += 1
            continue
        if begun < position:
            cut_off(position)
            begun = position
        position += length
        cut_off(position)
        begun = position
    if begun < len(key):
        cut_off(len(key))
    return cut


def _composed(word: Word) -> tuple[str, list[int]]:
    """The key of a run in NFC, and where each of its characters, and its end, are in the text."""
    letters: list[str] = []
    at: list[int] = []
    for offset, letter in enumerate(word.key, word.start):
        if _IS_UNSEEN.match(letter):
            continue
        both = unicodedata.normalize("NFC", letters[-1] + letter) if letters else ""
        if len(both) == 1:
            letters[-1] = both
        else:
            letters.append(letter)
            at.append(offset)
    return "".join(letters), [*at, word.end]
