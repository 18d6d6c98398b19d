"""Words of a text in any script, none of which an annotation begins or ends inside.

Good enough to carry spans from one program to another; a trainer's own tokenizer comes after it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise

from annotator.core.labelled import LabelledPage, NamedAnnotation

# Scripts that put no space between words and whose signs are words: each sign is a token.
_SIGNS = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"


@cache
def _pattern() -> re.Pattern[str]:
    """A token: one white space; one sign of such a script; a word; another sign with its marks."""
    marks = _marks()
    joined = f"[{marks}]"
    return re.compile(
        rf"\s|[{_SIGNS}]{joined}*|(?:(?![{_SIGNS}])[\w{marks}])+|"
        rf"[^\w\s](?:{joined}|(?<=\u200d)[^\w\s])*"
    )


def _marks() -> str:
    """Ranges of what belongs to the sign before it: combining marks, joiners, skin tones."""
    found: list[str] = ["\u200c\u200d\U0001f3fb-\U0001f3ff"]
    start = None
    for code in range(0x300, sys.maxunicode + 2):
        is_mark = code <= sys.maxunicode and unicodedata.category(chr(code)).startswith("M")
        if is_mark and start is None:
            start = code
        elif not is_mark and start is not None:
            found.append(f"{chr(start)}-{chr(code - 1)}")
            start = None
        if code == 0x20000:  # all marks of the planes above are variation selectors
            found.append("\U000e0100-\U000e01ef")
            break
    return "".join(found)


def tokens(text: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where tokens begin and end, white space a token a character; none holds a cut inside."""
    find = _pattern().finditer
    for start, end in pairwise(sorted({0, len(text), *cuts})):
        for found in find(text, start, end):
            yield found.span()


def page_tokens(page: LabelledPage) -> Iterator[tuple[int, int]]:
    """The tokens of a page, cut where its annotations and blocks begin and end."""
    spans = chain(
        (one.annotation.span for one in page.named_annotations()),
        (one.span for one in page.document.blocks),
    )
    return tokens(page.document.text, (place for span in spans for place in (span.start, span.end)))


def spaced_tokens(page: LabelledPage) -> list[tuple[int, int, bool]]:
    """The same with one blank told as behind the token before it, where one stands there."""
    text = page.document.text
    found: list[tuple[int, int, bool]] = []
    for start, end in page_tokens(page):
        if text[start] == " " and found and not found[-1][2]:
            found[-1] = (*found[-1][:2], True)
        else:
            found.append((start, end, False))
    return found


def token_ranges(
    page: LabelledPage, places: Iterable[tuple[int, int, bool]]
) -> Iterator[tuple[NamedAnnotation, int, int]]:
    """Each annotation with the numbers of its first token and of the one behind its last.

    `places` are those of `spaced_tokens`.
    """
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    for number, (start, end, _) in enumerate(places):
        firsts[start] = number
        lasts[end] = number + 1
    for named in page.named_annotations():
        span = named.annotation.span
        yield named, firsts[span.start], lasts[span.end]
