"""Which text of a page a cleaner kept, as it stands in the page: what its plain text leaves open.

A cleaner answers with text alone, and a fourth of all paragraphs stand more than once in their
page. So the order decides. First come whole blocks: of all ways to find blocks in the answer, in
the order of both, it is that which explains most words of it. Then the words between them are
looked for in the blocks between, where four or more follow one another in both.

Words are runs of letters and digits, so that quotes, dashes, bullets and white space do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from annotator.core.documents import Block, Document
from annotator.core.spans import Span
from annotator.core.text_scores import SHINGLE, words_of

_WORD = re.compile(r"\w+")
_MOST_PLACES = 64
_ADJACENT = 0.5
"""A place right behind the one before is worth more than one far off, but less than a word."""


@dataclass(frozen=True, slots=True)
class _Block:
    number: int
    whole: Span
    words: tuple[str, ...]
    spans: tuple[Span, ...]


def kept_spans(document: Document, text: str) -> list[Span]:
    """The spans of the document that stand in the text, in order; each lies in one block."""
    answer = words_of(text)
    blocks = [one for one in (_block(document, own) for own in document.blocks) if one.words]
    places = _chain(blocks, answer)
    found: list[Span] = []
    gap: list[_Block] = []
    position = 0
    for block in blocks:
        place = places.get(block.number)
        if place is None:
            gap.append(block)
            continue
        found += _pieces(gap, answer[position:place])
        gap = []
        found.append(block.whole)
        position = place + len(block.words)
    return found + _pieces(gap, answer[position:])


def _block(document: Document, block: Block) -> _Block:
    start = block.span.start
    found = list(_WORD.finditer(document.quote(block.span)))
    spans = [Span(start + one.start(), start + one.end()) for one in found]
    return _Block(
        block.index,
        block.span.trimmed(document.text),
        tuple(one.group() for one in found),
        tuple(spans),
    )


@dataclass(slots=True)
class _Chain:
    """The heaviest chains so far, by where they end: ends and weights both ascend."""

    ends: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    def before(self, start: int) -> tuple[float, int]:
        """The weight of the heaviest chain that ends at `start` or before, and its last link."""
        at = bisect_left(self.ends, start + 1) - 1
        if at < 0:
            return 0.0, -1
        return self.weights[at] + _ADJACENT * (self.ends[at] == start), self.links[at]

    def put(self, end: int, weight: float, link: int) -> None:
        """Add a chain, unless one that is as heavy ends as early; drop those that it outdoes."""
        first = bisect_left(self.ends, end)
        if first and self.weights[first - 1] >= weight:
            return
        if first < len(self.ends) and self.ends[first] == end and self.weights[first] >= weight:
            return
        last = first
        while last < len(self.ends) and self.weights[last] <= weight:
            last += 1
        self.ends[first:last] = [end]
        self.weights[first:last] = [weight]
        self.links[first:last] = [link]


def _chain(blocks: Sequence[_Block], answer: Sequence[str]) -> dict[int, int]:
    """Where each of the chosen blocks stands in the answer, by the number of the block."""
    starts: dict[str, list[int]] = {}
    for place, word in enumerate(answer):
        starts.setdefault(word, []).append(place)
    chain = _Chain()
    links: list[tuple[int, int, int]] = []
    for block in blocks:
        fresh = []
        for place in _places(block.words, answer, starts):
            weight, link = chain.before(place)
            links.append((block.number, place, link))
            fresh.append((place + len(block.words), weight + len(block.words), len(links) - 1))
        for end, weight, link in fresh:
            chain.put(end, weight, link)
    chosen = {}
    link = chain.links[-1] if chain.links else -1
    while link >= 0:
        number, place, link = links[link]
        chosen[number] = place
    return chosen


def _places(
    words: tuple[str, ...], answer: Sequence[str], starts: dict[str, list[int]]
) -> list[int]:
    # The rarest word of the block leads to fewer places that then turn out to be others.
    rarest = min(range(len(words)), key=lambda at: len(starts.get(words[at], ())))
    found = []
    for place in starts.get(words[rarest], ()):
        start = place - rarest
        if start >= 0 and tuple(answer[start : start + len(words)]) == words:
            found.append(start)
            if len(found) == _MOST_PLACES:
                break
    return found


def _pieces(blocks: Sequence[_Block], words: Sequence[str]) -> list[Span]:
    """What of blocks that are not kept whole stands in these words, in the order of both."""
    if len(words) < SHINGLE or not blocks:
        return []
    own = [(word, span, block.number) for block in blocks for word, span in _paired(block)]
    matcher = SequenceMatcher(None, [word for word, _, _ in own], words)
    found = []
    for start, _, count in matcher.get_matching_blocks():
        if count < SHINGLE:
            continue
        run = own[start : start + count]
        for number in dict.fromkeys(block for _, _, block in run):
            spans = [span for _, span, block in run if block == number]
            found.append(Span(spans[0].start, spans[-1].end))
    return found


def _paired(block: _Block) -> Iterable[tuple[str, Span]]:
    return zip(block.words, block.spans, strict=True)
