"""How much of a title is said again in the prose below it: a story repeats its headline's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from annotator.assist.dump_shapes import Kind
from annotator.assist.visible_page import Floats

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
_SHORTEST = 4
_MOST_LETTERS = 1_200
_MOST_PROSE = 8
_MOST_LINES = 40
_FEWEST_STEMS = 2
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


def said_below(folded: Sequence[str], kinds: Sequence[Kind]) -> Floats:
    """For each title the share of its stems that the next prose has too; 0 for other lines."""
    shares = np.zeros(len(folded))
    ahead: list[tuple[int, frozenset[str]]] = []
    for number in range(len(folded) - 1, -1, -1):
        if kinds[number] is Kind.PROSE:
            ahead.append((number, stems(folded[number])))
        elif kinds[number] is Kind.TITLE and ahead:
            own = stems(folded[number])
            if len(own) >= _FEWEST_STEMS:
                near = [found for at, found in ahead[-_MOST_PROSE:] if at - number <= _MOST_LINES]
                shares[number] = len(own & frozenset().union(*near)) / len(own)
    return shares


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words; pairs of letters where no spaces part words."""
    part = text[:_MOST_LETTERS]
    if _SPACELESS.search(part):
        solid = "".join(_WORD.findall(part))
        return frozenset(solid[at : at + 2] for at in range(len(solid) - 1))
    return frozenset(word[:_STEM] for word in _WORD.findall(part) if len(word) >= _SHORTEST)
