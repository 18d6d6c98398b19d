"""How far two annotators agree over any number of pages, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.core.agreement import kappa, percent, scores
from annotator.core.agreement_report import (
    Agreed,
    Category,
    Cell,
    Confusion,
    Estimate,
    LabelAgreement,
    LabelScores,
    LeftOut,
    PairAgreement,
    Place,
    SpanAgreement,
)
from annotator.core.bootstrap import Draws, intervals, totals
from annotator.core.effort import Figure
from annotator.core.labels import LabelId
from annotator.core.pair_counts import LENGTH, SPAN_COUNTS, Key, PairPage
from annotator.core.span_agreement import f1, median_of
from annotator.core.unitizing import Meetings, UnitSums, alpha_u, meetings

MOST_PLACES = 100
"""So many places are told of each cell of a confusion matrix."""

_Name = tuple[str, ...]
_Cells = Mapping[tuple[str | None, str | None], int]


def pair_agreement(
    annotators: tuple[str, str],
    pages: Sequence[PairPage],
    labels: Sequence[LabelId],
    draws: Draws,
) -> PairAgreement:
    """All figures of two annotators over these pages; `labels` gives the order of the labels."""
    known = {*labels, *(label for one in pages for label in one.unitized)}
    ordered = [*labels, *sorted(known - {*labels})]
    chance = {label: meetings([one.lengths(label) for one in pages]) for label in ordered}
    rows = [_with_meetings(one, chance) for one in pages]
    summed = totals(rows)
    figures = _figures(summed, ordered, chance)
    drawn = intervals(
        rows,
        lambda counts: [one.value for one in _figures(counts, ordered, chance).values()],
        draws,
    )
    told = {
        name: Estimate(figure.value, figure.reason, None if figure.value is None else interval)
        for (name, figure), interval in zip(figures.items(), drawn, strict=True)
    }
    block, character = _cells(summed, "block"), _cells(summed, "character")
    categories = _categories(ordered, block, character)
    return PairAgreement(
        annotators=annotators,
        page_count=len(pages),
        blind_count=sum(one.is_blind for one in pages),
        block=_agreed("block", block, told, [one.blocks_left_out for one in pages]),
        character=_agreed("character", character, told, [one.characters_left_out for one in pages]),
        span=_span_agreement(summed, pages, told),
        labels=tuple(_label_agreement(label, block, character, told) for label in ordered),
        confusion=_confusion(categories, block, pages),
        character_confusion=_confusion(categories, character, ()),
    )


def _with_meetings(one: PairPage, chance: Mapping[LabelId, Meetings]) -> dict[Key, int]:
    counts = dict(one.counts)
    for label, known in chance.items():
        counts["meeting", label] = known.share(*one.lengths(label))
    return counts


def _cells(counts: Mapping[Key, int], kind: str) -> _Cells:
    return {(key[1], key[2]): count for key, count in counts.items() if key[0] == kind}


def _figures(
    counts: Mapping[Key, int], labels: Sequence[LabelId], chance: Mapping[LabelId, Meetings]
) -> dict[_Name, Figure]:
    """Every figure by its name, always in one order."""
    found: dict[_Name, Figure] = {}
    for kind in ("block", "character"):
        table = _cells(counts, kind)
        found[kind, "percent"] = percent(table)
        found[kind, "kappa"] = kappa(table)
        for label in labels:
            score = scores(table, label)
            found[kind, "precision", label] = score.precision
            found[kind, "recall", label] = score.recall
            found[kind, "f1", label] = score.f1
    first, second, strict, exact, overlapping, typed = (
        counts.get(("spans", name), 0) for name in SPAN_COUNTS
    )
    found["strict",] = f1(first, second, 2 * strict)
    found["exact",] = f1(first, second, 2 * exact)
    found["partial",] = f1(first, second, 2 * exact + overlapping)
    found["type",] = f1(first, second, 2 * typed)
    sums = [_unit_sums(counts, label, chance[label]) for label in labels]
    for label, one in zip(labels, sums, strict=True):
        found["alpha_u", label] = alpha_u([one])
    found["alpha_u",] = alpha_u([one for one in sums if one.count])
    return found


def _unit_sums(counts: Mapping[Key, int], label: LabelId, chance: Meetings) -> UnitSums:
    # What units meet in gaps is quadratic in the pages: squaring the sum of their shares is exact
    # for the pages as they are, and to first order for those that are drawn.
    share = counts.get(("meeting", label), 0)
    return UnitSums(
        length=counts.get(LENGTH, 0),
        observed=counts.get(("observed", label), 0),
        count=counts.get(("units", label), 0),
        cubes=counts.get(("cubes", label), 0),
        pairs=counts.get(("pairs", label), 0),
        meeting=share * share / (4 * chance.total) if chance.total else 0.0,
    )


def _agreed(
    kind: str,
    table: _Cells,
    told: Mapping[_Name, Estimate],
    left_out: Sequence[tuple[int, int]],
) -> Agreed:
    shown, hidden = sum(one for one, _ in left_out), sum(other for _, other in left_out)
    return Agreed(
        n=sum(table.values()),
        percent=told[kind, "percent"],
        kappa=told[kind, "kappa"],
        left_out=tuple(
            one
            for one in (
                LeftOut(shown, f"{kind}s that neither labelled"),
                LeftOut(hidden, f"hidden {kind}s that neither labelled"),
            )
            if one.count
        ),
    )


def _span_agreement(
    counts: Mapping[Key, int], pages: Sequence[PairPage], told: Mapping[_Name, Estimate]
) -> SpanAgreement:
    starts = median_of(one.spans.start_shifts for one in pages)
    ends = median_of(one.spans.end_shifts for one in pages)
    return SpanAgreement(
        first_count=counts.get(("spans", "first"), 0),
        second_count=counts.get(("spans", "second"), 0),
        matched_count=counts.get(("spans", "typed"), 0),
        strict_f1=told["strict",],
        exact_f1=told["exact",],
        partial_f1=told["partial",],
        type_f1=told["type",],
        alpha_u=told["alpha_u",],
        start_shift=Estimate(starts.value, starts.reason),
        end_shift=Estimate(ends.value, ends.reason),
    )


def _label_agreement(
    label: LabelId, block: _Cells, character: _Cells, told: Mapping[_Name, Estimate]
) -> LabelAgreement:
    return LabelAgreement(
        label=label,
        block=_label_scores("block", label, block, told),
        character=_label_scores("character", label, character, told),
        alpha_u=told["alpha_u", label],
    )


def _label_scores(
    kind: str, label: LabelId, table: _Cells, told: Mapping[_Name, Estimate]
) -> LabelScores:
    score = scores(table, label)
    return LabelScores(
        first_count=score.first_count,
        second_count=score.second_count,
        both_count=score.both_count,
        precision=told[kind, "precision", label],
        recall=told[kind, "recall", label],
        f1=told[kind, "f1", label],
    )


def _categories(labels: Sequence[LabelId], *tables: _Cells) -> tuple[Category, ...]:
    found = {category for table in tables for cell in table for category in cell}
    ordered: tuple[Category, ...] = (*labels, None)
    return tuple(one for one in ordered if one in found)


def _confusion(
    categories: Sequence[Category], table: _Cells, pages: Sequence[PairPage]
) -> Confusion:
    cells = []
    for first in categories:
        for second in categories:
            count = table.get((first, second), 0)
            if count:
                places = _first_places(pages, first, second) if first != second else ()
                cells.append(Cell(first, second, count, tuple(places)))
    return Confusion(tuple(categories), tuple(cells))


def _first_places(pages: Sequence[PairPage], first: Category, second: Category) -> Iterator[Place]:
    left = MOST_PLACES
    for one in pages:
        for span in one.places.get((first, second), ())[:left]:
            yield Place(one.page, span)
            left -= 1
        if not left:
            return
