"""How like a block is to what the page declares as its title, its summary and its story."""

from __future__ import annotations

import re
from collections.abc import Iterable

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

_CUT = re.compile(r"\s[-–—|·•:»›/]+\s|\s?[|»·]\s?|:\s")
_NOISE = re.compile(r"[\W_]+")
_SHORTEST = 8
_FEWEST_IN_STORY = 12
_LONGEST = 4_000
"""Code points of a block that are compared."""


def solid(text: str) -> str:
    """The letters and digits of a text, case folded: what is compared."""
    return _NOISE.sub("", text.casefold())


def title_marks(page: VisiblePage) -> Floats:
    """One row a block, one column for each of `TITLE_MARKS`."""
    evidence = page.evidence
    titles = [whole for title in evidence.titles if (whole := solid(title))]
    parts = _parts(evidence.titles, evidence.site_name)
    title_grams = [_grams(one) for one in titles]
    part_grams = [_grams(one) for one in parts]
    summary_grams = [_grams(solid(one)) for one in evidence.descriptions]
    story = solid(evidence.story)
    name = solid(evidence.site_name)
    exact = {*titles, *parts}
    longest = 3 * max(map(len, titles), default=0) + 20
    longest_summary = 3 * max((len(one) for one in summary_grams), default=0) + 20
    rows = np.zeros((len(page), len(TITLE_MARKS)))
    for number, text in enumerate(page.texts):
        own = solid(text[:_LONGEST])
        if not own:
            continue
        if len(own) <= max(longest, longest_summary):
            grams = _grams(own)
            if len(own) <= longest:
                rows[number, 0] = _best(grams, title_grams)
                rows[number, 1] = _best(grams, part_grams)
                rows[number, 2] = own in exact
                rows[number, 3] = any(len(one) >= _SHORTEST and one in own for one in exact)
            rows[number, 4] = _best(grams, summary_grams)
        rows[number, 5] = len(own) >= _FEWEST_IN_STORY and own in story
        rows[number, 7] = own == name
    rows[:, 6] = len(story) > 200
    return rows


def likeness(one: str, other: str) -> float:
    """How like two solid texts are, from 0 to 1."""
    return _best(_grams(one), [_grams(other)])


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


def _grams(text: str) -> set[str]:
    """Three characters each, of which likeness is counted; two where the text is very short."""
    width = 3 if len(text) > 5 else 2
    return {text[start : start + width] for start in range(max(1, len(text) - width + 1))}


def _best(own: set[str], others: list[set[str]]) -> float:
    """The greatest of the likenesses by Dice (1945): twice what is shared by what both have."""
    best = 0.0
    for other in others:
        most = 2 * min(len(own), len(other)) / (len(own) + len(other))
        if most > best:
            best = max(best, 2 * len(own & other) / (len(own) + len(other)))
    return best
