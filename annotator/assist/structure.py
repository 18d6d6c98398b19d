"""Where a block stands in the tree of its page: what is around it, what is like it, its card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from annotator.assist.visible_page import Floats, VisiblePage, Whole

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
_ADDED_IN_PAIRS = 8
"""From so many numbers on numpy adds them in pairs, which gives other last digits."""


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
    if not len(page):
        return np.zeros((0, len(STRUCTURE_MARKS)))
    holder = np.array(page.element, dtype=np.int64)
    parent, sums = np.array(structure.parent, dtype=np.int64), np.array(structure.sums)
    depth, way, in_main = _ways(structure)
    around = np.where(parent[holder] >= 0, parent[holder], holder)
    further = np.where(parent[around] >= 0, parent[around], around)
    is_in, steps = in_main[holder], way[holder]
    first = int(is_in.argmax())  # the first block where none is
    behind = np.arange(len(page)) - first
    cards = [structure.card(element) for element in page.element]
    card = np.array(cards, dtype=np.int64)
    held = np.where((card >= 0)[:, None], sums[card], 0.0)
    return np.stack(
        [
            depth[holder],
            is_in,
            np.where(is_in, 0, steps),
            np.where(is_in, steps, 0),
            np.sign(behind) * np.log1p(np.abs(behind)),
            *_shares(sums[around]),
            *_shares(sums[further]),
            *_alike(structure, is_prose),
            [structure.twins(one) for one in cards],
            np.log1p(held[:, 0]),
            held[:, 1],
            *_in_cards(page, cards),
            held[:, 3] > 0,
            np.minimum(page.image_count, 3),
            sums[around, 1] == 1,
        ],
        axis=1,
    )


def _ways(structure: Structure) -> tuple[Whole, Whole, npt.NDArray[np.bool_]]:
    """For each element how many are around it with itself, and its way to the main text.

    That is how many steps outwards lead to an element that the main text stands in; and whether it
    is inside of the main text.
    """
    main = structure.main
    shared = set(structure.page.chains[main]) if main >= 0 else set()
    depth: list[int] = []
    way: list[int] = []
    in_main: list[bool] = []
    for number, outer in enumerate(structure.parent):
        # Outer elements stand before inner ones.
        is_outermost = outer < 0
        depth.append(1 if is_outermost else depth[outer] + 1)
        way.append(0 if number in shared else 1 if is_outermost else way[outer] + 1)
        in_main.append(number == main or (not is_outermost and in_main[outer]))
    return np.array(depth), np.array(way), np.array(in_main, dtype=bool)


def _shares(held: Floats) -> list[Floats]:
    length = np.where(held[:, 0] == 0, 1.0, held[:, 0])
    return [
        np.log1p(held[:, 0]),
        np.log1p(held[:, 1]),
        held[:, 2] / length,
        held[:, 3] / length,
    ]


def _in_cards(page: VisiblePage, cards: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each block how many links its card has, and which of its blocks it is; 0 and -1 outside.

    The order of columns is that of `STRUCTURE_MARKS`.
    """
    links: dict[int, set[str]] = defaultdict(set)
    first: dict[int, int] = {}
    for number, (card, link) in enumerate(zip(cards, page.link, strict=True)):
        first.setdefault(card, number)
        if link:
            links[card].add(link)
    counts = [len(links[card]) if card >= 0 else 0 for card in cards]
    places = [number - first[card] if card >= 0 else -1 for number, card in enumerate(cards)]
    return counts, places


def _alike(structure: Structure, is_prose: Floats) -> list[Floats]:
    """What the blocks with the same elements around have in common, for each block.

    Their number, mean length and links, and how much of the page's prose they hold.
    """
    page = structure.page
    _, kind = np.unique(np.array(page.signatures, dtype=np.int64), return_inverse=True)
    counts = np.bincount(kind)
    many = [(number, kind == number) for number in np.flatnonzero(counts >= _ADDED_IN_PAIRS)]

    def means(values: Floats) -> Floats:
        answer: Floats = np.bincount(kind, weights=values) / counts
        for number, members in many:
            # The model was trained with these last digits.
            answer[number] = values[members].mean()
        return answer

    mass = page.length * is_prose
    told = (
        np.log1p(counts),
        means(np.log1p(page.length)),
        means(page.link_share),
        np.bincount(kind, weights=mass) / (float(mass.sum()) or 1.0),
    )
    return [values[kind] for values in told]
