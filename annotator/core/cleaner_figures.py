"""Figures of a cleaner over many pages, with their intervals, from its scores on each.

Means are made of whole numbers, as `bootstrap` draws them: a share is counted in parts of a
million million, so that no figure is off by more than the last digit that anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median

from annotator.core.agreement_report import Estimate, Interval
from annotator.core.bootstrap import Draws, intervals, totals
from annotator.core.evaluation_report import (
    KeptFigures,
    LabelFigures,
    PageScores,
    TextFigures,
    Times,
)
from annotator.core.labels import LabelId
from annotator.core.text_scores import f1

Key = tuple[str, ...]
Counts = Mapping[Key, int]

_WHOLE = 10**12
_MEANS = ("precision", "recall", "rouge precision", "rouge recall", "rouge f1", "similarity")
_UNITS = ("block", "character")
_NO_TEXT = "no page has text to count"
_NONE_OF_IT = "no page has the label"
_NONE_KEPT = "nothing labelled was kept"
_TOO_LONG = "no page is short enough"


def figures_of(
    pages: Sequence[PageScores],
    labels: Sequence[LabelId],
    wanted: frozenset[LabelId],
    draws: Draws,
) -> tuple[TextFigures, tuple[LabelFigures, ...]]:
    """The figures of text and, for each of the labels that occurs, those of what was kept."""
    counts = [_counts(one) for one in pages]
    summed = totals(counts)
    present = [one for one in labels if summed.get(("character", one, "count"))]

    def every(drawn: Counts) -> Iterable[float | None]:
        yield from _text_values(drawn)
        for label in present:
            for unit in _UNITS:
                yield from _kept_values(drawn, unit, label, labels)

    values = list(every(summed))
    found = iter(zip(values, intervals(counts, every, draws), strict=True))
    text = _text_figures(len(pages), found)
    told = tuple(
        LabelFigures(
            label,
            label in wanted,
            _kept_figures(summed, "block", label, found),
            _kept_figures(summed, "character", label, found),
        )
        for label in present
    )
    return text, told


def text_figures_of(pages: Sequence[PageScores], draws: Draws) -> TextFigures:
    """The figures of text alone, for a group of pages."""
    counts = [_counts(one) for one in pages]
    values = list(_text_values(totals(counts)))
    found = zip(values, intervals(counts, _text_values, draws), strict=True)
    return _text_figures(len(pages), iter(found))


def times_of(pages: Iterable[PageScores]) -> Times | None:
    """How long the cleaner took where it gave an answer; None where it nowhere did."""
    seconds = [one.seconds for one in pages if one.seconds is not None]
    return Times(fmean(seconds), median(seconds), max(seconds)) if seconds else None


_Found = Iterable[tuple[float | None, Interval | None]]


def _text_figures(page_count: int, found: _Found) -> TextFigures:
    pairs = iter(found)
    reasons = (_NO_TEXT, _NO_TEXT, _NO_TEXT, _TOO_LONG, _TOO_LONG, _TOO_LONG, _TOO_LONG)
    return TextFigures(page_count, *(_estimate(*next(pairs), reason=reason) for reason in reasons))


def _kept_figures(summed: Counts, unit: str, label: LabelId, found: _Found) -> KeptFigures:
    pairs = iter(found)
    return KeptFigures(
        summed.get((unit, label, "count"), 0),
        summed.get((unit, label, "kept"), 0),
        *(
            _estimate(*next(pairs), reason=reason)
            for reason in (_NONE_KEPT, _NONE_OF_IT, _NONE_KEPT)
        ),
    )


def _estimate(value: float | None, interval: Interval | None, reason: str) -> Estimate:
    return Estimate(None, reason) if value is None else Estimate(value, interval=interval)


def _counts(page: PageScores) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    rouge, similarity = page.rouge, page.similarity
    values = (
        page.shingles.precision,
        page.shingles.recall,
        rouge.precision if rouge else None,
        rouge.recall if rouge else None,
        rouge.f1 if rouge else None,
        similarity,
    )
    for name, value in zip(_MEANS, values, strict=True):
        if value is not None:
            counts[name, "sum"] = round(value * _WHOLE)
            counts[name, "count"] = 1
    for unit, kept in zip(_UNITS, (page.kept.blocks, page.kept.characters), strict=True):
        for label, one in kept.items():
            counts[unit, label, "count"] = one.count
            counts[unit, label, "kept"] = one.kept
    return counts


def _text_values(drawn: Counts) -> Iterable[float | None]:
    precision, recall, *others = (_mean(drawn, name) for name in _MEANS)
    return (precision, recall, f1(precision, recall), *others)


def _mean(drawn: Counts, name: str) -> float | None:
    count = drawn.get((name, "count"), 0)
    return drawn.get((name, "sum"), 0) / (count * _WHOLE) if count else None


def _kept_values(
    drawn: Counts, unit: str, label: LabelId, labels: Sequence[LabelId]
) -> Iterable[float | None]:
    kept = drawn.get((unit, label, "kept"), 0)
    count = drawn.get((unit, label, "count"), 0)
    every = sum(drawn.get((unit, one, "kept"), 0) for one in labels)
    precision = kept / every if every else None
    recall = kept / count if count else None
    return precision, recall, f1(precision, recall)
