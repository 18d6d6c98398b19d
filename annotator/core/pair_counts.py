"""What two sets of one page agree on, as sums that pages can be added up by.

Of a page nothing is kept but counts, the lengths of units and gaps, and a few places; so as many
pages as there are can be compared, and the figures of a part of them cost no second reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.core.agreement_units import PageUnits, Said, UnitCounts
from annotator.core.annotations import AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.span_agreement import SpanCounts, compare_spans
from annotator.core.spans import Span
from annotator.core.unitizing import Unitized, cubes_of, pairs_of, unitize

Key = tuple[str | None, ...]
"""What is counted: a kind of unit with two categories, or a name, of a label where it has one."""

LENGTH: Key = ("length",)
SPAN_COUNTS = ("first", "second", "strict", "exact", "overlapping", "typed")


@dataclass(frozen=True, slots=True)
class PairPage:
    """What is known of two sets of one page. `counts` are sums that pages can be added up by."""

    page: PageId
    is_blind: bool
    counts: Mapping[Key, int]
    blocks_left_out: tuple[int, int]
    characters_left_out: tuple[int, int]
    places: Mapping[Said, Sequence[Span]]
    spans: SpanCounts
    unitized: Mapping[LabelId, Unitized]

    def lengths(self, label: LabelId) -> tuple[Sequence[int], Sequence[int]]:
        """The units and gaps of the label; a page on which nobody gives it is two gaps."""
        unitized = self.unitized.get(label)
        if unitized is None:
            return (), (self.counts[LENGTH],) * 2
        return unitized.units, unitized.gaps


def compare_pair(
    page: PageId,
    length: int,
    units: PageUnits,
    first: AnnotationSet,
    second: AnnotationSet,
    *,
    is_blind: bool = False,
) -> PairPage:
    """Compare two sets of a page of that length; `units` are those of the two, without others."""
    ones, others = first.annotations, second.annotations
    counts: dict[Key, int] = {LENGTH: length}
    counts |= _table("block", units.blocks)
    counts |= _table("character", units.characters)
    spans = compare_spans(ones, others)
    for name in SPAN_COUNTS:
        counts["spans", name] = getattr(spans, name)
    unitized = unitize(length, ones, others)
    for label, one in unitized.items():
        counts["observed", label] = one.observed
        counts["units", label] = len(one.units)
        counts["cubes", label] = cubes_of(one.units)
        counts["pairs", label] = pairs_of(one.units)
    return PairPage(
        page=page,
        is_blind=is_blind,
        counts=counts,
        blocks_left_out=units.blocks.left_out(),
        characters_left_out=units.characters.left_out(),
        places=units.places,
        spans=spans,
        unitized=unitized,
    )


def _table(kind: str, units: UnitCounts) -> dict[Key, int]:
    return {(kind, said[0], said[1]): count for said, count in units.counted().items()}
