"""Commands about who labels what: share-out, assignments, give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, project_argument, set_option, share_type
from annotator.cli.newcomers import newcomer_told
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, say_table, shortened
from annotator.core.pages import PageId
from annotator.services import projects, sharing_out
from annotator.services.sharing_out import GivenPage, Overlap, SharingReport, Terms, Unit

_TITLE_WIDTH = 60


@click.command("share-out", short_help="Share the pages out among annotators.")
@project_argument()
@click.option(
    "--among",
    "annotators",
    metavar="NAME",
    multiple=True,
    required=True,
    help="An annotator who gets pages; to be repeated.",
)
@click.option(
    "--by",
    type=click.Choice([unit.value for unit in Unit]),
    default=Unit.PAGE.value,
    show_default=True,
    help="What stays with one annotator.",
)
@click.option(
    "--overlap",
    type=share_type,
    default=0.1,
    show_default=True,
    metavar="SHARE",
    help="The share of the pages that several get, from 0 to 1.",
)
@click.option("--pairs", is_flag=True, help="Give each of those to two in turn, not to everybody.")
@click.option("--seed", type=int, default=0, show_default=True, help="What draws those pages.")
@json_option
def share_out(
    project: Path,
    annotators: tuple[str, ...],
    by: str,
    overlap: float,
    pairs: bool,
    seed: int,
    as_json: bool,
) -> None:
    """Give every page that nobody has to one of the annotators, and a share of them to several.

    Blind pages are the first that several get: agreement is measured on those. Whoever has the
    fewest undecided blocks gets the next page. What was given or begun stays with who has it, so
    the command can be repeated whenever pages came. Pages for calibration, and those with a gold
    set that is done, are given to nobody.
    """
    terms = Terms(
        unit=Unit(by),
        share=overlap,
        overlap=Overlap.PAIRS if pairs else Overlap.EVERYBODY,
        seed=seed,
    )
    with opened_for_change(project) as opened:
        report = sharing_out.share_out(opened, annotators, terms)
    if as_json:
        emit(_report_fields(report))
        return
    table = [("annotator", "given now", "pages", "undecided blocks")]
    for name, given in report.annotators.items():
        counts = (str(len(given.new)), str(given.page_count), str(given.undecided_count))
        table.append((shortened(name, 30), *counts))
    say_table(table, right=frozenset({1, 2, 3}))
    blind = f", {report.blind_count} of them blind" if report.blind_count else ""
    say(f"{counted(len(report.overlapping), 'page')} for several annotators{blind}.")


@click.command("assignments", short_help="List which pages were given to whom.")
@project_argument()
@set_option
@json_option
def assignments(project: Path, annotator: str | None, as_json: bool) -> None:
    """List the pages that were given to annotators, and where each of them stands.

    An assignment stands as its annotator's set does, and is new where there is none.
    """
    with projects.open_project(project) as opened:
        given = sharing_out.assignments(opened, annotator)
    if as_json:
        emit({"assignments": [_given_fields(one) for one in given]})
        return
    table = [("page", "annotator", "status", "undecided", "title")]
    for one in given:
        marks = ("(blind) " if one.is_blind else "") + (
            "(calibration) " if one.is_calibration else ""
        )
        table.append(
            (
                str(one.page),
                shortened(one.annotator, 30),
                one.status,
                f"{one.undecided_count}/{one.block_count}",
                shortened(marks + one.title, _TITLE_WIDTH),
            )
        )
    say_table(table, right=frozenset({0, 3}))


@click.command("give", short_help="Give pages to an annotator.")
@project_argument()
@click.argument("annotator", metavar="NAME")
@click.argument("pages", metavar="PAGE...", type=click.IntRange(1), nargs=-1, required=True)
@click.option("--back", is_flag=True, help="Take the pages from the annotator instead.")
@json_option
def give(project: Path, annotator: str, pages: tuple[int, ...], back: bool, as_json: bool) -> None:
    """Give pages to an annotator, or take them away; what was labelled on them stays."""
    numbers = [PageId(page) for page in pages]
    change = sharing_out.take_away if back else sharing_out.give
    with opened_for_change(project) as opened:
        with newcomer_told(opened, annotator):
            count = change(opened, annotator, numbers)
        held = [one.page for one in sharing_out.assignments(opened, annotator)]
    if as_json:
        emit({"annotator": annotator, "changed": count, "pages": held})
        return
    done = "Took away" if back else "Gave"
    say(f"{done} {counted(count, 'page')}; {annotator} has {counted(len(held), 'page')}.")


def _report_fields(report: SharingReport) -> dict[str, Any]:
    return {
        "annotators": {
            name: {
                "given": list(given.new),
                "pages": given.page_count,
                "undecided": given.undecided_count,
            }
            for name, given in report.annotators.items()
        },
        "overlapping": list(report.overlapping),
        "overlapping_blind": report.blind_count,
        "settled": report.settled_count,
    }


def _given_fields(one: GivenPage) -> dict[str, Any]:
    return {
        "page": one.page,
        "title": one.title,
        "site": one.site,
        "annotator": one.annotator,
        "status": one.status,
        "blocks": one.block_count,
        "undecided": one.undecided_count,
        "blind": one.is_blind,
        "calibration": one.is_calibration,
        "given_at": one.given_at.isoformat(),
    }
