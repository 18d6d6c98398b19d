"""A text as one language reads it, and how surely some of its words are a disclosure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from annotator.assist.ai_terms import NOTHING, AiTerms, Masks, Part
from annotator.assist.letters import Word

_MOST_LANGUAGES = 6
# “Written by AI” alone has less to know it by, and “AI has written a poem” is near.
_LEAST_OF_DEED = 0.9

# How strong what stands between two words parts them.
NONE, SOFT, BREAK, SENTENCE = range(4)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？।॥።။។։۔؟\n]|\?$")
_BREAKS = re.compile(r"\s[-–—•·*]+\s|[|•()\[\]（）【】〔〕［］⟦⟧│¦]|\s/{1,2}\s|\s{2}")
_SOFTS = re.compile(r"[,;/、，؛،]")
_QUESTION = re.compile(r"[?？؟]")
_CREDIT = frozenset("/|:：©+&,(（／")

AI = 1 << Part.AI | 1 << Part.PRODUCT
MADE = 1 << Part.MADE
SHOWN = 1 << Part.SHOWN
TOLD = 1 << Part.TOLD
THING = SHOWN | TOLD
BY = 1 << Part.BY
THIS = 1 << Part.THIS
BE = 1 << Part.BE
CHECK = 1 << Part.CHECK
NOT = 1 << Part.NOT
POLICY = 1 << Part.POLICY
TOOL = 1 << Part.TOOL
SMALL = 1 << Part.GLUE | BY | BE | THIS


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text as one language reads them.

    `roles` holds a bit for each `Part`, `parting` how strongly a word is parted from the one before
    it; `generic` tells words that mean AI, or what is shown, in no other sense.
    """

    text: str
    words: list[Word]
    roles: list[int]
    parting: list[int]
    generic: list[bool]
    agencies: frozenset[str]

    def pieces(self, parting: int) -> list[tuple[int, int]]:
        """The runs of words between breaks of at least that strength."""
        cuts = [i for i, one in enumerate(self.parting) if i and one >= parting]
        return list(zip([0, *cuts], [*cuts, len(self.words)], strict=True))

    def has(self, first: int, last: int, role: int) -> bool:
        """Whether any of some words has one of these roles."""
        return any(one & role for one in self.roles[first:last])

    def known_share(self, first: int, last: int) -> float:
        """The share of letters in words that a disclosure is made of; credited names count less."""
        known = whole = 0.0
        was_name = False
        for index in range(first, last):
            word = self.words[index]
            if word.key.isdigit():
                continue
            length = float(len(word.key))
            if self.roles[index]:
                known += length
                is_small = bool(self.roles[index] & SMALL)
                was_name = is_small and (was_name or bool(set("/|") & set(word.gap)))
            else:
                was_name = self.is_name(index, was_name)
                length *= 0.15 if was_name else 1.0
            whole += length
        return known / whole if whole else 0.0

    def is_name(self, index: int, was_name: bool) -> bool:
        """Whether an unknown word is somebody who is credited: “by Lena Imaan”, “/ The Post”."""
        word = self.words[index]
        if not (word.shown[0].isupper() or (word.key == word.shown and "/" in word.gap)):
            # “AI'nin”, “AI:n”, “KI-gestützt”: an ending that hangs on a known word.
            return word.gap in {"'", "’", ":"} and len(word.key) <= 4
        if was_name or (index and self.roles[index - 1] & BY):
            return True
        following = self.words[index + 1].gap if index + 1 < len(self.words) else ""
        if ":" in following and index and self.roles[index - 1] & SHOWN:
            return True
        return bool(_CREDIT & set(word.gap)) or "/" in following

    def sureness(self, first: int, last: int, least: float) -> float:
        """How sure it is that these words disclose, if at least that share of them is known."""
        kinds = 0
        for one in self.roles[first:last]:
            kinds |= one
        if not kinds & AI or not kinds & (MADE | THING) or kinds & POLICY:
            return 0.0
        share = self.known_share(first, last)
        if share < least or self.asks(first, last) or self._takes_back(first, last):
            return 0.0
        if kinds & MADE:
            is_full = bool(kinds & (THING | THIS))
            if not is_full and share < _LEAST_OF_DEED:
                return 0.0
            only_product = not kinds & 1 << Part.AI
            return 0.9 + 0.05 * is_full + 0.03 * (share > 0.97) - 0.05 * only_product
        if share < 0.85 or kinds & (TOOL | CHECK):
            return 0.0
        return self._sureness_of_credit(first, last)

    def _sureness_of_credit(self, first: int, last: int) -> float:
        """“Picture: AI”, “Midjourney / The Post”: no word for made, so the two stand close."""
        roles = self.roles[first:last]
        named = [i for i, role in enumerate(roles, first) if role & AI]
        shown = [i for i, role in enumerate(roles, first) if role & THING]
        is_plain = not any(role & TOLD and not role & (SHOWN | SMALL) for role in roles)
        if any(word.key in self.agencies for word in self.words[first:last]):
            return 0.0
        if not any(self.generic[i] or len(self.words[i].key) > 4 for i in (*named, *shown)):
            return 0.0
        best = 0.0
        for one in named:
            for other in shown:
                low, high = min(one, other), max(one, other)
                gaps = {letter for word in self.words[low + 1 : high + 1] for letter in word.gap}
                is_credit = bool(gaps & _CREDIT)
                is_product = bool(self.roles[one] & 1 << Part.PRODUCT)
                if (is_product or not is_plain) and not is_credit:
                    continue
                between = self.roles[low + 1 : high]
                if all(role & (SMALL | THING | AI) for role in between) or gaps & set("/+"):
                    best = max(best, 0.85 if is_credit else 0.8)
        return best

    def asks(self, first: int, last: int) -> bool:
        """Whether a question mark stands among some words or right behind them."""
        end = self.words[last].start if last < len(self.words) else len(self.text)
        return bool(_QUESTION.search(self.text, self.words[first].start, end))

    def _takes_back(self, first: int, last: int) -> bool:
        """Whether a “not” is meant for the making; one behind it may be for the checking."""
        roles = self.roles
        denied = next((i for i in range(first, last) if roles[i] & NOT), None)
        if denied is None:
            return False
        named = next(i for i in range(first, last) if roles[i] & AI)
        made = next((i for i in range(first, last) if roles[i] & MADE), named)
        return denied < max(named, made) or not self.has(denied, last, CHECK)


