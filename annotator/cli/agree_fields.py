"""Agreement as JSON: every figure that is undefined is null, with a `reason` beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.core.agreement_report import (
    Agreed,
    AgreementReport,
    Category,
    Confusion,
    Estimate,
    Group,
    LabelAgreement,
    LabelScores,
    LeftOut,
    Overall,
    PairAgreement,
    SpanAgreement,
    Together,
)

Fields = dict[str, Any]
NONE = "none"
"""The name of what is undecided; no label can have it."""


def report_fields(report: AgreementReport) -> Fields:
    """The whole report."""
    return {
        "pairs": [_pair(one) for one in report.pairs],
        "all": _overall(report.all),
        "groups": [_group(one) for one in report.groups],
        "left_out": _left_out(report.left_out),
        "before_return": report.before_return,
        "before_reference": report.before_reference,
        "corrected": report.corrected,
        "labels": dict(report.label_names),
        "blind": report.blind_only,
        "sites": list(report.sites),
        "against": report.against or None,
        "resamples": report.resamples,
        "seed": report.seed,
    }


def _group(group: Group) -> Fields:
    return {
        "by": group.by.value,
        "name": group.name,
        "pairs": [_pair(one) for one in group.pairs],
        "all": _overall(group.all),
    }


def _pair(pair: PairAgreement) -> Fields:
    return {
        "annotators": list(pair.annotators),
        "pages": pair.page_count,
        "blind_pages": pair.blind_count,
        "block": _agreed(pair.block),
        "character": _agreed(pair.character),
        "span": _span(pair.span),
        "labels": {one.label: _label(one) for one in pair.labels},
        "confusion": _confusion(pair.confusion),
        "character_confusion": _confusion(pair.character_confusion),
        "places": _places(pair.confusion),
    }


def _agreed(agreed: Agreed) -> Fields:
    return _figures({"percent": agreed.percent, "kappa": agreed.kappa}) | {
        "n": agreed.n,
        "interval": _interval(agreed.kappa),
        "percent_interval": _interval(agreed.percent),
        "left_out": _left_out(agreed.left_out),
    }


def _span(span: SpanAgreement) -> Fields:
    figures = {
        "strict_f1": span.strict_f1,
        "exact_f1": span.exact_f1,
        "partial_f1": span.partial_f1,
        "type_f1": span.type_f1,
        "alpha_u": span.alpha_u,
        "start_shift": span.start_shift,
        "end_shift": span.end_shift,
    }
    return _figures(figures) | {
        "intervals": _intervals(figures),
        "first": span.first_count,
        "second": span.second_count,
        "matched": span.matched_count,
    }


def _label(label: LabelAgreement) -> Fields:
    figures = {
        "f1": label.block.f1,
        "precision": label.block.precision,
        "recall": label.block.recall,
        "alpha_u": label.alpha_u,
    }
    return (
        _figures(figures)
        | {"interval": _interval(label.block.f1), "alpha_u_interval": _interval(label.alpha_u)}
        | _counts(label.block)
        | {"character": _scores(label.character)}
    )


def _scores(scores: LabelScores) -> Fields:
    figures = {"f1": scores.f1, "precision": scores.precision, "recall": scores.recall}
    return _figures(figures) | {"interval": _interval(scores.f1)} | _counts(scores)


def _counts(scores: LabelScores) -> Fields:
    return {
        "first": scores.first_count,
        "second": scores.second_count,
        "both": scores.both_count,
    }


def _overall(overall: Overall) -> Fields:
    return _together(overall.block) | {
        "annotators": list(overall.annotators),
        "pages": overall.page_count,
        "character": _together(overall.character),
    }


def _together(together: Together) -> Fields:
    return _figures({"alpha": together.alpha, "fleiss": together.fleiss}) | {
        "n": together.n,
        "fleiss_n": together.fleiss_n,
        "interval": _interval(together.alpha),
        "fleiss_interval": _interval(together.fleiss),
        "left_out": _left_out(together.left_out),
    }


def _figures(figures: Mapping[str, Estimate]) -> Fields:
    """The values; where some are undefined, why, and which for which reason."""
    told: Fields = {name: one.value for name, one in figures.items()}
    reasons = {name: one.reason for name, one in figures.items() if one.value is None}
    if reasons:
        told["reason"] = "; ".join(dict.fromkeys(reasons.values()))
        told["reasons"] = reasons
    return told


def _interval(figure: Estimate) -> list[float] | None:
    return None if figure.interval is None else [figure.interval.low, figure.interval.high]


def _intervals(figures: Mapping[str, Estimate]) -> dict[str, list[float] | None]:
    return {name: _interval(one) for name, one in figures.items()}


def _confusion(confusion: Confusion) -> dict[str, dict[str, int]]:
    """Counts by what the first annotator says, then by what the second does; no empty cells."""
    told: dict[str, dict[str, int]] = {}
    for one in confusion.cells:
        told.setdefault(_name(one.first), {})[_name(one.second)] = one.count
    return told


def _places(confusion: Confusion) -> list[Fields]:
    """Where the two differ, the most confused labels first."""
    return [
        {
            "first": _name(cell.first),
            "second": _name(cell.second),
            "count": cell.count,
            "places": [
                {"page": one.page, "start": one.span.start, "end": one.span.end}
                for one in cell.places
            ],
        }
        for cell in confusion.confused
    ]


def _name(category: Category) -> str:
    return NONE if category is None else category


def _left_out(left_out: Iterable[LeftOut]) -> list[Fields]:
    return [{"count": one.count, "reason": one.reason} for one in left_out if one.count]
