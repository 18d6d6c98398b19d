"""The gold of a page, as texts, becomes the role of each of its blocks.

Gold comes as the paragraphs of the body and, from some sources, the headline. A paragraph may be
several blocks, and a fourth of all paragraphs stand more than once in their page. So the blocks are
aligned with the whole body: of all sets of blocks that stand in it in order, that with the most
text is the body.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.assist.titles import likeness, solid
from annotator.core.roles import Role

_ZERO_WIDTH = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FOLDED = str.maketrans("“”„«»‘’‚`´–—−", '"""""' + "''''" + "'---")
_MOST_PLACES = 6
_MOSTLY = 0.5
_NEARLY = 0.5


@dataclass(frozen=True, slots=True)
class GoldRoles:
    """The role of each visible block; None where the gold does not tell.

    `found` is the share of the gold body that the blocks of the body make up. `headline_copies`
    are the blocks with the very text of the headline: any of them is as right.
    """

    roles: tuple[Role | None, ...]
    found: float
    headline_copies: tuple[int, ...] = ()

    @property
    def has_headline(self) -> bool:
        """Whether the gold has a headline, and the page shows it."""
        return Role.HEADLINE in self.roles


def squeezed(text: str) -> str:
    """What is compared: NFC without white space and zero-width characters, one kind of quotes."""
    text = _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text)).translate(_FOLDED)
    return "".join(text.split())


def gold_roles(
    texts: Sequence[str], breadcrumbs: Sequence[bool], headline: str | None, body: str
) -> GoldRoles:
    """The roles of blocks with these texts, by gold.

    `breadcrumbs` says which of them stand in one. Twins of the body's blocks are left open: gold
    has one of them, and does not say which.
    """
    own = [squeezed(text) for text in texts]
    whole = squeezed(body)
    chosen = _body_blocks(own, whole)
    roles: list[Role | None] = [Role.BODY if one else Role.REST for one in chosen]
    found = sum(len(text) for text, is_body in zip(own, chosen, strict=True) if is_body)
    twins = {text for text, is_body in zip(own, chosen, strict=True) if is_body}
    for number, text in enumerate(own):
        if text in twins and not chosen[number]:
            roles[number] = None
    wanted = solid(headline or "")
    copies = _mark_headline(texts, wanted, breadcrumbs, roles) if wanted else []
    return GoldRoles(tuple(roles), min(1.0, found / max(len(whole), 1)), tuple(copies))


def _body_blocks(own: list[str], whole: str) -> list[bool]:
    """Which blocks are the body: the heaviest chain of blocks and places that both ascend."""
    places = [(number, start) for number, text in enumerate(own) for start in _places(text, whole)]
    # best[i]: weight of the heaviest chain that ends with place i; ends and weights stay ascending.
    ends: list[int] = []
    weights: list[float] = []
    links: list[int] = []
    back: list[int] = [-1] * len(places)
    by_block: dict[int, list[int]] = {}
    for index, (number, _) in enumerate(places):
        by_block.setdefault(number, []).append(index)
    for number, indexes in by_block.items():
        length = len(own[number])
        fresh = []
        for index in indexes:
            start = places[index][1]
            before = bisect_left(ends, start + 1) - 1
            weight = (weights[before] if before >= 0 else 0.0) + length
            # A place right behind the one before is worth more than one far off.
            if before >= 0 and ends[before] == start:
                weight += 0.5
            back[index] = links[before] if before >= 0 else -1
            fresh.append((start + length, weight, index))
        for end, weight, index in fresh:
            _put(ends, weights, links, end, weight, index)
    chosen = [False] * len(own)
    index = links[-1] if links else -1
    while index >= 0:
        chosen[places[index][0]] = True
        index = back[index]
    return _with_holders(own, whole, chosen)


def _put(
    ends: list[int], weights: list[float], links: list[int], end: int, weight: float, index: int
) -> None:
    position = bisect_left(ends, end)
    if position and weights[position - 1] >= weight:
        return
    stop = position
    while stop < len(ends) and weights[stop] <= weight:
        stop += 1
    if position < len(ends) and ends[position] == end and weights[position] > weight:
        return
    ends[position:stop] = [end]
    weights[position:stop] = [weight]
    links[position:stop] = [index]


def _places(text: str, whole: str) -> list[int]:
    places: list[int] = []
    start = whole.find(text) if text else -1
    while start >= 0 and len(places) < _MOST_PLACES:
        places.append(start)
        start = whole.find(text, start + 1)
    return places


def _with_holders(own: list[str], whole: str, chosen: list[bool]) -> list[bool]:
    """Also the blocks that hold a part of the body and some words beside it, among the others."""
    inside = [number for number, one in enumerate(chosen) if one]
    if not inside:
        return chosen
    for number in range(max(inside[0] - 1, 0), min(inside[-1] + 2, len(own))):
        text = own[number]
        if chosen[number] or len(text) < 40:
            continue
        pieces = range(0, len(text) - 19, 20)
        found = sum(text[start : start + 20] in whole for start in pieces)
        if found > _MOSTLY * len(pieces) and whole.find(text) < 0:
            chosen[number] = True
    return chosen


def _mark_headline(
    texts: Sequence[str], wanted: str, breadcrumbs: Sequence[bool], roles: list[Role | None]
) -> list[int]:
    """Mark the last block that is the headline before the body begins; all that have its text.

    Its copies in breadcrumbs are none. Blocks that are nearly the same are left open: gold was
    often taken from a page's metadata, which differ from what it shows.
    """
    body = next((number for number, role in enumerate(roles) if role is Role.BODY), len(roles))
    solids = [solid(text) for text in texts]
    like = [likeness(one, wanted) if one else 0.0 for one in solids]
    same = [
        number
        for number, one in enumerate(solids)
        if not breadcrumbs[number]
        and (one == wanted or (wanted in one and len(wanted) > _MOSTLY * len(one)))
    ]
    for number, share in enumerate(like):
        if share >= _NEARLY and roles[number] is Role.REST and not breadcrumbs[number]:
            roles[number] = None
    if not same:
        return []
    before = [number for number in same if number < body]
    roles[before[-1] if before else same[0]] = Role.HEADLINE
    return [number for number in same if roles[number] in {None, Role.HEADLINE}]
