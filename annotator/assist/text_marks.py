"""What the text of a block looks like, whatever its language: shapes, not words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from annotator.assist.visible_page import Floats, VisiblePage

TEXT_MARKS = (
    "length",
    "words",
    "word length",
    "ends a sentence",
    "sentence ends",
    "commas",
    "digits",
    "capitals",
    "capitalised words",
    "letters",
    "is quoted",
    "has time of day",
    "has date",
    "has separator",
    "has sign of copyright",
    "has at sign",
    "ends with colon",
    "begins with small letter",
)

_Bits = npt.NDArray[np.uint16]
_Flags = npt.NDArray[np.bool_]

_TESTS = (str.isalpha, str.isdigit, str.isupper)
_CLASSES = (
    r"\w+",
    r"\s+",
    r"[,;،、，፣،;]+",
    r"[.!?…。！？।؟։။።៕]+",
    r"[。！？]+",
    r"[\s”»\"'’)\]]+",
    r"[|•·»›→/]+",
    r"[-–—]+",
)
(
    _LETTER,
    _DIGIT,
    _CAPITAL,
    _OF_WORD,
    _SPACE,
    _COMMA,
    _STOP,
    _WIDE_STOP,
    _BEHIND_STOP,
    _SEPARATOR,
    _DASH,
) = (1 << number for number in range(len(_TESTS) + len(_CLASSES)))
"""The kinds of characters, a bit each; one may be of several."""

_LAST = re.compile(r"[.!?…。！？।؟։။።៕][\s”»\"'’)\]】」』]*\Z")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DATE = re.compile(
    r"\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{2}){1,2}\b|\b(?:19|20)\d{2}[./-]\d{1,2}"
    r"|\b\d{1,2}\.?\s+\w{3,12}\.?,?\s+(?:19|20)\d{2}\b|\b\w{3,12}\.?\s+\d{1,2},?\s+(?:19|20)\d{2}\b"
    r"|\d{4}年\d{1,2}月|\d{1,2}月\d{1,2}日|\d{4}년"
)
_QUOTES = frozenset("„“\"«‹‘'»「『”")
_LONGEST = 3_000
"""Code points of a block that are looked at: what follows is more of the same."""
_LONGEST_WITH_DATE = 200
_LAST_PLANE_BEGINS = 1 << 16


def text_marks(page: VisiblePage) -> Floats:
    """One row a block, one column for each of `TEXT_MARKS`."""
    if not len(page):
        return np.zeros((0, len(TEXT_MARKS)))
    texts = [text[:_LONGEST] for text in page.texts]
    count = _Counter(texts)
    lengths = np.minimum(page.length, _LONGEST)
    word = count.is_of(_OF_WORD)
    begins = word & ~count.before(word)
    words = count.sums(begins)
    digits, letters = count.sums(count.is_of(_DIGIT)), count.sums(count.is_of(_LETTER))
    words_or_1, letters_or_1 = np.maximum(words, 1), np.maximum(letters, 1)
    capital = count.is_of(_CAPITAL)
    return np.stack(
        [
            np.log1p(page.length),
            np.log1p(words),
            count.sums(word) / words_or_1,
            [_LAST.search(text[-8:]) is not None for text in page.texts],
            np.log1p(count.sums(count.ends_sentence())),
            count.sums(count.is_of(_COMMA)) / lengths,
            digits / lengths,
            count.sums(capital) / letters_or_1,
            count.sums(begins & capital) / words_or_1,
            letters / lengths,
            [text[0] in _QUOTES for text in texts],
            # Both expressions are slow to refuse, and find nothing without a digit.
            [
                has_digit and _TIME.search(text) is not None
                for has_digit, text in zip(digits > 0, texts, strict=True)
            ],
            [
                has_digit and len(text) < _LONGEST_WITH_DATE and _DATE.search(text) is not None
                for has_digit, text in zip(digits > 0, texts, strict=True)
            ],
            count.sums(count.separates()) > 0,
            ["©" in text or "(c)" in text for text in texts],
            ["@" in text for text in texts],
            [text[-1] in ":：" for text in texts],
            [text[0].islower() for text in texts],
        ],
        axis=1,
    )


class _Counter:
    """The characters of all texts in one row, which numpy counts a hundred times as fast."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._kinds = _kinds("".join(texts))
        ends = list(accumulate(map(len, texts)))
        self._last = np.array(ends) - 1
        self._first = np.array([0, *ends[:-1]])

    def is_of(self, kind: int) -> _Flags:
        """Which characters are of a kind."""
        answer: _Flags = (self._kinds & kind) > 0
        return answer

    def before(self, flags: _Flags, at_first: bool = False) -> _Flags:
        """What is so of the character before each; `at_first` where its text begins."""
        moved = np.empty_like(flags)
        moved[1:] = flags[:-1]
        moved[self._first] = at_first
        return moved

    def behind(self, flags: _Flags, at_last: bool = False) -> _Flags:
        """What is so of the character behind each; `at_last` where its text ends."""
        moved = np.empty_like(flags)
        moved[:-1] = flags[1:]
        moved[self._last] = at_last
        return moved

    def sums(self, flags: _Flags) -> Floats:
        """How many characters of each text are so."""
        answer: Floats = np.add.reduceat(flags, self._first, dtype=np.float64)
        return answer

    def ends_sentence(self) -> _Flags:
        """Stops that a space, a quote or the end follows; those as wide as a letter need none."""
        follows = self.behind(self.is_of(_BEHIND_STOP), at_last=True)
        return (self.is_of(_STOP) & follows) | self.is_of(_WIDE_STOP)

    def separates(self) -> _Flags:
        """Signs between the items of a line, and dashes between spaces."""
        space = self.is_of(_SPACE)
        sign = self.is_of(_SEPARATOR) & self.behind(space, at_last=True)
        return sign | (self.is_of(_DASH) & self.before(space) & self.behind(space))


def _kinds(text: str) -> _Bits:
    """The kinds of each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds: _Bits = _table()[np.minimum(codes, _LAST_PLANE_BEGINS - 1)]
    far = np.flatnonzero(codes >= _LAST_PLANE_BEGINS)
    if len(far):
        kinds[far] = _told("".join(map(chr, codes[far].tolist())))
    return kinds


@cache
def _table() -> _Bits:
    """The kinds of the characters that nearly all texts are made of, by number."""
    return _told("".join(map(chr, range(_LAST_PLANE_BEGINS))))


def _told(text: str) -> _Bits:
    kinds = np.zeros(len(text), dtype=np.uint16)
    for number, test in enumerate(_TESTS):
        kinds |= np.fromiter(map(test, text), np.uint16, len(text)) << number
    for number, signs in enumerate(_CLASSES, len(_TESTS)):
        for found in re.finditer(signs, text):
            kinds[found.start() : found.end()] |= 1 << number
    return kinds
