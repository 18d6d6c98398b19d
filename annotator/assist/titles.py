"""How like a block is to what the page declares as its title, its summary and its story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from annotator.assist.visible_page import Floats, VisiblePage

TITLE_MARKS = (
    "like the title",
    "like a part of the title",
    "is a title",
    "title inside",
    "like a summary",
    "inside the declared story",
    "story is declared",
    "is the name of the site",
)

_Grams: TypeAlias = "set[tuple[str, ...]]"

_CUT = re.compile(r"\s[-–—|·•:»›/]+\s|\s?[|»·]\s?|:\s")
_KEPT = re.compile(r"[^\W_]+")
_SHORTEST = 8
_FEWEST_IN_STORY = 12
_LONGEST = 4_000
"""Code points of a block that are compared."""


def solid(text: str) -> str:
    """The letters and digits of a text, case folded: what is compared."""
    return "".join(_KEPT.findall(text.casefold()))


def title_marks(page: VisiblePage) -> Floats:
    """One row a block, one column for each of `TITLE_MARKS`."""
    evidence = page.evidence
    titles = [whole for title in evidence.titles if (whole := solid(title))]
    parts = _parts(evidence.titles, evidence.site_name)
    title_grams = [_grams(one) for one in titles]
    part_grams = [_grams(one) for one in parts]
    summary_grams = [_grams(solid(one)) for one in evidence.descriptions]
    every: _Grams = set().union(*title_grams, *part_grams, *summary_grams)
    story = solid(evidence.story)
    story_is_declared = float(len(story) > 200)
    name = solid(evidence.site_name)
    exact = {*titles, *parts}
    long_ones = [one for one in exact if len(one) >= _SHORTEST]
    longest = 3 * max(map(len, titles), default=0) + 20
    longest_summary = 3 * max((len(one) for one in summary_grams), default=0) + 20
    rows: list[tuple[float, ...]] = []
    for text in page.texts:
        own = solid(text[:_LONGEST])
        like_title = like_part = is_title = has_title = like_summary = 0.0
        if own and len(own) <= max(longest, longest_summary):
            grams = _grams(own)
            # Most texts share hardly anything with any: that is found out once.
            shared, count = grams & every, len(grams)
            if shared and len(own) <= longest:
                like_title = _best(shared, count, title_grams)
                like_part = _best(shared, count, part_grams)
                is_title = own in exact
                has_title = any(one in own for one in long_ones)
            if shared:
                like_summary = _best(shared, count, summary_grams)
        in_story = len(own) >= _FEWEST_IN_STORY and own in story
        is_name = bool(own) and own == name
        rows.append(
            (
                like_title,
                like_part,
                is_title,
                has_title,
                like_summary,
                in_story,
                story_is_declared,
                is_name,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(TITLE_MARKS))


def likeness(one: str, other: str) -> float:
    """How like two solid texts are, from 0 to 1."""
    grams = _grams(one)
    return _best(grams, len(grams), [_grams(other)])


def _parts(titles: Iterable[str], site_name: str) -> list[str]:
    """What is left of titles where a site's name or a section is cut off."""
    name = solid(site_name)
    parts: dict[str, None] = {}
    for title in titles:
        cuts = [0, *(found.end() for found in _CUT.finditer(title))]
        ends = [*(found.start() for found in _CUT.finditer(title)), len(title)]
        for first in range(min(len(cuts), 4)):
            for last in range(first, min(len(ends), 6)):
                part = solid(title[cuts[first] : ends[last]])
                if len(part) >= _SHORTEST and part != name and 3 * len(part) > len(solid(title)):
                    parts[part] = None
    return list(parts)


def _grams(text: str) -> _Grams:
    """Three characters each, of which likeness is counted; two where the text is very short."""
    if len(text) > 5:
        return set(zip(text, text[1:], text[2:], strict=False))
    return set(pairwise(text)) if len(text) > 1 else {tuple(text)}


def _best(shared: _Grams, count: int, others: list[_Grams]) -> float:
    """The greatest of the likenesses by Dice (1945): twice what is shared by what both have.

    `shared` are those of a text's `count` grams that any of the others might have.
    """
    best = 0.0
    for other in others:
        both = count + len(other)
        if 2 * min(len(shared), len(other)) / both > best:
            best = max(best, 2 * len(shared & other) / both)
    return best
