"""Finds where a text tells that AI made it, or what stands beside it, in any language.

The rule, with its figures, is told in docs/reference/ai-disclosures.md. In short: a term for AI,
beside it a word of the same language for *made* or for *picture, summary, recording, translation*,
and hardly anything else. So it is looked for in short blocks, in their tails and brackets, and in
the last sentence of long ones; a story about AI is about somebody, and says who and what.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.assist.ai_terms import AiTerms
from annotator.assist.ai_terms_file import read_terms
from annotator.assist.disclosure_readings import (
    AI,
    BE,
    BREAK,
    CHECK,
    MADE,
    POLICY,
    SENTENCE,
    SENTENCE_END,
    SHOWN,
    SOFT,
    THING,
    THIS,
    TOLD,
    Reading,
    readings,
)
from annotator.core.spans import Span

_LONGEST_CAPTION = 400
_LONGEST_NOTE = 700
_LONGEST_PLAIN_CAPTION = 200
_LONGEST_TAIL = 350
_LONGEST_BRACKET = 160
_MOST_WORDS = 60
_OPENING = "([（【〔［"
_CLOSING = ")]）】〕］"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The part of a block that discloses, by offsets into the text of that block.

    `confidence` runs from 0 to 1: what is told in full is surer than “AI picture”.
    """

    span: Span
    confidence: float


class DisclosureFinder:
    """Finds disclosures in the text of one block after the other; it keeps nothing of them."""

    def __init__(self, terms: AiTerms) -> None:
        self._terms = terms

    @classmethod
    def of(cls, source: str) -> DisclosureFinder:
        """A finder for the terms in the text of `ai_terms.toml`; `UserError` for a wrong file."""
        return cls(read_terms(source))

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that it knows, `any` first."""
        return self._terms.languages

    def find(self, text: str) -> tuple[Disclosure, ...]:
        """The disclosures in the text of one block, in order; mostly there is none."""
        whole = Span(0, len(text)).trimmed(text)
        is_long = len(whole) > _LONGEST_NOTE
        looked_at = max(whole.start, whole.end - _LONGEST_TAIL) if is_long else whole.start
        if not self._terms.may_name_ai(text[looked_at : whole.end]):
            return ()
        if is_long:
            return self._in_paragraph(text, whole)
        read = readings(self._terms, text, whole.start, whole.end)
        sure = max(map(_whole, read), default=0.0)
        if sure:
            return (Disclosure(whole, round(sure, 3)),)
        if len(whole) > _LONGEST_CAPTION:
            return self._in_paragraph(text, whole)
        found = [one for reading in read if (one := _part(reading, whole))]
        return (max(found, key=lambda one: (one.confidence, len(one.span))),) if found else ()

    def _in_paragraph(self, text: str, whole: Span) -> tuple[Disclosure, ...]:
        """A bracket or a note that ends a paragraph, in the letters before its end."""
        start = max(whole.start, whole.end - _LONGEST_TAIL)
        found = []
        for reading in readings(self._terms, text, start, whole.end):
            one = _bracket_at_end(reading, whole, after_sentence=True) or _note(reading, whole)
            if one:
                found.append(one)
        return (max(found, key=lambda one: one.confidence),) if found else ()


def _whole(reading: Reading) -> float:
    """How sure it is that a text is nothing but a disclosure; 0 where it is not."""
    count = len(reading.words)
    sure = reading.sureness(0, count, 0.8)
    if sure and all(_belongs(reading, *piece) for piece in reading.pieces(BREAK)):
        return sure
    sentences = reading.pieces(SENTENCE)
    if len(sentences) < 2:
        return 0.0
    for number, (first, last) in enumerate(sentences[:2]):
        sure = reading.sureness(first, last, 0.8)
        others = sentences[:number] + sentences[number + 1 :]
        if sure and all(_is_caveat(reading, *one) for one in others):
            return sure - 0.02
    return 0.0


def _belongs(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece between breaks is known for the most part, or a name, or tells of checks."""
    is_name = last - first <= 4 and reading.is_name(first, was_name=False)
    share = reading.known_share(first, last)
    return is_name or share >= 0.5 or reading.has(first, last, CHECK)


def _is_caveat(reading: Reading, first: int, last: int) -> bool:
    """Whether a sentence only says what a disclosure entails: who checked, what may be wrong."""
    if last - first > 30 or reading.asks(first, last):
        return False
    share = reading.known_share(first, last)
    if reading.has(first, last, CHECK):
        return share >= 0.3
    return share >= 0.8 or (reading.has(first, last, AI) and reading.has(first, last, POLICY))


