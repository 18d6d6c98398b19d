"""The figures of agreement in words and figures, the same wherever they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.core.agreement_report import (
    AgreementReport,
    Category,
    Estimate,
    Group,
    Grouping,
    Interval,
    LeftOut,
    PairAgreement,
)

NOTHING = "–"
UNDECIDED = "undecided"
TITLES = {
    Grouping.SITE: "By site",
    Grouping.GUIDELINES: "By version of the guidelines",
    Grouping.MONTH: "By month",
}
_NAMELESS = {
    Grouping.SITE: "without a site",
    Grouping.GUIDELINES: "without guidelines",
    Grouping.MONTH: "without a date",
}


def in_figures(value: float | None) -> str:
    """A measure with two decimals; what is rounded to 0 or 1 and is neither says so."""
    if value is None:
        return NOTHING
    if 0.995 <= value < 1:
        return "> 0.99"
    if 0 < abs(value) < 0.005:
        return "< 0.01" if value > 0 else "> \N{MINUS SIGN}0.01"
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def in_per_cent(value: float | None) -> str:
    """A share in per cent, where 0 and 100 mean none and all."""
    if value is None:
        return NOTHING
    if 0.995 <= value < 1:
        return "> 99 %"
    if 0 < value < 0.005:
        return "< 1 %"
    return f"{value * 100:.0f} %"


def interval_in_words(interval: Interval) -> str:
    """Such as “0.84 to 0.91”."""
    return f"{in_figures(interval.low)} to {in_figures(interval.high)}"


def in_words(figure: Estimate) -> str:
    """A measure with its interval, or why there is none."""
    if figure.value is None:
        return f"undefined ({figure.reason})"
    told = in_figures(figure.value)
    return f"{told} ({interval_in_words(figure.interval)})" if figure.interval else told


def share_in_words(figure: Estimate) -> str:
    """A share in per cent with its interval, or why there is none."""
    if figure.value is None:
        return f"undefined ({figure.reason})"
    told = in_per_cent(figure.value)
    if figure.interval is None:
        return told
    return f"{told} ({in_per_cent(figure.interval.low)} to {in_per_cent(figure.interval.high)})"


def category_name(report: AgreementReport, category: Category) -> str:
    """What the reader knows a category as."""
    return UNDECIDED if category is None else report.label_names.get(category, category)


def pair_name(pair: PairAgreement) -> str:
    """Whose agreement it is."""
    return " and ".join(pair.annotators)


def group_name(group: Group) -> str:
    """What the pages of a group have in common."""
    if not group.name:
        return _NAMELESS[group.by]
    return f"version {group.name}" if group.by is Grouping.GUIDELINES else group.name


def counted(count: int, one: str, many: str | None = None) -> str:
    """Such as “1 page” and “1,200 pages”."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def left_out_in_words(left_out: Iterable[LeftOut]) -> str:
    """What does not count, and why, in a sentence; empty where nothing is left out."""
    told = "; ".join(f"{one.reason} ({one.count:,})" for one in left_out if one.count)
    return f"Not counted: {told}." if told else ""


def pair_in_words(pair: PairAgreement) -> str:
    """The most important of a pair in a sentence."""
    agreed = pair.block
    if agreed.percent.value is None:
        return f"{pair_name(pair)}: {agreed.percent.reason}."
    return (
        f"{pair_name(pair)} agree on {share_in_words(agreed.percent)} of "
        f"{counted(agreed.n, 'block')} on {counted(pair.page_count, 'page')}; "
        f"Cohen’s κ is {in_words(agreed.kappa)}."
    )


def report_in_words(report: AgreementReport) -> str:
    """All annotators together in a sentence."""
    overall = report.all
    if not report.pairs:
        return "No page is finished by two annotators: there is nothing to compare yet."
    if len(report.pairs) == 1:
        return pair_in_words(report.pairs[0])
    return (
        f"{counted(len(overall.annotators), 'annotator')} share "
        f"{counted(overall.page_count, 'page')}. Krippendorff’s α by block is "
        f"{in_words(overall.block.alpha)}, by character {in_words(overall.character.alpha)}."
    )


def scope_in_words(report: AgreementReport) -> str:
    """What was compared with what, and on which pages."""
    pages = "blind pages alone" if report.blind_only else "all pages"
    if report.sites:
        pages += f" of {listed(report.sites)}"
    whom = f", each against {report.against}" if report.against else ""
    return f"Compared on {pages}{whom}: sets that are finished or accepted."


def as_of_in_words(report: AgreementReport) -> str:
    """As of when sets count that were returned, or whose reference was shown; empty for none."""
    if report.corrected:
        return "Sets count as they are now, also where a review or a reference corrected them."
    told = []
    if report.before_return:
        told.append(f"{_as_they_were(report.before_return)} first returned.")
    if report.before_reference:
        told.append(f"{_as_they_were(report.before_reference)} compared with a reference.")
    return " ".join(told)


def _as_they_were(count: int) -> str:
    if count == 1:
        return "1 set counts as it was before it was"
    return f"{count:,} sets count as they were before they were"


def draws_in_words(report: AgreementReport) -> str:
    """What the intervals mean."""
    if not report.resamples:
        return "Without intervals."
    return (
        f"In brackets: the middle 95 % of {report.resamples:,} draws of the pages "
        f"(seed {report.seed}); the same project gives the same numbers."
    )


def listed(names: Sequence[str]) -> str:
    """Such as “a, b and c”."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
