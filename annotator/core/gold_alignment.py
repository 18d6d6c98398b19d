"""Gold text, which says only what the paragraphs of a page are, laid on the blocks of the page.

A paragraph is found by its text, compared leniently (`lenient_text`). A fourth of all paragraphs of
news stand in their page more than once: of all ways to place the paragraphs one behind the other,
the one that places most text is taken. So the order decides, and where it leaves a choice the
paragraph is *ambiguous*.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from annotator.core.chains import Place, heaviest_chain
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.lenient_text import LenientText, solid, without_list_marker
from annotator.core.spans import Span

MOST_PARAGRAPHS = 20_000
LONGEST_TEXT = 8_000_000
_LEAST_PLACES = 40  # of one text that are looked at, and of all paragraphs together:
_ALL_PLACES = 200_000
_MOST_SEARCHED = 2_000_000_000  # characters, which takes about a second
_SHORT = 24
_PIECE = 24
_LEAST_PART = 0.6


_start_of: Callable[[Place], int] = attrgetter("start")


class Fate(StrEnum):
    """What became of a paragraph."""

    FOUND = "found"
    BY_ORDER = "found by its order"
    AMBIGUOUS = "ambiguous"
    PARTLY = "found in parts"
    OUT_OF_ORDER = "found out of order"
    NOT_FOUND = "not found"


UNSURE = frozenset({Fate.AMBIGUOUS, Fate.PARTLY, Fate.OUT_OF_ORDER})
"""Fates of paragraphs that have a place, but that a person should look at."""


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """A paragraph of gold text, and where it stands: nowhere, in one span, or in several parts.

    `number` is that of the paragraph among those given, from 0. `count` says how often the page has
    its text; a span may reach over several blocks.
    """

    number: int
    text: str
    fate: Fate
    spans: tuple[Span, ...] = ()
    count: int = 0


def align_gold(document: Document, paragraphs: Iterable[str]) -> list[AlignedParagraph]:
    """Where each of the paragraphs, which are in the order of reading, stands in the document.

    A paragraph that is not there as one, but has several lines, is looked for line by line; the
    answer then has each of them. Empty ones are left out. `UserError` where there are too many.
    """
    given = list(paragraphs)
    if sum(map(len, given)) > LONGEST_TEXT:
        raise UserError(f"The paragraphs have more than {LONGEST_TEXT:,} characters.")
    page = _Page(document, max(_LEAST_PLACES, _ALL_PLACES // max(len(given), 1)))
    wanted: list[_Wanted] = []
    for number, part in _parts(page, given):
        wanted.append(_Wanted(number, part, page.places(part)))
        if len(wanted) > MOST_PARAGRAPHS:
            raise UserError(f"There are more than {MOST_PARAGRAPHS:,} paragraphs.")
    chosen = heaviest_chain([one.places for one in wanted])
    for index, place in chosen.items():
        wanted[index].place = place
    _settle(page, wanted)
    _place_the_rest(page, wanted)
    return [one.aligned(page) for one in wanted]


def _parts(page: _Page, paragraphs: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, one in enumerate(paragraphs):
        for part in page.parts(one):
            yield number, part


@dataclass(slots=True)
class _Wanted:
    """A paragraph on its way to its place, in places of the page's solid text."""

    number: int
    text: str
    places: list[Place]
    place: Place | None = None
    parts: list[Place] = field(default_factory=list)
    fate: Fate = Fate.NOT_FOUND

    def aligned(self, page: _Page) -> AlignedParagraph:
        places = self.parts or ([self.place] if self.place else [])
        spans = tuple(page.span(one) for one in places)
        return AlignedParagraph(self.number, self.text, self.fate, spans, len(self.places))


class _Page:
    """The text of a document, and where its blocks begin and end in it."""

    def __init__(self, document: Document, most_places: int) -> None:
        self.document = document
        self._most_places = most_places
        self.lenient = LenientText(document.text)
        self.solid = self.lenient.solid
        self.starts: set[int] = set()
        self.ends: set[int] = set()
        for block in document.blocks:
            text = document.quote(block.span)
            self.starts.add(self.lenient.place(block.span.start))
            self.starts.add(self.lenient.place(block.span.end - len(without_list_marker(text))))
            self.ends.add(self.lenient.place(block.span.end))
        self._known: dict[str, list[Place]] = {}
        self._searched = 0

    def parts(self, paragraph: str) -> list[str]:
        """The paragraph, or its lines where the page has it only so."""
        lines = [one for one in paragraph.split("\n") if solid(one)]
        return lines if len(lines) > 1 and not self.places(paragraph) else [paragraph] * bool(lines)

    def places(self, paragraph: str) -> list[Place]:
        """Where its text stands, without its list marker if it is nowhere with it.

        A short text counts inside others only where no block is just that.
        """
        if paragraph not in self._known:
            found = self._sought(solid(paragraph))
            if not found and (bare := without_list_marker(paragraph)) != paragraph:
                found = self._sought(solid(bare))
            self._known[paragraph] = found
        return self._known[paragraph]

    def span(self, place: Place) -> Span:
        """The span of a place, with what stands beside it in its block and is no word."""
        span = self.lenient.span(place.start, place.end)
        blocks = self.document.blocks
        first = blocks[self.document.block_at(span.start)].span
        last = blocks[self.document.block_at(span.end - 1)].span
        text = self.document.text
        start = first.start if _is_wordless(text[first.start : span.start]) else span.start
        end = last.end if _is_wordless(text[span.end : last.end]) else span.end
        return Span(start, max(end, span.end))

    def is_hidden(self, place: Place) -> bool:
        """Whether the place begins in a block that browsers do not show."""
        start = self.lenient.span(place.start, place.end).start
        return self.document.blocks[self.document.block_at(start)].hidden is not None

    def find(self, text: str, start: int, end: int) -> int:
        """Where a solid text stands between two places, or -1; `UserError` if that takes long."""
        found = self.solid.find(text, start, end)
        looked_at = (min(end, len(self.solid)) if found < 0 else found) - start
        self._searched += looked_at + len(text)
        if self._searched > _MOST_SEARCHED:
            raise UserError("The text is too long to be found in a page of this size.")
        return found

    def _sought(self, text: str) -> list[Place]:
        found: list[Place] = []
        start = self.find(text, 0, len(self.solid)) if text else -1
        while start >= 0 and len(found) < self._most_places:
            found.append(self._place(start, start + len(text)))
            start = self.find(text, start + 1, len(self.solid))
        whole = [one for one in found if one.is_whole]
        return whole if whole and len(text) < _SHORT else found

    def _place(self, start: int, end: int) -> Place:
        span = self.lenient.span(start, end)
        first, last = map(self.document.block_at, (span.start, span.end - 1))
        is_whole = first == last and start in self.starts and end in self.ends
        place = Place(start, end, float(end - start), is_whole)
        # Of two places a whole block is better, and one that is shown.
        worth = (0.4 if is_whole else 0.0) + (0.0 if self.is_hidden(place) else 0.3)
        return Place(start, end, end - start + worth, is_whole)


