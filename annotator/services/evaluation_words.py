"""How cleaners did in words, the same wherever it is told."""

from __future__ import annotations

from annotator.core.decisions import GOLD
from annotator.core.evaluation_report import (
    CleanerReport,
    EvaluationReport,
    GroupFigures,
    Grouping,
    Times,
)
from annotator.services.agreement_words import counted, in_words, listed

TITLES = {Grouping.SITE: "By site", Grouping.LANGUAGE: "By language"}
_NAMELESS = {Grouping.SITE: "without a site", Grouping.LANGUAGE: "language unknown"}


def report_in_words(report: EvaluationReport) -> str:
    """The most important in a sentence."""
    if not report.page_count:
        return "No page has a finished reference: there is nothing to measure cleaners by."
    measured = report.measured
    if not measured:
        return "No cleaner could be measured."
    best = measured[0]
    pages = counted(report.page_count, "page")
    if best.figures is None or best.figures.f1.value is None:
        return f"{counted(len(measured), 'cleaner')} measured on {pages}."
    whole = "" if len(measured) == 1 else f"The best of {len(measured)} cleaners on {pages} is "
    where = f" on {pages}" if len(measured) == 1 else ""
    return f"{whole}{best.name}{where}: F1 is {in_words(best.figures.f1)}."


def scope_in_words(report: EvaluationReport) -> str:
    """What was measured by what."""
    if report.reference == GOLD:
        whose = "the gold set of each page"
    elif report.reference:
        whose = f"the labels of {report.reference}"
    else:
        whose = "the set that speaks for each page, gold before any other"
    labels = listed([report.label_names.get(one, one) for one in report.wanted])
    pages = ", on blind pages alone" if report.is_blind_only else ""
    return f"Held against {whose}{pages}, finished or accepted; wanted is the text of {labels}."


def draws_in_words(report: EvaluationReport) -> str:
    """What the intervals mean."""
    if not report.resamples:
        return "Without intervals."
    return (
        f"In brackets: the middle 95 % of {report.resamples:,} draws of the pages "
        f"(seed {report.seed})."
    )


def cleaner_name(one: CleanerReport) -> str:
    """Such as “trafilatura 2.0.0”."""
    return f"{one.name} {one.version}".rstrip()


def failures_in_words(one: CleanerReport) -> str:
    """On how many pages it gave no text, and why; empty where it always did."""
    if not one.failures:
        return ""
    count = sum(failure.count for failure in one.failures)
    told = "; ".join(f"{failure.reason} ({failure.count:,})" for failure in one.failures)
    return f"{one.name} gave no text of {counted(count, 'page')}, which count as empty: {told}"


def group_name(group: GroupFigures) -> str:
    """What the pages of a group have in common."""
    return group.name or _NAMELESS[group.by]


def milliseconds(seconds: float) -> str:
    """Such as “8.4 ms”."""
    thousands = seconds * 1000
    return f"{thousands:,.0f} ms" if thousands >= 10 else f"{thousands:.1f} ms"


def times_in_words(times: Times | None) -> str:
    """The median of a page, empty where there is none."""
    return "" if times is None else milliseconds(times.median)
