"""What the cards of a list have in common: it is of one kind from its first card to its last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

from annotator.assist.link_marks import LINK_MARKS
from annotator.assist.structure import Structure
from annotator.assist.visible_page import Floats

_LINKS = (
    "has link",
    "leads to this site",
    "leads elsewhere",
    "shaped like own address",
    "like own in words",
    "words in address",
    "digits in address",
)
LIST_MARKS = (
    "cards in list",
    "length of cards",
    "blocks of cards",
    "links of list",
    *(f"{name}, in list" for name in _LINKS),
    "longest text in card",
    "ends sentences, in list",
    "place of list",
)


def groups_of_lists(structure: Structure) -> list[Hashable | None]:
    """For each block what names its list, None where it is in none."""
    return [structure.group(structure.card(element)) for element in structure.page.element]


def list_marks(
    structure: Structure, groups: Sequence[Hashable | None], links: Floats, ends: Floats
) -> Floats:
    """One row a block, one column for each of `LIST_MARKS`; `links` are the link marks."""
    page = structure.page
    members: dict[Hashable, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group is not None:
            members[group].append(number)
    chosen = links[:, [LINK_MARKS.index(name) for name in _LINKS]]
    linked = links[:, LINK_MARKS.index("has link")] > 0
    rows = np.zeros((len(page), len(LIST_MARKS)))
    for numbers in members.values():
        cards = {structure.card(page.element[number]) for number in numbers}
        lengths = page.length[numbers]
        has_link = np.array(numbers)[linked[numbers]]
        rows[numbers] = (
            np.log1p(len(cards)),
            np.log1p(lengths.sum() / len(cards)),
            len(numbers) / len(cards),
            len({page.link[number] for number in has_link}) / len(cards),
            linked[numbers].mean(),
            *(chosen[has_link].mean(axis=0)[1:] if len(has_link) else [0.0] * (len(_LINKS) - 1)),
            np.log1p(lengths.max()),
            ends[numbers].mean(),
            numbers[0] / max(len(page), 1),
        )
    return rows
