"""The command that says how far annotators agree: agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.agree_fields import report_fields
from annotator.cli.arguments import json_option, project_argument, target_of
from annotator.cli.output import emit, say, say_table, shortened, tell, watched
from annotator.core.agreement_report import (
    AgreementReport,
    Estimate,
    Group,
    Grouping,
    LeftOut,
    PairAgreement,
)
from annotator.services import agreeing, listing, projects
from annotator.services.agreement_html.document import write_document
from annotator.services.agreement_names import without_names
from annotator.services.agreement_quotes import places_to_quote, quotes
from annotator.services.agreement_words import (
    NOTHING,
    TITLES,
    as_of_in_words,
    category_name,
    counted,
    draws_in_words,
    group_name,
    in_figures,
    in_per_cent,
    interval_in_words,
    left_out_in_words,
    pair_name,
    report_in_words,
    scope_in_words,
)

_MOST_CONFUSED = 5
_LONGEST_NAME = 40
_DRAWS = 1000
_RIGHT = frozenset(range(1, 20))


@click.command("agree", short_help="Say how far annotators agree.")
@project_argument()
@click.option(
    "--between", metavar="NAME", multiple=True, help="Only these annotators; can be repeated."
)
@click.option("--against", metavar="NAME", default="", help="Each against this one, or “gold”.")
@click.option("--blind", is_flag=True, help="Only pages that are labelled without proposals.")
@click.option("--corrected", is_flag=True, help="Sets as they are now, also after a review.")
@click.option("--site", "sites", metavar="SITE", multiple=True, help="Only pages of these sites.")
@click.option(
    "--by",
    type=click.Choice([one.value for one in Grouping]),
    multiple=True,
    help="Also apart for each of these; can be repeated.",
)
@click.option("--anonymous", is_flag=True, help="Letters in the place of names.")
@click.option(
    "--draws",
    metavar="NUMBER",
    type=click.IntRange(0, 100_000),
    default=_DRAWS,
    help="Draws of the pages for each interval; 0 for none.",
)
@click.option("--html", metavar="FILE", help="Write the report for a browser.")
@json_option
def agree(
    project: Path,
    between: tuple[str, ...],
    against: str,
    blind: bool,
    corrected: bool,
    sites: tuple[str, ...],
    by: tuple[str, ...],
    anonymous: bool,
    draws: int,
    html: str | None,
    as_json: bool,
) -> None:
    """Say how far annotators agree on the pages that two or more of them have finished.

    By block, by character and by span; for each pair, and for all together. A set that was returned
    counts as it was before that, one on a page for calibration as it was first finished.
    """
    target = None if html is None else target_of(html)
    groupings = tuple(Grouping(one) for one in dict.fromkeys(by))
    if target is not None and not groupings:
        groupings = tuple(Grouping)
    with projects.open_project(project) as opened, watched("Comparing") as watch:
        report = agreeing.measure_agreement(
            opened,
            between=between,
            against=against,
            blind_only=blind,
            corrected=corrected,
            sites=sites,
            by=groupings,
            resamples=draws,
            report=watch,
        )
        nowhere = {*sites} - {row.site for row in listing.page_rows(opened)} if sites else ()
        if anonymous:
            report = without_names(opened, report)
        if target is not None:
            found = quotes(opened, places_to_quote(report), watch)
            write_document(report, found, opened.name, target)
    for site in sorted(nowhere):
        tell(f"annotator: No page of the project is of the site “{site}”.")
    if as_json:
        emit(report_fields(report) | ({} if target is None else {"path": str(target)}))
    elif target is not None:
        say(report_in_words(report))
        say(f"The report is “{target}”.")
    else:
        _say(report)


def _say(report: AgreementReport) -> None:
    say(report_in_words(report))
    say(scope_in_words(report))
    if as_of := as_of_in_words(report):
        say(as_of)
    if not report.pairs:
        _say_left_out(report.left_out, "")
        return
    say(draws_in_words(report))
    say()
    _say_pairs(report.pairs)
    if len(report.all.annotators) > 1:
        _say_all(report)
    for pair in report.pairs:
        _say_pair(report, pair)
    for by in dict.fromkeys(group.by for group in report.groups):
        _say_groups(by, [one for one in report.groups if one.by is by])
    _say_left_out(report.left_out, "")


def _say_pairs(pairs: Sequence[PairAgreement]) -> None:
    rows = [("between", "pages", "blocks", "alike", "κ", "κ by character", "spans, F1 of type")]
    rows += [
        (
            shortened(pair_name(one), _LONGEST_NAME),
            str(one.page_count),
            str(one.block.n),
            in_per_cent(one.block.percent.value),
            _short(one.block.kappa),
            _short(one.character.kappa),
            _short(one.span.type_f1),
        )
        for one in pairs
    ]
    say_table(rows, right=_RIGHT)
    figures = [
        (f"{what} of {pair_name(one)}", figure)
        for one in pairs
        for what, figure in (
            ("κ", one.block.kappa),
            ("κ by character", one.character.kappa),
            ("F1 of type", one.span.type_f1),
        )
    ]
    _say_undefined(figures)


def _say_all(report: AgreementReport) -> None:
    block, character = report.all.block, report.all.character
    say()
    rows = [("all together", "counted", "α", "counted by all", "Fleiss’ κ")]
    for name, one in (("by block", block), ("by character", character)):
        cells = (str(one.n), _short(one.alpha), str(one.fleiss_n), _short(one.fleiss))
        rows.append((name, *cells))
    say_table(rows, right=_RIGHT)
    _say_undefined(
        [
            (f"{what} by {unit}", figure)
            for unit, one in (("block", block), ("character", character))
            for what, figure in (("α", one.alpha), ("Fleiss’ κ", one.fleiss))
        ]
    )
    _say_left_out(block.left_out, "By block. ")
    _say_left_out(character.left_out, "By character. ")


def _say_pair(report: AgreementReport, pair: PairAgreement) -> None:
    first, second = pair.annotators
    say()
    say(f"{pair_name(pair)}:")
    head = ("label", f"of {first}", f"of {second}", "of both", "F1", "F1 by character", "α_U")
    rows: list[tuple[str, ...]] = [head]
    for one in pair.labels:
        counts = (one.block.first_count, one.block.second_count, one.block.both_count)
        figures = (one.block.f1, one.character.f1, one.alpha_u)
        rows.append((category_name(report, one.label), *map(str, counts), *map(_short, figures)))
    if pair.labels:
        say_table(rows, right=_RIGHT)
    for cell in pair.confusion.confused[:_MOST_CONFUSED]:
        pages = ", ".join(str(page) for page in dict.fromkeys(one.page for one in cell.places))
        say(
            f"{counted(cell.count, 'block')}: {first} says {category_name(report, cell.first)}, "
            f"{second} {category_name(report, cell.second)}; as on page {pages}."
        )


def _say_groups(by: Grouping, groups: Sequence[Group]) -> None:
    say()
    rows = [(TITLES[by].lower(), "between", "pages", "blocks", "alike", "κ", "α")]
    for group in groups:
        name = shortened(group_name(group), _LONGEST_NAME)
        block = group.all.block
        alpha = _short(block.alpha)
        rows.append((name, "all", str(group.all.page_count), str(block.n), "", "", alpha))
        for pair in group.pairs:
            whose = shortened(pair_name(pair), _LONGEST_NAME)
            counts = (str(pair.page_count), str(pair.block.n))
            figures = (in_per_cent(pair.block.percent.value), _short(pair.block.kappa))
            rows.append((name, whose, *counts, *figures, ""))
    say_table(rows, right=_RIGHT - {1})


def _say_undefined(figures: Sequence[tuple[str, Estimate]]) -> None:
    for what, figure in figures:
        if figure.value is None:
            say(f"{what} is undefined: {figure.reason}.")


def _say_left_out(left_out: Sequence[LeftOut], where: str) -> None:
    told = left_out_in_words(left_out)
    if told:
        say(f"{where}{told}")


def _short(figure: Estimate) -> str:
    if figure.value is None:
        return NOTHING
    told = in_figures(figure.value)
    return f"{told} ({interval_in_words(figure.interval)})" if figure.interval else told
