"""The words of `ai_terms.toml`, made ready to be looked up in any language at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from annotator.assist.ai_signs import Signs
from annotator.assist.letters import Word, pieces, words

_LONGEST_ENDING = 14
STEM_LETTERS = 3


class Part(IntEnum):
    """What a word does in a disclosure; the fields of a language in the file, in this order."""

    AI = 0
    PRODUCT = 1
    MADE = 2
    SHOWN = 3
    TOLD = 4
    BY = 5
    GLUE = 6
    THIS = 7
    BE = 8
    CHECK = 9
    NOT = 10
    POLICY = 11
    TOOL = 12


Masks = tuple[int, ...]
"""For each part, the languages in which a word plays it, a bit each; bit 0 is every language."""

NOTHING: Masks = (0,) * len(Part)


def joined(one: Masks, other: Masks) -> Masks:
    """What either of two masks tells."""
    return tuple(a | b for a, b in zip(one, other, strict=True))


def only(part: Part, languages: int) -> Masks:
    """Masks of one part in some languages."""
    return tuple(languages if one is part else 0 for one in Part)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term of several words: what follows the first, and how much of each is given."""

    first: str
    first_is_stem: bool
    rest: tuple[tuple[str, bool], ...]
    masks: Masks


@dataclass(slots=True)
class Tables:
    """The terms as they are gathered from the file."""

    exact: dict[str, Masks] = field(default_factory=dict)
    capitals: dict[str, Masks] = field(default_factory=dict)
    stems: dict[str, Masks] = field(default_factory=dict)
    endings: dict[str, Masks] = field(default_factory=dict)
    spaceless: dict[str, Masks] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    prefixes: dict[str, int] = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)

    def add_phrase(self, phrase: Phrase) -> None:
        """Keep a phrase under its first word, or the first letters of a stem."""
        place = phrase.first[:STEM_LETTERS] + "*" if phrase.first_is_stem else phrase.first
        self.phrases.setdefault(place, []).append(phrase)

    def phrases_at(self, key: str) -> list[Phrase]:
        """The phrases that may begin with the word `key`."""
        return [*self.phrases.get(key, ()), *self.phrases.get(key[:STEM_LETTERS] + "*", ())]


