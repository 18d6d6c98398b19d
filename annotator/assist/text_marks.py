"""What the text of a block looks like, whatever its language: shapes, not words."""

from __future__ import annotations

import re
from math import log1p

import numpy as np

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

_SENTENCE_END = re.compile(r"[.!?…。！？।؟։።။៕](?=[\s”»\"'’)\]]|$)|[。！？]")
_LAST = re.compile(r"[.!?…。！？।؟։።။៕][\s”»\"'’)\]】」』]*\Z")
_COMMA = re.compile(r"[,;،、，፣،;]")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DATE = re.compile(
    r"\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{2}){1,2}\b|\b(?:19|20)\d{2}[./-]\d{1,2}"
    r"|\b\d{1,2}\.?\s+\w{3,12}\.?,?\s+(?:19|20)\d{2}\b|\b\w{3,12}\.?\s+\d{1,2},?\s+(?:19|20)\d{2}\b"
    r"|\d{4}年\d{1,2}月|\d{1,2}月\d{1,2}日|\d{4}년"
)
_SEPARATOR = re.compile(r"[|•·»›→/](?=\s|$)|\s[-–—]\s")
_QUOTED = re.compile(r"\A[„“\"«‹‘'»「『”]")
_WORD = re.compile(r"\w+")
_LONGEST = 3_000
"""Code points of a block that are looked at: what follows is more of the same."""


def text_marks(page: VisiblePage) -> Floats:
    """One row a block, one column for each of `TEXT_MARKS`."""
    rows = [_row(text) for text in page.texts]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(TEXT_MARKS))


def _row(whole: str) -> tuple[float, ...]:
    text = whole[:_LONGEST]
    length = len(text)
    words = _WORD.findall(text)
    word_count = len(words) or 1
    letters = sum(map(str.isalpha, text))
    return (
        log1p(len(whole)),
        log1p(len(words)),
        sum(map(len, words)) / word_count,
        _LAST.search(whole[-8:]) is not None,
        log1p(len(_SENTENCE_END.findall(text))),
        len(_COMMA.findall(text)) / length,
        sum(map(str.isdigit, text)) / length,
        sum(map(str.isupper, text)) / (letters or 1),
        sum(word[0].isupper() for word in words) / word_count,
        letters / length,
        _QUOTED.search(text) is not None,
        _TIME.search(text) is not None,
        length < 200 and _DATE.search(text) is not None,
        _SEPARATOR.search(text) is not None,
        "©" in text or "(c)" in text,
        "@" in text,
        text[-1] in ":：",
        text[0].islower(),
    )