def readings(terms: AiTerms, text: str, start: int, end: int) -> list[Reading]:
    """The words read in each language that has one for AI and one for made or for a picture."""
    words, masks = terms.marked(text, start, end)
    named = made = 0
    for one in masks:
        named |= one[Part.AI] | one[Part.PRODUCT]
        made |= one[Part.MADE] | one[Part.SHOWN] | one[Part.TOLD]
    if not named or not made:
        return []
    allowed = (-1 if named & 1 else named) & (-1 if made & 1 else made)
    parting = [_parting(word) for word in words]
    languages = _languages(masks, words, allowed)
    return [
        Reading(
            text,
            words,
            [_roles(one, bit | 1, languages[0]) for one in masks],
            parting,
            [bool(one[Part.AI] & 1 or one[Part.SHOWN] & bit & ~1) for one in masks],
            terms.agencies,
        )
        for bit in languages
    ]


def _languages(masks: list[Masks], words: list[Word], allowed: int) -> list[int]:
    """The bits of the languages that know most letters of the words, the best first."""
    counts: dict[int, int] = {}
    for one, word in zip(masks, words, strict=True):
        if one is NOTHING:
            continue
        union = 0
        for mask in one:
            union |= mask
        union &= allowed & ~1
        while union > 0:
            bit = union & -union
            counts[bit] = counts.get(bit, 0) + len(word.key)
            union ^= bit
    best = sorted(counts, key=lambda bit: (-counts[bit], bit))[:_MOST_LANGUAGES]
    return best or ([1] if allowed & 1 else [])


@lru_cache(maxsize=50_000)
def _roles(masks: Masks, language: int, likeliest: int) -> int:
    """What a word is in a language; what speaks against counts in the likeliest one too."""
    if masks is NOTHING:
        return 0
    roles = 0
    for part, mask in enumerate(masks):
        if mask & (language | likeliest if part in _AGAINST else language):
            roles |= 1 << part
    return roles


_AGAINST = frozenset({Part.BE, Part.NOT, Part.POLICY})


def _parting(word: Word) -> int:
    gap = word.gap
    if gap in {"", " ", "-"}:
        return NONE
    if SENTENCE_END.search(gap):
        return SENTENCE
    if _BREAKS.search(gap):
        return BREAK
    return SOFT if _SOFTS.search(gap) else NONE
