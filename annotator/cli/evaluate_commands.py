"""The commands about cleaners: how they do on a project's labels, and which there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.arguments import json_option, project_argument, target_of
from annotator.cli.evaluate_fields import report_fields
from annotator.cli.output import emit, say, say_table, shortened, watched
from annotator.core.agreement_report import Estimate
from annotator.core.errors import UserError
from annotator.core.evaluation_report import CleanerReport, EvaluationReport, Grouping
from annotator.services import evaluating, projects
from annotator.services.agreement_words import (
    NOTHING,
    in_figures,
    interval_in_words,
    left_out_in_words,
)
from annotator.services.evaluation_html.document import write_document
from annotator.services.evaluation_words import (
    TITLES,
    cleaner_name,
    draws_in_words,
    failures_in_words,
    group_name,
    report_in_words,
    scope_in_words,
    times_in_words,
)

_LONGEST_NAME = 40
_MOST_GROUPS = 10
_RIGHT = frozenset(range(1, 20))


@click.command("evaluate", short_help="Measure cleaners on the labelled pages.")
@project_argument()
@click.option(
    "--cleaner", "names", metavar="NAME", multiple=True, help="Only this one; can be repeated."
)
@click.option(
    "--reference", metavar="NAME", default="", help="Whose labels count: a name, or “gold”."
)
@click.option("--blind", is_flag=True, help="Only pages that are labelled without proposals.")
@click.option("--labels", metavar="IDS", help="Labels whose text is wanted; the body if not given.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    default=30.0,
    help="How long a cleaner may take for a page.",
)
@click.option(
    "--draws",
    metavar="NUMBER",
    type=click.IntRange(0, 100_000),
    default=1000,
    help="Draws of the pages for each interval; 0 for none.",
)
@click.option("--html", metavar="FILE", help="Write the report for a browser.")
@json_option
def evaluate(
    project: Path,
    names: tuple[str, ...],
    reference: str,
    blind: bool,
    labels: str | None,
    seconds: float,
    draws: int,
    html: str | None,
    as_json: bool,
) -> None:
    """Run cleaners on the labelled pages, and say how near their texts come to the labels.

    Pages count that have a finished set: the gold set, or the one that is furthest on. Cleaners run
    in processes of their own, without a network.
    """
    target = None if html is None else target_of(html)
    wishes = evaluating.Wishes(
        reference=reference,
        is_blind_only=blind,
        labels=tuple(one.strip() for one in (labels or "").split(",") if one.strip()),
        seconds=seconds,
        resamples=draws,
    )
    with projects.open_project(project) as opened, watched("Measuring") as watch:
        report = evaluating.evaluate(opened, names, wishes, watch)
        if not report.page_count:
            raise UserError(report_in_words(report), left_out_in_words(report.left_out))
        if target is not None:
            write_document(report, opened.name, target)
    if as_json:
        emit(report_fields(report) | ({} if target is None else {"path": str(target)}))
    elif target is not None:
        say(report_in_words(report))
        say(f"The report is “{target}”.")
    else:
        _say(report)


@click.command("cleaners", short_help="List the cleaners that can be measured.")
@json_option
def cleaners(as_json: bool) -> None:
    """List the cleaners that `annotator evaluate` knows, and which of them are installed."""
    with watched("Loading") as watch:
        found = evaluating.known_cleaners(watch)
    if as_json:
        rows = [
            {
                "name": one.name,
                "installed": not one.problem,
                "version": one.version or None,
                "problem": one.problem or None,
            }
            for one in found
        ]
        emit({"cleaners": rows})
        return
    head = ("cleaner", "version", "")
    say_table([head, *((one.name, one.version or NOTHING, one.problem) for one in found)])


def _say(report: EvaluationReport) -> None:
    say(report_in_words(report))
    say(scope_in_words(report))
    if report.measured:
        say(draws_in_words(report))
        say()
        _say_figures(report.measured)
        _say_kept(report)
        for by in Grouping:
            _say_groups(report.measured, by)
    for one in report.measured:
        if told := failures_in_words(one):
            say(told)
    for one in report.unmeasured:
        say(f"{one.name} could not be measured: {one.problem}")
    if told := left_out_in_words(report.left_out):
        say(told)


def _say_figures(measured: Sequence[CleanerReport]) -> None:
    head = ("cleaner", "F1", "precision", "recall", "ROUGE-LSum", "similarity", "a page")
    rows: list[tuple[str, ...]] = [head]
    for one in measured:
        if one.figures is not None:
            figures = one.figures
            told = (figures.precision, figures.recall, figures.rouge_f1, figures.similarity)
            cells = [_with_interval(figures.f1), *(in_figures(figure.value) for figure in told)]
            rows.append((cleaner_name(one), *cells, times_in_words(one.times)))
    say_table(rows, right=_RIGHT)


def _say_kept(report: EvaluationReport) -> None:
    present = {label.label for one in report.measured for label in one.labels}
    labels = [one for one in report.label_names if one in present]
    head = ["characters kept of"]
    head += [
        report.label_names[one] + (" (wanted)" if one in report.wanted else "") for one in labels
    ]
    rows = [tuple(head)]
    for one in report.measured:
        kept = {label.label: label.character.recall for label in one.labels}
        figures = (kept.get(label, Estimate(None)) for label in labels)
        rows.append((one.name, *(in_figures(figure.value) for figure in figures)))
    say()
    say_table(rows, right=_RIGHT)


def _say_groups(measured: Sequence[CleanerReport], by: Grouping) -> None:
    rows: dict[str, list[str]] = {}
    for place, one in enumerate(measured):
        for group in (group for group in one.groups if group.by is by):
            row = rows.setdefault(
                group_name(group), [str(group.figures.page_count), *[NOTHING] * len(measured)]
            )
            row[place + 1] = in_figures(group.figures.f1.value)
    if len(rows) < 2:
        return
    say()
    head = (f"F1 {TITLES[by].lower()}", "pages", *(one.name for one in measured))
    shown = list(rows.items())[:_MOST_GROUPS]
    say_table(
        [head, *((shortened(name, _LONGEST_NAME), *cells) for name, cells in shown)], right=_RIGHT
    )
    if len(rows) > len(shown):
        say(f"And {len(rows) - len(shown):,} more, with fewer pages.")


def _with_interval(figure: Estimate) -> str:
    told = in_figures(figure.value)
    return f"{told} ({interval_in_words(figure.interval)})" if figure.interval else told
