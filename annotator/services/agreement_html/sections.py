"""The parts of the report, from all together down to single places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from annotator.core.agreement_report import AgreementReport, Cell, LeftOut, PairAgreement
from annotator.core.pages import PageId
from annotator.services.agreement_course import Course
from annotator.services.agreement_html.heat_map import heat_map
from annotator.services.agreement_html.label_bars import label_bars
from annotator.services.agreement_html.over_time import over_time
from annotator.services.agreement_html.tables import (
    confusion_table,
    groups_table,
    labels_table,
    overall_table,
    pages_table,
    pairs_table,
    spans_table,
)
from annotator.services.agreement_quotes import MOST_PLACES, Quotes, most_confused
from annotator.services.agreement_words import (
    TITLES,
    category_name,
    counted,
    in_figures,
    in_per_cent,
    interval_in_words,
    left_out_in_words,
    pair_name,
)
from annotator.services.html_report.markup import Markup, foreign, joined, tag
from annotator.services.html_report.page import cards, section, terms
from annotator.services.html_report.plots import shown

_SHADES = (
    "A cell is the stronger, the more of its row it holds. On the diagonal both say the same; "
    "beside it they differ."
)
_WHISKERS = "The line over a bar is its interval: where it is long, there is little to go by."
_GROUPS = "All annotators of a group of pages, then pair by pair"
_READING = (
    ("Alike", "the share of the blocks, or characters, of which both say the same."),
    (
        "Cohen’s κ",
        "how far two agree beyond chance: 1 is all, 0 is chance, below 0 is less.",
    ),
    ("Fleiss’ κ", "likewise for several annotators, on the pages that all of them have finished."),
    (
        "Krippendorff’s α",
        "likewise, and pages that some of them have not finished count as far as they go.",
    ),
    ("F1 of a label", "of all the times either gives the label, how often both do."),
    ("α_U", "α for where the spans of one label begin and end on the line of the text."),
)


def summary(report: AgreementReport) -> Markup:
    """The few numbers to begin with."""
    told: list[tuple[str, str]] = [
        (f"{report.all.page_count:,}", "pages that two or more have finished")
    ]
    if len(report.pairs) == 1:
        pair = report.pairs[0]
        told.append((in_per_cent(pair.block.percent.value), f"of {pair.block.n:,} blocks alike"))
        figures = [("Cohen’s κ by block", pair.block.kappa)]
        figures.append(("Cohen’s κ by character", pair.character.kappa))
    else:
        figures = [("Krippendorff’s α by block", report.all.block.alpha)]
        figures.append(("Krippendorff’s α by character", report.all.character.alpha))
    for name, figure in figures:
        words = f"{name}: {figure.reason}" if figure.reason else name
        if figure.interval is not None:
            words += f", {interval_in_words(figure.interval)}"
        told.append((in_figures(figure.value), words))
    return cards(told)


def together(report: AgreementReport) -> Markup:
    """All annotators, and a row for each pair."""
    overall = report.all
    return section(
        "All together",
        overall_table(overall),
        _left_out(overall.block.left_out, "by block"),
        _left_out(overall.character.left_out, "by character"),
        pairs_table(report.pairs, "Pair by pair"),
    )


def pair_section(report: AgreementReport, pair: PairAgreement, quotes: Quotes) -> Markup:
    """Everything about one pair."""
    parts = [
        tag("h3", "Who says what where the other says what"),
        shown(heat_map(report, pair), caption=_SHADES),
        confusion_table(report, pair, pair.confusion),
        *_confused(report, pair, quotes),
        tag("h3", "Label by label"),
        shown(label_bars(report, pair), caption=_WHISKERS) if pair.labels else joined(()),
        labels_table(report, pair),
        tag("h3", "Where regions begin and end"),
        spans_table(pair),
        _left_out(pair.block.left_out, "by block"),
        _left_out(pair.character.left_out, "by character"),
    ]
    return section(foreign(pair_name(pair)), *parts)


def group_sections(report: AgreementReport) -> list[Markup]:
    """A section for each way in which the pages are told apart."""
    return [
        section(TITLES[by], groups_table(tuple(groups), _GROUPS))
        for by, groups in groupby(report.groups, key=lambda one: one.by)
    ]


def time_section(report: AgreementReport) -> Markup:
    """How agreement went."""
    course = Course.of(report)
    if not course.pages:
        return joined(())
    undated = sum(1 for one in report.pages if one.finished_at is None and one.n)
    note = f"{counted(undated, 'page')} of unknown time left out." if undated else ""
    caption = "A dot is a page, in the order in which they were finished."
    if course.around:
        caption += f" The line is the share of the {course.window} pages around."
    numbers = tag("details", tag("summary", "The numbers, page by page"), pages_table(course))
    return section(
        "Over time",
        shown(over_time(course), caption=caption),
        *([tag("p", note, class_="muted")] if note else []),
        numbers,
    )


def left_out_section(report: AgreementReport) -> Markup:
    """What no figure counts."""
    told = [tag("li", f"{one.reason} ({one.count:,})") for one in report.left_out if one.count]
    body = tag("ul", *told) if told else tag("p", "Nothing: every finished set was compared.")
    return section("What is left out", body)


def reading_section() -> Markup:
    """What the words mean."""
    return section("How to read this", terms(_READING))


def _confused(report: AgreementReport, pair: PairAgreement, quotes: Quotes) -> list[Markup]:
    cells = most_confused(pair.confusion.confused)
    if not cells:
        return []
    titles = {one.page: one.title for one in report.pages}
    told = [_confused_pair(report, pair, cell, quotes, titles) for cell in cells]
    return [tag("h3", "Most confused"), tag("ol", *told, class_="places")]


def _confused_pair(
    report: AgreementReport,
    pair: PairAgreement,
    cell: Cell,
    quotes: Quotes,
    titles: Mapping[PageId, str],
) -> Markup:
    first, second = map(foreign, pair.annotators)
    line = joined(
        (
            first,
            f": {category_name(report, cell.first)}, ",
            second,
            f": {category_name(report, cell.second)} – {counted(cell.count, 'block')}",
        )
    )
    quoted = []
    for place in cell.places[:MOST_PLACES]:
        where = joined((f"Page {place.page}, ", foreign(titles.get(place.page, ""))))
        quoted.append(
            tag(
                "blockquote",
                foreign(quotes.get(place, "")),
                tag("div", where, class_="muted"),
                dir="auto",
            )
        )
    return tag("li", line, *quoted)


def _left_out(left_out: Iterable[LeftOut], by: str) -> Markup:
    told = left_out_in_words(left_out)
    return tag("p", f"{by.capitalize()}: {told}", class_="muted") if told else joined(())