def _part(reading: Reading, whole: Span) -> Disclosure | None:
    """A disclosure that is only a part of a short text: a bracket, the tail, or the beginning."""
    return (
        _bracket_at_end(reading, whole, after_sentence=False)
        or _tail(reading, whole)
        or _beginning(reading, whole)
    )


def _bracket_at_end(reading: Reading, whole: Span, after_sentence: bool) -> Disclosure | None:
    text = reading.text
    if text[whole.end - 1] not in _CLOSING:
        return None
    least = max(0, whole.end - _LONGEST_BRACKET)
    opening = max(text.rfind(one, least, whole.end) for one in _OPENING)
    if opening <= whole.start:
        return None
    if after_sentence and not SENTENCE_END.search(text[max(0, opening - 3) : opening] + " "):
        return None
    first = next((i for i, word in enumerate(reading.words) if word.start > opening), None)
    if first is None:
        return None
    sure = reading.sureness(first, len(reading.words), 0.85)
    return Disclosure(Span(opening, whole.end), round(sure - 0.02, 3)) if sure else None


def _tail(reading: Reading, whole: Span) -> Disclosure | None:
    count = len(reading.words)
    for least, parting in ((0.85, BREAK), (0.95, SOFT)):
        for first in range(max(1, count - _MOST_WORDS), count):
            if reading.parting[first] < parting and not _begins_credit(reading, first):
                continue
            sure = reading.sureness(first, count, least)
            if not sure or not _tail_is_label(reading, first, parting == SOFT):
                continue
            return Disclosure(Span(_from(reading, first), whole.end), round(sure - 0.04, 3))
    return None


def _begins_credit(reading: Reading, first: int) -> bool:
    """Whether “Picture:” begins here, with no more than a space before it."""
    following = first + 1
    return (
        following < len(reading.words)
        and reading.words[following].gap.strip() in {":", "："}
        and bool(reading.roles[first] & SHOWN)
    )


def _tail_is_label(reading: Reading, first: int, is_soft: bool) -> bool:
    """Whether a tail is a label or a note on its own, and not what a story goes on to say."""
    count = len(reading.words)
    if any(
        reading.known_share(max(begin, first), end) < 0.6
        for begin, end in reading.pieces(BREAK)
        if end > first
    ):
        return False
    if is_soft:
        made = reading.has(first, count, MADE) and not reading.has(first, count, BE)
        return made and not reading.has(0, first, AI)
    if reading.has(first, count, BE):
        told_before = reading.has(0, first, AI)
        is_this = reading.has(first, count, THIS)
        return not told_before and (is_this or len(reading.text) <= _LONGEST_PLAIN_CAPTION)
    return True


def _beginning(reading: Reading, whole: Span) -> Disclosure | None:
    """A first sentence; if only the word of a button follows, it may be a whole sentence."""
    count = len(reading.words)
    letter_of_icon = len(reading.words[0].shown) == 1 and reading.words[0].shown.islower()
    first = 1 if letter_of_icon and count > 1 and reading.words[1].shown[0].isupper() else 0
    for last in range(first + 1, count):
        gap = reading.words[last].gap
        if reading.parting[last] != SENTENCE and "|" not in gap:
            continue
        if not reading.has(first, last, MADE) or not reading.has(first, last, THING):
            continue
        is_button = count - last <= 2 and sum(len(w.key) for w in reading.words[last:]) <= 16
        is_sentence = reading.has(first, last, BE) and not reading.has(first, last, THIS)
        if is_sentence and not is_button:
            continue
        sure = reading.sureness(first, last, 0.8 if is_button else 0.95)
        if sure:
            start = reading.words[first].start if first else whole.start
            between = reading.text[reading.words[last - 1].end : reading.words[last].start]
            end = reading.words[last - 1].end + len(between.partition("|")[0].rstrip())
            return Disclosure(Span(start, end), round(sure - 0.1, 3))
    return None


def _note(reading: Reading, whole: Span) -> Disclosure | None:
    """The last sentences of a paragraph that say of this very article how it was made."""
    count = len(reading.words)
    for first in range(1, count):
        if reading.parting[first] < SENTENCE:
            continue
        if not (reading.has(first, count, THIS) and reading.has(first, count, TOLD)):
            continue
        sure = reading.sureness(first, count, 0.8)
        if sure and reading.has(first, count, MADE):
            return Disclosure(Span(_from(reading, first), whole.end), round(sure - 0.15, 3))
    return None


def _from(reading: Reading, first: int) -> int:
    """Where a part begins: at its first word, or the bracket that stands right before it."""
    start = reading.words[first].start
    while start and reading.text[start - 1] in _OPENING + '"“„«‚‘':
        start -= 1
    return start
