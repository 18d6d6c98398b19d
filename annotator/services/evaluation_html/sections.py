"""The parts of the report, from all cleaners down to single pages."""

from __future__ import annotations

from annotator.core.agreement_report import Estimate
from annotator.core.evaluation_report import (
    CleanerReport,
    EvaluationReport,
    GroupFigures,
    Grouping,
    WeakPage,
)
from annotator.core.text_difference import DifferencePiece, Side
from annotator.services.agreement_words import NOTHING, counted, in_figures, in_words
from annotator.services.evaluation_words import (
    TITLES,
    cleaner_name,
    failures_in_words,
    group_name,
    milliseconds,
    times_in_words,
)
from annotator.services.html_report.bars import Bar, bars
from annotator.services.html_report.markup import Markup, foreign, joined, tag
from annotator.services.html_report.page import cards, section, terms
from annotator.services.html_report.plots import shown
from annotator.services.html_report.tables import Cells, measure, table

MOST_GROUPS = 20
"""So many sites or languages are shown, those with the most pages."""

_WHISKERS = (
    "The line over a bar is its interval: where those of two cleaners overlap, other pages may "
    "turn their order around."
)
_F1 = (
    "of the mean precision and the mean recall of pages, each counted by runs of four words that "
    "the text shares with the reference, as article-extraction-benchmark counts it."
)
_SIMILARITY = (
    "the share of words that stand in both in one order, from 0 to 1; WCEB calls it Levenshtein."
)
_KEPT = (
    "of the blocks, or the characters, with a label, the share that stands in the text. It is to "
    "be high for labels that are wanted and low for all others."
)
_READING = (
    ("F1", _F1),
    ("ROUGE-LSum", "F1 of the words that stand in both in one order, sentence by sentence."),
    ("Similarity", _SIMILARITY),
    ("Kept", _KEPT),
    ("Time", "the median of what a page took, without loading the library."),
)


def summary(report: EvaluationReport) -> Markup:
    """The few numbers to begin with."""
    told = [(f"{report.page_count:,}", "pages with a reference")]
    told += [
        (in_figures(_f1(one).value), f"F1 of {cleaner_name(one)}") for one in report.measured[:3]
    ]
    return cards(told)


def together(report: EvaluationReport) -> Markup:
    """All cleaners, and why some could not be measured."""
    measured = report.measured
    unmeasured = [
        tag("li", joined((tag("b", cleaner_name(one)), ": ", foreign(one.problem))))
        for one in report.unmeasured
    ]
    parts: list[Markup] = []
    if measured:
        drawn = [Bar(one.name, _f1(one), times_in_words(one.times)) for one in measured]
        told = "; ".join(f"{one.name} {in_words(_f1(one))}" for one in measured)
        plot = bars("F1 of each cleaner", f"F1: {told}.", drawn)
        parts = [shown(plot, caption=_WHISKERS), _figures_table(measured), _times_table(measured)]
    if unmeasured:
        parts += [tag("h3", "Could not be measured"), tag("ul", *unmeasured)]
    return section("All cleaners", *parts)


def group_section(report: EvaluationReport, by: Grouping) -> Markup:
    """F1 of each cleaner by site or by language."""
    measured = report.measured
    rows: dict[str, list[str]] = {}
    for place, one in enumerate(measured):
        for group in one.groups:
            if group.by is by:
                row = rows.setdefault(group_name(group), _row(group, len(measured)))
                row[place + 1] = measure(group.figures.f1)
    shown_rows: list[Cells] = [(foreign(name), *cells) for name, cells in rows.items()]
    if not shown_rows:
        return joined(())
    caption = "F1, the groups with the most pages first"
    if len(shown_rows) > MOST_GROUPS:
        caption += f"; {counted(len(shown_rows) - MOST_GROUPS, 'smaller one')} left out here"
    head = ("", "pages", *(one.name for one in measured))
    return section(TITLES[by], table(caption, head, shown_rows[:MOST_GROUPS]))


