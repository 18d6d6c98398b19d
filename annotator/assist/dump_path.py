"""The likeliest way of a page's lines through its parts: what stands before, story, what follows.

A page of news begins with menus, perhaps with cards of other stories; then come the headline, what
stands between it and the story, the story with its insertions, and after it cards, comments and the
footer. Lines are weighed by their marks for each part, and a way from part to part costs more the
rarer it is. The best way in all gives every line its role; how much better it is than all others,
its confidence (Viterbi 1967).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

import numpy as np

from annotator.assist.dump_marks import MARKS
from annotator.assist.visible_page import Floats
from annotator.core.roles import Role


class Part(IntEnum):
    """The parts of a page, in the order in which they come."""

    BEFORE = 0
    CARDS_BEFORE = 1
    HEADLINE = 2
    BESIDE = 3
    STORY = 4
    CARD_INSIDE = 5
    AFTER = 6
    CARDS_AFTER = 7
    COMMENTS = 8


ROLE_OF: Mapping[Part, Role] = {
    Part.BEFORE: Role.REST,
    Part.CARDS_BEFORE: Role.TEASER,
    Part.HEADLINE: Role.HEADLINE,
    Part.BESIDE: Role.REST,
    Part.STORY: Role.BODY,
    Part.CARD_INSIDE: Role.TEASER,
    Part.AFTER: Role.REST,
    Part.CARDS_AFTER: Role.TEASER,
    Part.COMMENTS: Role.REST,
}

ROLES = (Role.HEADLINE, Role.BODY, Role.TEASER, Role.REST)

_NEVER = -1e9
_WAYS: dict[tuple[Part, Part], float] = {
    (Part.BEFORE, Part.BEFORE): -0.1,
    (Part.BEFORE, Part.CARDS_BEFORE): -3.0,
    (Part.BEFORE, Part.HEADLINE): -0.8,
    (Part.BEFORE, Part.STORY): -6.0,
    (Part.CARDS_BEFORE, Part.CARDS_BEFORE): -0.1,
    (Part.CARDS_BEFORE, Part.BEFORE): -2.0,
    (Part.CARDS_BEFORE, Part.HEADLINE): -1.5,
    (Part.HEADLINE, Part.BESIDE): -0.7,
    (Part.HEADLINE, Part.STORY): -0.4,
    (Part.BESIDE, Part.BESIDE): -0.4,
    (Part.BESIDE, Part.STORY): -0.8,
    (Part.BESIDE, Part.CARD_INSIDE): -4.0,
    (Part.STORY, Part.STORY): -0.1,
    (Part.STORY, Part.BESIDE): -2.5,
    (Part.STORY, Part.CARD_INSIDE): -3.0,
    (Part.STORY, Part.AFTER): -1.5,
    (Part.STORY, Part.CARDS_AFTER): -4.0,
    (Part.STORY, Part.COMMENTS): -3.0,
    (Part.CARD_INSIDE, Part.STORY): -1.0,
    (Part.CARD_INSIDE, Part.BESIDE): -2.5,
    (Part.CARD_INSIDE, Part.CARD_INSIDE): -1.5,
    (Part.AFTER, Part.AFTER): -0.1,
    (Part.AFTER, Part.CARDS_AFTER): -1.2,
    (Part.AFTER, Part.COMMENTS): -2.0,
    (Part.CARDS_AFTER, Part.CARDS_AFTER): -0.1,
    (Part.CARDS_AFTER, Part.AFTER): -1.5,
    (Part.CARDS_AFTER, Part.COMMENTS): -3.0,
    (Part.COMMENTS, Part.COMMENTS): -0.1,
    (Part.COMMENTS, Part.AFTER): -2.5,
    (Part.COMMENTS, Part.CARDS_AFTER): -4.0,
}
_STARTS = {Part.BEFORE: -0.2, Part.CARDS_BEFORE: -3.0, Part.HEADLINE: -0.2, Part.STORY: -4.0}

# The order of the columns is that of `Part`: before, cards before, headline, beside, story, card
# inside, after, cards after, comments.
WEIGHTS: dict[str, tuple[float, ...]] = {
    "is disclosure": (-0.5, 1.0, -9.0, 0.8, -4.0, -1.5, -0.5, 1.0, -3.0),
    "is date": (0.2, 0.6, -9.0, 1.5, -4.0, -3.0, 0.2, 0.6, 0.2),
    "is furniture": (1.7, -3.0, -6.0, 0.5, -4.0, -3.0, 1.7, -3.0, -0.5),
    "is short": (1.0, -2.3, -2.5, 0.8, -3.0, -3.0, 1.0, -2.3, 0.5),
    "is title": (-0.6, 0.3, 1.2, -0.6, -2.5, -1.0, -0.6, 0.3, -0.5),
    "is sentence": (-1.2, -0.3, -2.0, -1.2, 0.3, -1.5, -1.2, -0.3, 0.3),
    "is prose": (-2.7, -0.5, -6.0, -3.0, 1.0, -3.0, -2.7, -0.5, -0.5),
    "long prose": (-0.9, -0.2, 0.0, -1.5, 1.0, -1.0, -0.9, -0.2, -0.5),
    "beside prose": (0.0, -0.7, 0.0, -0.3, 0.7, -0.8, 0.0, -0.7, 0.2),
    "alone among titles": (-0.4, 0.9, 0.0, 0.0, -0.8, 0.0, -0.4, 0.9, -0.5),
    "beside a disclosure": (-0.2, 0.8, 0.0, 0.2, -1.0, 0.0, -0.2, 0.8, -1.0),
    "is a caption": (0.0, 0.8, -3.0, 3.0, -3.0, -1.0, 0.0, 0.8, -2.0),
    "in a card": (-1.3, 2.6, -0.7, -0.5, -1.0, 0.0, -1.3, 2.6, -0.5),
    "in a list of titles": (0.0, 1.3, -1.0, 0.0, -1.0, 0.0, 0.0, 1.3, 0.0),
    "in a menu": (1.4, -1.5, -2.0, 0.0, -2.0, -1.0, 1.4, -1.5, -0.3),
    "with buttons below": (1.5, -1.0, 0.0, 2.5, -2.0, -1.0, 1.5, -1.0, 1.0),
    "in another script": (1.8, -2.2, -3.0, 0.8, -3.0, -2.0, 1.8, -2.2, -1.0),
    "repeated": (0.6, 0.0, 0.4, 0.0, -1.5, 0.0, 0.6, 0.0, 0.8),
    "heads other stories": (2.0, -2.5, -4.0, 0.0, -4.0, -0.5, 3.0, -3.0, 0.0),
    "links another story": (0.0, 0.5, -4.0, 0.0, -3.0, 6.0, -2.0, 2.0, 0.0),
    "heads comments": (0.0, -2.0, -3.0, 0.0, -3.0, -2.0, 0.5, -3.0, 4.0),
    "between prose": (0.0, 0.0, 0.0, 0.0, 2.5, 0.0, 0.5, 0.0, 0.0),
    "long below a title": (0.0, 0.0, 0.0, 0.0, 4.5, 0.0, 0.0, 0.0, 0.0),
    "in a list of the story": (0.0, 0.0, -2.0, -1.0, 4.5, -1.0, 0.0, -1.0, 0.0),
    "first of its size": (0.0, 0.0, 1.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "like the title": (0.0, 0.0, 3.0, 0.0, 0.0, -2.0, 0.0, 0.0, 0.0),
    "full title": (-0.5, -2.0, 3.0, 0.0, -2.0, -2.0, 0.0, 0.0, 0.0),
    "begins with a quote": (0.0, 0.0, 0.0, -0.5, 0.6, -0.5, 0.0, 0.0, 0.0),
    "beside short lines": (0.5, 0.5, -1.5, 1.5, -2.0, 0.0, 0.5, 0.5, 0.8),
    "asks": (0.0, 0.0, 0.0, -0.3, 1.8, 0.0, 0.0, 0.0, 0.3),
    "said again below": (0.0, -1.0, 4.0, 0.3, 0.5, 0.0, 0.0, 0.0, 0.0),
    "in the most prose": (-1.0, -0.5, 0.0, -0.5, 1.0, -0.5, -1.0, -0.5, -0.5),
    "names an author": (0.3, -0.2, -4.0, 2.0, -3.0, -1.0, 0.3, -0.2, 0.5),
    "long title": (-0.4, 0.2, 0.8, 0.0, 0.0, 0.0, -0.4, 0.2, 0.0),
    "holds its neighbour": (0.5, 0.0, -4.0, 0.5, -3.0, 0.0, 0.0, 0.0, 0.0),
    "begins with an author": (0.5, 0.0, -1.0, 2.5, -2.5, 0.0, 2.0, 0.0, 0.0),
    "near an end": (0.0, -0.3, -1.5, -1.0, 0.0, -1.0, 0.4, -0.3, 0.0),
}

_PARTS = len(Part)
_RESTRAINT = 0.65
"""Marks tell much the same twice over: as they stand they would promise too much."""


def _ways() -> Floats:
    costs = np.full((_PARTS, _PARTS), _NEVER)
    for (here, there), cost in _WAYS.items():
        costs[here, there] = cost
    return costs


def _starts() -> Floats:
    costs = np.full(_PARTS, _NEVER)
    for part, cost in _STARTS.items():
        costs[part] = cost
    return costs


def weighed(marks: Floats) -> Floats:
    """How well each line fits each part: one row a line, one column a part."""
    table: Floats = np.array([WEIGHTS[name] for name in MARKS])
    fit: Floats = marks @ table
    return fit


def best_scores(fit: Floats) -> Floats:
    """How well the best way fits that leads through each part at each line; a row a line."""
    ways = _ways()
    forth = np.empty_like(fit)
    back = np.zeros_like(fit)
    forth[0] = _starts() + fit[0]
    for number in range(1, len(fit)):
        forth[number] = (forth[number - 1][:, None] + ways).max(axis=0) + fit[number]
    for number in range(len(fit) - 2, -1, -1):
        back[number] = (ways + (back[number + 1] + fit[number + 1])).max(axis=1)
    scores: Floats = forth + back
    return scores


def role_shares(scores: Floats) -> Floats:
    """A probability for each role at each line, one column a role of `ROLES`.

    It is as small as the best way that gives the line that role is worse than the best of all.
    """
    by_role = np.stack(
        [scores[:, [part for part in Part if ROLE_OF[part] is role]].max(axis=1) for role in ROLES],
        axis=1,
    )
    weights = np.exp((by_role - by_role.max(axis=1, keepdims=True)) * _RESTRAINT)
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares
