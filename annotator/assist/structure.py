"""Where a block stands in the tree of its page: what is around it, what is like it, its card."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log1p

import numpy as np

from annotator.assist.visible_page import Floats, VisiblePage

STRUCTURE_MARKS = (
    "depth",
    "in main text",
    "way to main text",
    "way in main text",
    "blocks behind start of main",
    "parent length",
    "parent blocks",
    "parent links",
    "parent prose",
    "grandparent length",
    "grandparent blocks",
    "grandparent links",
    "grandparent prose",
    "blocks alike",
    "length alike",
    "links alike",
    "prose alike",
    "siblings of card",
    "length of card",
    "blocks of card",
    "links of card",
    "place in card",
    "card has prose",
    "images before",
    "is only in parent",
)

_PROSE_LENGTH = 80
_LONGEST_CARD = 1_200
_FEWEST_CARDS = 3


class Structure:
    """The page's elements with what they hold, summed up from the inside."""

    def __init__(self, page: VisiblePage, is_prose: Floats) -> None:
        elements = page.evidence.elements
        self.page = page
        self.parent = elements.parent
        count = len(self.parent)
        own: Floats = np.zeros((count, 4))
        holders = np.array(page.element, dtype=np.int64)
        lengths = page.length
        np.add.at(
            own,
            holders,
            np.stack(
                [lengths, np.ones(len(page)), lengths * page.link_share, lengths * is_prose], axis=1
            ),
        )
        sums = own.tolist()
        # Inner elements stand behind outer ones: one sweep from the end adds all up.
        for number in range(count - 1, 0, -1):
            around = self.parent[number]
            if around >= 0:
                into, of = sums[around], sums[number]
                into[0] += of[0]
                into[1] += of[1]
                into[2] += of[2]
                into[3] += of[3]
        self.sums: list[list[float]] = sums
        total = max(len(page), 1)
        self.block_share = [one[1] / total for one in sums]
        self.signature = page.element_signatures
        self.main = self._main()
        self._cards: dict[int, int] = {}
        self._twins = self._count_twins()

    def _main(self) -> int:
        """The innermost element that holds most of the page's prose; -1 where there is none."""
        children = defaultdict(list)
        for number, around in enumerate(self.parent):
            children[around].append(number)
        here = -1
        whole = sum(self.sums[number][3] for number in children[-1])
        while whole:
            inner = max(children[here], key=lambda one: self.sums[one][3], default=None)
            if inner is None or self.sums[inner][3] < 0.7 * whole:
                break
            here = inner
        return here

    def _count_twins(self) -> Counter[tuple[int, str]]:
        """How many elements of one name stand in the same one."""
        names = self.page.evidence.elements.name
        return Counter(
            (around, name)
            for around, name, held in zip(self.parent, names, self.sums, strict=True)
            if held[1]
        )

    def twins(self, element: int) -> int:
        """How many elements of its name stand beside an element, itself counted; 0 for -1."""
        if element < 0:
            return 0
        return self._twins[self.parent[element], self.page.evidence.elements.name[element]]

    def card(self, element: int) -> int:
        """The innermost element around that looks like one of a list of cards; -1 for none."""
        found = self._cards.get(element)
        if found is None:
            found = self._cards[element] = self._find_card(element)
        return found

    def _find_card(self, element: int) -> int:
        for number in self.page.chains[element]:
            length, blocks, links, _ = self.sums[number]
            if length > _LONGEST_CARD:
                return -1
            if self.twins(number) >= _FEWEST_CARDS and links and blocks <= 12:
                return number
        return -1

    def group(self, card: int) -> tuple[int, str] | None:
        """What is the same for all cards of one list; None for no card."""
        if card < 0:
            return None
        return self.parent[card], self.page.evidence.elements.name[card]


def structure_marks(structure: Structure, is_prose: Floats) -> Floats:
    """One row a block, one column for each of `STRUCTURE_MARKS`."""
    page = structure.page
    count = len(page)
    alike = _alike(structure, is_prose)
    card_numbers = [structure.card(element) for element in page.element]
    card_links: dict[int, Counter[str]] = defaultdict(Counter)
    first_in_card: dict[int, int] = {}
    for number, card in enumerate(card_numbers):
        if card >= 0:
            first_in_card.setdefault(card, number)
            if page.link[number]:
                card_links[card][page.link[number]] += 1
    main_chain = set(page.chains[structure.main]) if structure.main >= 0 else set()
    first_in_main = next(
        (n for n, e in enumerate(page.element) if structure.main in page.chains[e]), 0
    )
    rows = np.zeros((count, len(STRUCTURE_MARKS)))
    for number, element in enumerate(page.element):
        chain = page.chains[element]
        in_main = structure.main in chain if structure.main >= 0 else False
        way = next((step for step, one in enumerate(chain) if one in main_chain), len(chain))
        around = structure.sums[chain[1]] if len(chain) > 1 else structure.sums[element]
        further = structure.sums[chain[2]] if len(chain) > 2 else around
        card = card_numbers[number]
        held = structure.sums[card] if card >= 0 else (0.0, 0.0, 0.0, 0.0)
        rows[number] = (
            len(chain),
            in_main,
            0 if in_main else way,
            way if in_main else 0,
            np.sign(number - first_in_main) * log1p(abs(number - first_in_main)),
            *_shares(around),
            *_shares(further),
            *alike[number],
            structure.twins(card),
            log1p(held[0]),
            held[1],
            len(card_links[card]) if card >= 0 else 0,
            number - first_in_card[card] if card >= 0 else -1,
            held[3] > 0,
            min(page.image_count[number], 3),
            around[1] == 1,
        )
    return rows


def _shares(held: list[float]) -> tuple[float, float, float, float]:
    length = held[0] or 1.0
    return log1p(held[0]), log1p(held[1]), held[2] / length, held[3] / length


def _alike(structure: Structure, is_prose: Floats) -> list[tuple[float, float, float, float]]:
    """What the blocks with the same elements around have in common, for each block.

    Their number, mean length and links, and how much of the page's prose they hold.
    """
    page = structure.page
    groups: dict[int, list[int]] = defaultdict(list)
    keys = page.signatures
    for number, key in enumerate(keys):
        groups[key].append(number)
    whole = float((page.length * is_prose).sum()) or 1.0
    told: dict[int, tuple[float, float, float, float]] = {}
    for key, members in groups.items():
        lengths = page.length[members]
        told[key] = (
            log1p(len(members)),
            float(np.log1p(lengths).mean()),
            float(page.link_share[members].mean()),
            float((lengths * is_prose[members]).sum()) / whole,
        )
    return [told[key] for key in keys]