def cleaner_section(report: EvaluationReport, one: CleanerReport) -> Markup:
    """What one cleaner kept of each label, and where it fails most."""
    drawn = [
        Bar(
            report.label_names.get(label.label, label.label),
            label.character.recall,
            "wanted" if label.is_wanted else "not wanted",
        )
        for label in one.labels
    ]
    told = "; ".join(f"{bar.name} {in_words(bar.figure)}" for bar in drawn)
    failures = failures_in_words(one)
    parts: list[Markup] = []
    if failures:
        parts.append(tag("p", failures, class_="note"))
    if drawn:
        plot = bars(f"What {one.name} kept of each label", f"Of the characters: {told}.", drawn)
        caption = "The share of the characters of each label that the cleaner kept."
        parts += [shown(plot, caption=caption), _labels_table(report, one)]
    if one.weak:
        pages = (_weak(page) for page in one.weak)
        parts += [tag("h3", "Where it fails most"), tag("ol", *pages, class_="places")]
    return section(cleaner_name(one), *parts)


def left_out_section(report: EvaluationReport) -> Markup:
    """What no figure counts."""
    told = [tag("li", f"{one.reason} ({one.count:,})") for one in report.left_out if one.count]
    body = tag("ul", *told) if told else tag("p", "Nothing: every page was measured.")
    return section("What is left out", body)


def reading_section() -> Markup:
    """What the words mean."""
    return section("How to read this", terms(_READING))


def _f1(one: CleanerReport) -> Estimate:
    return one.figures.f1 if one.figures else Estimate(None, one.problem)


def _figures_table(measured: tuple[CleanerReport, ...]) -> Markup:
    rows = [
        (
            cleaner_name(one),
            measure(figures.f1),
            measure(figures.precision),
            measure(figures.recall),
            measure(figures.rouge_f1),
            measure(figures.similarity),
        )
        for one in measured
        if (figures := one.figures) is not None
    ]
    head = ("", "F1", "precision", "recall", "ROUGE-LSum", "similarity")
    return table("How near the texts are to the reference", head, rows)


def _times_table(measured: tuple[CleanerReport, ...]) -> Markup:
    rows = []
    for one in measured:
        failed = sum(failure.count for failure in one.failures)
        times = one.times
        values = (times.median, times.mean, times.longest) if times else ()
        told = [milliseconds(value) for value in values] or [NOTHING] * 3
        rows.append((cleaner_name(one), *told, f"{failed:,}"))
    return table("Time of a page", ("", "median", "mean", "longest", "pages without text"), rows)


def _labels_table(report: EvaluationReport, one: CleanerReport) -> Markup:
    rows = [
        (
            report.label_names.get(label.label, label.label),
            f"{label.block.kept_count:,} of {label.block.count:,}",
            measure(label.block.recall),
            measure(label.block.precision),
            measure(label.block.f1),
            measure(label.character.recall),
            measure(label.character.precision),
            measure(label.character.f1),
        )
        for label in one.labels
    ]
    head = (
        "",
        "blocks kept",
        "share kept",
        "share of what is kept",
        "F1",
        "characters: share kept",
        "share of what is kept",
        "F1",
    )
    return table("Label by label", head, rows)


def _row(group: GroupFigures, cleaner_count: int) -> list[str]:
    return [f"{group.figures.page_count:,}", *[NOTHING] * cleaner_count]


def _weak(page: WeakPage) -> Markup:
    shingles = page.scores.shingles
    line = joined(
        (
            f"Page {page.page}, ",
            foreign(page.title),
            f" – precision {in_figures(shingles.precision)}, recall {in_figures(shingles.recall)}",
        )
    )
    why = [tag("div", foreign(page.scores.failure))] if page.scores.failure else []
    quoted = tag("blockquote", *why, *map(_piece, page.difference), dir="auto")
    return tag("li", line, quoted)


def _piece(one: DifferencePiece) -> Markup:
    if one.side is Side.BOTH:
        return joined((foreign(one.text), " "))
    marked = tag("del" if one.side is Side.MISSING else "ins", foreign(one.text))
    return joined((marked, " "))