def _settle(page: _Page, wanted: Sequence[_Wanted]) -> None:
    """Say of each paragraph in the chain what gave it its place; of equal ones take the nearest."""
    ends = _starts_behind(wanted, len(page.solid))
    start = 0
    for one, end in zip(wanted, ends, strict=True):
        if one.place is None:
            continue
        near = [other for other in one.places if start <= other.start and other.end <= end]
        best = _best(page, near, start, end)
        if len(best) > 1:
            one.place = min(best, key=lambda place: (place.start - start) + (end - place.end))
            one.fate = Fate.AMBIGUOUS
        else:
            one.place = best[0]
            one.fate = Fate.FOUND if len(one.places) == 1 else Fate.BY_ORDER
        start = one.place.end


def _starts_behind(wanted: Sequence[_Wanted], last: int) -> list[int]:
    """For each paragraph, where the next one that has a place begins."""
    found = [last] * len(wanted)
    for number in range(len(wanted) - 1, 0, -1):
        following = wanted[number].place
        found[number - 1] = following.start if following else found[number]
    return found


def _best(page: _Page, near: list[Place], start: int, end: int) -> list[Place]:
    """Those of several places that no other is better than: shown, whole, beside a neighbour."""
    if len(near) > 1:
        near = [one for one in near if not page.is_hidden(one)] or near
    if len(near) > 1:
        near = [one for one in near if one.is_whole] or near
    if len(near) > 1:
        near = [one for one in near if one.start == start or one.end == end] or near
    return near


def _place_the_rest(page: _Page, wanted: Sequence[_Wanted]) -> None:
    """Find what is in no chain: out of order where it is once, in parts where it is no whole."""
    taken = [one.place for one in wanted if one.place]
    ends = _starts_behind(wanted, len(page.solid))
    start = 0
    for one, end in zip(wanted, ends, strict=True):
        if one.place is not None:
            start = one.place.end
            continue
        free = [place for place in one.places if not _is_taken(place, taken)]
        if len(free) == 1:
            one.parts, one.fate = free, Fate.OUT_OF_ORDER
        elif free:
            one.fate = Fate.AMBIGUOUS
        elif not one.places and (parts := _parts_between(page, solid(one.text), start, end)):
            one.parts, one.fate = parts, Fate.PARTLY
            start = parts[-1].end
        for part in one.parts:
            insort(taken, part, key=_start_of)


def _is_taken(place: Place, taken: Sequence[Place]) -> bool:
    """Whether the place shares anything with one of others, which are in order."""
    following = bisect_left(taken, place.end, key=_start_of)
    return following > 0 and taken[following - 1].end > place.start


def _parts_between(page: _Page, text: str, start: int, end: int) -> list[Place]:
    """The pieces of a text that stand in order between two places, if they are most of it."""
    parts: list[Place] = []
    number = 0
    while number <= len(text) - _PIECE:
        found = page.find(text[number : number + _PIECE], start, end)
        if found < 0:
            number += _PIECE // 4
            continue
        behind = min(end, found + len(text) - number)
        length = _same_length(page.solid[found:behind], text[number:])
        parts.append(Place(found, found + length, float(length), is_whole=False))
        start, number = found + length, number + length
    share = sum(one.end - one.start for one in parts) / max(len(text), 1)
    return _joined(parts) if share >= _LEAST_PART else []


def _same_length(left: str, right: str) -> int:
    """How many characters two texts have in common from their beginnings."""
    most = min(len(left), len(right))
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if left[:middle] == right[:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _joined(parts: Sequence[Place]) -> list[Place]:
    """The parts, those made one between which little stands: words that gold has otherwise."""
    joined = [parts[0]]
    for one in parts[1:]:
        last = joined[-1]
        if one.start - last.end <= 2 * _PIECE:
            joined[-1] = Place(last.start, one.end, float(one.end - last.start), is_whole=False)
        else:
            joined.append(one)
    return joined


def _is_wordless(text: str) -> bool:
    return not any(map(str.isalnum, text))
