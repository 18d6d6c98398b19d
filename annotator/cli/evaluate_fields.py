"""How cleaners did as JSON: every figure that is undefined is null, with a `reason` beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.core.agreement_report import Estimate, LeftOut
from annotator.core.evaluation_report import (
    CleanerReport,
    EvaluationReport,
    KeptFigures,
    LabelFigures,
    TextFigures,
    WeakPage,
)

Fields = dict[str, Any]


def report_fields(report: EvaluationReport) -> Fields:
    """The whole report; cleaners that could be measured first, the best before the others."""
    return {
        "pages": report.page_count,
        "reference": report.reference or None,
        "blind": report.is_blind_only,
        "wanted": list(report.wanted),
        "labels": dict(report.label_names),
        "cleaners": [_cleaner(one) for one in (*report.measured, *report.unmeasured)],
        "left_out": [_left_out(one) for one in report.left_out],
        "resamples": report.resamples,
        "seed": report.seed,
        "seconds": round(report.seconds, 3),
    }


def _cleaner(one: CleanerReport) -> Fields:
    told: Fields = {"name": one.name, "version": one.version or None}
    if one.figures is None:
        return told | {"problem": one.problem}
    times = one.times
    return (
        told
        | {"problem": None}
        | _text(one.figures)
        | {
            "labels": {label.label: _label(label) for label in one.labels},
            "seconds": None
            if times is None
            else {"mean": times.mean, "median": times.median, "longest": times.longest},
            "failures": [_left_out(failure) for failure in one.failures],
            "groups": [
                {"by": group.by.value, "name": group.name} | _text(group.figures)
                for group in one.groups
            ],
            "weak": [_weak(page) for page in one.weak],
        }
    )


def _text(figures: TextFigures) -> Fields:
    rouge = {
        "precision": figures.rouge_precision,
        "recall": figures.rouge_recall,
        "f1": figures.rouge_f1,
    }
    shingles = {"precision": figures.precision, "recall": figures.recall, "f1": figures.f1}
    return {
        "pages": figures.page_count,
        **_figures(shingles),
        "rouge_lsum": _figures(rouge),
        "similarity": _figures({"value": figures.similarity}),
    }


def _label(label: LabelFigures) -> Fields:
    return {
        "wanted": label.is_wanted,
        "block": _kept(label.block),
        "character": _kept(label.character),
    }


def _kept(kept: KeptFigures) -> Fields:
    figures = {"precision": kept.precision, "recall": kept.recall, "f1": kept.f1}
    return {"count": kept.count, "kept": kept.kept_count, **_figures(figures)}


def _figures(figures: Mapping[str, Estimate]) -> Fields:
    """The values with their intervals; where some are undefined, why."""
    told: Fields = {name: one.value for name, one in figures.items()}
    told["intervals"] = {
        name: None if one.interval is None else [one.interval.low, one.interval.high]
        for name, one in figures.items()
    }
    reasons = [one.reason for one in figures.values() if one.value is None]
    return told | ({"reason": "; ".join(dict.fromkeys(reasons))} if reasons else {})


def _weak(page: WeakPage) -> Fields:
    shingles = page.scores.shingles
    return {
        "page": page.page,
        "title": page.title,
        "precision": shingles.precision,
        "recall": shingles.recall,
        "f1": shingles.f1,
        "failure": page.scores.failure or None,
        "difference": [{"side": one.side.value, "text": one.text} for one in page.difference],
    }


def _left_out(one: LeftOut) -> Fields:
    return {"count": one.count, "reason": one.reason}
