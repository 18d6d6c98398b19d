"""What a line of a text dump looks like: its letters, its ends, whether it is a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from unicodedata import category, east_asian_width, name

_LONGEST_WITH_RULE = 300
LONGEST = 2_000
"""Code points of a line that are looked at: what follows is more of the same."""
_TERMINAL = re.compile(r"[.!?…。！？।॥؟։።۔။។៕][\s”»\"'’‘)\]】」』“\u200b-\u200f]*\Z")
_ASKS = re.compile(r"[?!…？！؟][\s”»\"'’‘)\]】」』“\u200b-\u200f]*\Z")
_STOP = re.compile(r"[.!?…](?=[\s”»\"'’‘)\]]|$)|[。！？।॥؟։።۔။។៕]")
_COLON = re.compile(r"[:：፦]\s*\Z")
_DIGITS = re.compile(r"\d+")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)|\d時\d|\d{1,2}시")
_NUMBERS = re.compile(
    r"(?<!\d)\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}(?!\d)|\d{1,2}月\d{1,2}日|\d년|\d{1,2}월"
)
_AGO = re.compile(r"\A\D{0,14}\b\d{1,2}\s?[^\d\s]+(?: \S+)?\Z")
_BARS = "|›»•"
_RULES = "·>/→＞"
_RULE = re.compile(r"\s[·>/→＞]\s")
_LINKS = ("://", "www.", "@", "©", "(c)", "(C)")
_COUNT = re.compile(r"[(（\[]\s*\d+\s*[)）\]]\s*\Z")
_NUMBERED = re.compile(r"\A(?:\d{1,2}|[०-९০-৯٠-٩۰-۹]{1,2})[.)．]?\s+\D")
_QUOTED = re.compile(r"\A[„“\"«‹‘'»「『–—-]")

_LETTERS_A_WORD = 5.0
_WIDE = 2.5
"""Letters of an alphabet that say as much as one of the wide characters of East Asia."""
_UNSPACED = frozenset({"HAN", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"})
_LONGEST_DATE_WORDS = 5


class Kind(IntEnum):
    """What lines are like, at first sight; every line is of one kind."""

    DISCLOSURE = 0
    DATE = 1
    FURNITURE = 2
    SHORT = 3
    TITLE = 4
    SENTENCE = 5
    PROSE = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of one line. `size` counts letters, as many as an alphabet would take."""

    size: float
    word_count: int
    stop_count: int
    ends_sentence: bool
    asks: bool
    ends_with_colon: bool
    is_date: bool
    has_rule: bool
    has_link: bool
    has_count: bool
    is_numbered: bool
    is_quoted: bool
    script: str


def shape(text: str) -> Shape:
    """The shape of a line; long ones are judged by their first and their last part."""
    part = text[:LONGEST]
    script, size = _letters(part)
    if len(text) > LONGEST:
        size *= len(text) / LONGEST
    words = len(part.split())
    if script in _UNSPACED:
        words = max(words, int(size / _LETTERS_A_WORD))
    return Shape(
        size=size,
        word_count=words,
        stop_count=len(_STOP.findall(part)),
        ends_sentence=_TERMINAL.search(text[-8:]) is not None,
        asks=_ASKS.search(text[-8:]) is not None,
        ends_with_colon=_COLON.search(text[-3:]) is not None,
        is_date=_is_date(part, size),
        has_rule=len(part) <= _LONGEST_WITH_RULE and _has_rule(part),
        has_link=any(mark in part for mark in _LINKS),
        has_count=_COUNT.search(text[-12:]) is not None,
        is_numbered=_NUMBERED.match(part) is not None,
        is_quoted=_QUOTED.match(part) is not None,
        script=script,
    )


def _has_rule(text: str) -> bool:
    if any(bar in text for bar in _BARS):
        return True
    return any(rule in text for rule in _RULES) and _RULE.search(text) is not None


def _is_date(text: str, size: float) -> bool:
    """Whether a line is a date or a time and little else, in any language.

    It is short and has the numbers of one: a year among numbers, a time of day, numbers with dots
    or strokes between them.
    """
    if len(text) > 80 or not any(map(str.isdigit, text)) or _COUNT.search(text[-12:]):
        return False
    numbers = _DIGITS.findall(text)
    words = [word for word in text.split() if not any(map(str.isdigit, word))]
    if len(words) > 2 * _LONGEST_DATE_WORDS or size > 60:
        return False
    has_year = any(len(one) == 4 and "1" <= str(int(one))[0] <= "2" for one in numbers)
    has_time = _TIME.search(text) is not None
    if has_year and has_time and len(numbers) >= 4:
        return True
    if size > 45:
        return False
    if _NUMBERS.search(text) or (has_time and size <= 30):
        return True
    if has_year and len(numbers) >= 2 and len(words) <= _LONGEST_DATE_WORDS:
        return True
    return len(words) <= 3 and size <= 16 and _AGO.match(text) is not None


def _letters(text: str) -> tuple[str, float]:
    """The script most letters are of, and how many letters there are."""
    if text.isascii():
        return "LATIN", sum(map(str.isalpha, text))
    counts: dict[str, float] = {}
    for character in set(text):
        script, weight = _script(character)
        if weight:
            counts[script] = counts.get(script, 0.0) + weight * text.count(character)
    if not counts:
        return "", 0.0
    size = sum(counts.values())
    return max(counts, key=lambda one: (counts[one], one)), size


_ALIKE = {"CJK": "HAN", "HIRAGANA": "HAN", "KATAKANA": "HAN", "IDEOGRAPHIC": "HAN"}


@lru_cache(maxsize=8_192)
def _script(character: str) -> tuple[str, float]:
    """The script of a character and how much it counts: vowel signs and the like a half."""
    kind = category(character)
    if kind[0] not in "LM":
        return "", 0.0
    word = name(character, "").partition(" ")[0].partition("-")[0]
    if word in {"COMBINING", "MODIFIER", "VARIATION", "ZERO", ""}:
        return "", 0.0
    wide = east_asian_width(character) in "WF"
    script = _ALIKE.get(word, word)
    weight = _WIDE if wide or script == "ETHIOPIC" else 1.0
    return script, weight if kind[0] == "L" else 0.5


def scripts_of(shapes: list[Shape]) -> dict[str, float]:
    """How many letters of a page are of each script, by its lines that are prose."""
    sizes: dict[str, float] = {}
    for one in shapes:
        if one.script and one.size >= 60:
            sizes[one.script] = sizes.get(one.script, 0.0) + one.size
    return sizes