class AiTerms:
    """The terms of all languages at once."""

    def __init__(self, tables: Tables, names: tuple[str, ...], agencies: frozenset[str]) -> None:
        self.languages = names
        self.agencies = agencies
        self._tables = tables
        self._known = frozenset(tables.spaceless)
        self._longest_piece = max(map(len, self._known), default=1)
        self._stem_lengths = sorted({len(stem) for stem in tables.stems}, reverse=True)
        self._ending_lengths = sorted({len(end) for end in tables.endings}, reverse=True)
        self._of_word = lru_cache(maxsize=20_000)(self._looked_up)
        self._phrases_at = lru_cache(maxsize=20_000)(self._found_phrases)
        self._signs = Signs(frozenset(tables.capitals), frozenset(tables.signs))

    def may_name_ai(self, text: str) -> bool:
        """Whether anything in `text` could be a term for AI: quick, and never wrongly no."""
        return self._signs.stand_in(text)

    def marked(self, text: str, start: int, end: int) -> tuple[list[Word], list[Masks]]:
        """The words of a part of `text`, and what each of them can do in which languages."""
        found: list[Word] = []
        for word in words(text, start, end):
            if word.is_spaceless:
                found += pieces(word, self._known, self._longest_piece)
            else:
                found.append(word)
        masks = [self._masks(word) for word in found]
        names: list[tuple[int, int]] = []
        for index, word in enumerate(found):
            for phrase in self._phrases_at(word.key):
                if self._stands_at(phrase, found, index):
                    last = index + 1 + len(phrase.rest)
                    for place in range(index, last):
                        masks[place] = joined(masks[place], phrase.masks)
                    if phrase.masks[Part.AI] or phrase.masks[Part.PRODUCT]:
                        names.append((index, last))
            self._mark_short(found, masks, index)
        for first, last in names:
            # The “generate” of “generative AI” makes nothing, nor is “Image Creator” an image.
            masks[first:last] = [_without_deeds(one) for one in masks[first:last]]
        return found, masks

    def _masks(self, word: Word) -> Masks:
        if word.is_spaceless:
            return self._tables.spaceless.get(word.key, NOTHING)
        masks = self._of_word(word.key)
        capitals = self._tables.capitals.get(word.shown)
        return joined(masks, capitals) if capitals else masks

    def _looked_up(self, key: str) -> Masks:
        tables = self._tables
        masks = tables.exact.get(key, NOTHING)
        for length in self._stem_lengths:
            if length <= len(key) <= length + _LONGEST_ENDING and key[:length] in tables.stems:
                masks = joined(masks, tables.stems[key[:length]])
        for length in self._ending_lengths:
            if length < len(key) and key[-length:] in tables.endings:
                masks = joined(masks, tables.endings[key[-length:]])
        for length in (1, 2, 3):
            languages = tables.prefixes.get(key[:length], 0) if len(key) > length + 1 else 0
            if languages:
                bare = self._of_word(key[length:])
                masks = joined(masks, tuple(mask & languages for mask in bare))
        if key in tables.prefixes:
            masks = joined(masks, only(Part.GLUE, tables.prefixes[key]))
        return masks

    def _found_phrases(self, key: str) -> tuple[Phrase, ...]:
        """The phrases that may begin with a word, be it with a prefix of its script."""
        phrases = list(self._tables.phrases_at(key))
        for cut in (1, 2, 3):
            if key[:cut] in self._tables.prefixes:
                phrases += self._tables.phrases_at(key[cut:])
        return tuple(phrases)

    def _stands_at(self, phrase: Phrase, found: list[Word], index: int) -> bool:
        last = index + len(phrase.rest)
        if last >= len(found) or not self._is_first(phrase, found[index].key):
            return False
        return all(
            len(found[place].gap) <= 2
            and not set(found[place].gap) & set("/|,;:()[]\n")
            and (found[place].key.startswith(key) if is_stem else found[place].key == key)
            for place, (key, is_stem) in enumerate(phrase.rest, index + 1)
        )

    def _is_first(self, phrase: Phrase, key: str) -> bool:
        if key == phrase.first or (phrase.first_is_stem and key.startswith(phrase.first)):
            return True
        cut = len(key) - len(phrase.first)
        return (
            cut in {1, 2, 3} and key.endswith(phrase.first) and key[:cut] in self._tables.prefixes
        )

    def _mark_short(self, found: list[Word], masks: list[Masks], index: int) -> None:
        """Mark “A.I.”, and “ai-” or “Ai ” before a word for made; unmark the AI of “J’AI”."""
        word = found[index]
        capitals = self._tables.capitals
        following = found[index + 1] if index + 1 < len(found) else None
        if following and following.gap == "." and len(word.shown) == len(following.shown) == 1:
            both = capitals.get(word.shown + following.shown)
            if both:
                masks[index] = joined(masks[index], both)
                masks[index + 1] = joined(masks[index + 1], both)
        elif word.key in {"ai", "ki"} and word.shown not in capitals:
            made = masks[index + 1][Part.MADE] if following else 0
            if following and (
                (following.gap == "-" and made) or (following.gap == " " and made & 1)
            ):
                masks[index] = joined(masks[index], capitals[word.key.upper()])
        elif word.shown == "AI" and word.gap in {"'", "’"} and found[index - 1].key in _FRENCH_I:
            masks[index] = NOTHING


_FRENCH_I = frozenset({"j", "n", "m", "t", "y", "qu"})


def _without_deeds(masks: Masks) -> Masks:
    return (*masks[: Part.MADE], 0, 0, 0, *masks[Part.BY :])
