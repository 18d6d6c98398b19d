"""What sets of one document say of its units: of blocks, each as a whole, and of characters.

A block is a unit if a browser shows it or any set labels some of it. Its category is what a set
says of most of its text: a label or, as None, that it is undecided; of equals the earlier one. A
character is a code point of an aligned piece, white space inside it too. So nothing that even one
set labels is left out; what no set labels any of is counted apart, so that it can be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.agreement_report import Category
from annotator.core.alignment import Held, is_unanimous, pieces_in, side_by_side
from annotator.core.annotations import AnnotationSet, is_blank
from annotator.core.documents import Block, Document
from annotator.core.labels import LabelId
from annotator.core.spans import Span, uncovered

Said = tuple[Category, ...]
"""What each of the sets says of one unit, in their order."""

MOSTLY_UNDECIDED = LabelId("")
"""Stands in counts for *undecided* where a set labels some of the block, but less of it."""

MOST_PLACES = 20
"""So many blocks of a page lead to their places, for each way to differ."""


@dataclass(slots=True)
class UnitCounts:
    """Units of one kind by what the sets say of them; `hidden` those that a browser hides."""

    shown: Counter[Said] = field(default_factory=Counter)
    hidden: Counter[Said] = field(default_factory=Counter)

    def counted(self) -> Counter[Said]:
        """The units that count: those of which any of the sets labels anything."""
        found: Counter[Said] = Counter()
        for units in (self.shown, self.hidden):
            for said, count in units.items():
                if _is_labelled(said):
                    found[plain(said)] += count
        return found

    def left_out(self) -> tuple[int, int]:
        """How many units none of the sets labels any of: shown ones and hidden ones."""
        shown, hidden = (
            sum(count for said, count in units.items() if not _is_labelled(said))
            for units in (self.shown, self.hidden)
        )
        return shown, hidden


@dataclass(slots=True)
class PageUnits:
    """The units of one page. `places` are the first blocks of each way in which sets differ."""

    blocks: UnitCounts = field(default_factory=UnitCounts)
    characters: UnitCounts = field(default_factory=UnitCounts)
    places: dict[Said, list[Span]] = field(default_factory=dict)


def plain(said: Said) -> Said:
    """The categories themselves."""
    return said if MOSTLY_UNDECIDED not in said else tuple([one or None for one in said])


def count_units(document: Document, sets: Sequence[AnnotationSet]) -> PageUnits:
    """Count the units of a document; takes time in proportion to blocks and annotations.

    Blocks of white space alone are no units.
    """
    found = PageUnits()
    text = document.text
    for block, helds in side_by_side(document, sets):
        is_hidden = block.hidden is not None
        blocks = found.blocks.hidden if is_hidden else found.blocks.shown
        characters = found.characters.hidden if is_hidden else found.characters.shown
        if is_unanimous(helds) and helds[0][0].span == block.span:
            said: Said = (helds[0][0].label,) * len(helds)
            blocks[said] += 1
            characters[said] += len(block.span)
        elif not is_blank(text, block.span.start, block.span.end):
            _count_characters(text, block, helds, characters)
            said = tuple([_category(text, block, held) for held in helds])
            blocks[said] += 1
            said = plain(said)
            if any(category != said[0] for category in said):
                known = found.places.setdefault(said, [])
                if len(known) < MOST_PLACES:
                    known.append(block.span)
    return found


def _count_characters(
    text: str, block: Block, helds: Sequence[Held], characters: Counter[Said]
) -> None:
    pieces = pieces_in(text, block, helds) if any(helds) else []
    for piece in pieces:
        characters[piece.labels] += len(piece.span)
    if len(pieces) == 1 and pieces[0].span == block.span:
        return
    rest = uncovered(text, block.span, [piece.span for piece in pieces])
    if rest:
        characters[(None,) * len(helds)] += sum(map(len, rest))


def _category(text: str, block: Block, held: Held) -> Category:
    if not held:
        return None
    if len(held) == 1 and 2 * len(held[0].span) > len(block.span):
        return held[0].label
    weights: dict[LabelId, int] = {}
    parts = [(one.span, one.label) for one in held]
    gaps = uncovered(text, block.span, [one.span for one in held])
    parts += [(gap, MOSTLY_UNDECIDED) for gap in gaps]
    for span, label in sorted(parts):
        weights[label] = weights.get(label, 0) + len(span)
    return max(weights, key=weights.__getitem__)


def _is_labelled(said: Said) -> bool:
    return said.count(None) < len(said)
