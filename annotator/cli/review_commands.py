"""Commands of a reviewer about whole pages: review, return, accept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_or_login,
    json_option,
    page_argument,
    project_argument,
)
from annotator.cli.blind_words import veiled
from annotator.cli.candidates import Candidates, between_option, blind_option, reviewer_option
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, say_table, shortened
from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services import projects, reviewing
from annotator.services.gold_sitting import GoldSitting
from annotator.services.projects import Project
from annotator.services.reviewing import ReviewRow

_WIDEST_TITLE = 40
_ORDER = (Status.ACCEPTED, Status.FINISHED, Status.RETURNED, Status.IN_PROGRESS, Status.NEW)


@click.command("review", short_help="List the pages that can be reviewed.")
@project_argument()
@click.option("--count", "is_counted", is_flag=True, help="Also count what is to be decided.")
@click.option("--blind", "is_blind", is_flag=True, help="Where sets stand, without whose they are.")
@json_option
def review(project: Path, is_counted: bool, is_blind: bool, as_json: bool) -> None:
    """List the pages that somebody labelled, with where each set and the gold set stand.

    With --count each page is opened, and what is still to be decided there is counted.
    """
    with projects.open_project(project) as opened:
        rows = reviewing.reviewable(opened)
        left = {row.page: _left(opened, row.page) for row in rows} if is_counted else {}
    if as_json:
        emit({"pages": [_row_fields(row, left.get(row.page), is_blind=is_blind) for row in rows]})
        return
    if not rows:
        say("Nobody has labelled a page yet.")
        return
    table = [("page", "title", "gold", *(["to decide", "agreed"] if is_counted else []), "sets")]
    for row in rows:
        counts = left.get(row.page)
        table.append(
            (
                str(row.page),
                shortened(row.title, _WIDEST_TITLE),
                row.gold or "–",
                *([str(counts["disagreements"]), str(counts["agreed"])] if counts else []),
                ", ".join(_set_texts(row, is_blind=is_blind)),
            )
        )
    say_table(table, right=frozenset({0, 3, 4}) if is_counted else frozenset({0}))


@click.command("return", short_help="Return a page to its annotator, with a reason.")
@project_argument()
@page_argument()
@click.option("--of", "whose", metavar="NAME", required=True, help="Whose set; “gold” is one too.")
@reviewer_option
@click.option("--reason", metavar="TEXT", required=True, help="What is to be changed.")
@blind_option
@json_option
def return_(
    project: Path,
    page: int,
    whose: str,
    reviewer: str | None,
    reason: str,
    is_blind: bool,
    as_json: bool,
) -> None:
    """Return a set that was finished or accepted to its annotator, who reads the reason.

    It is “returned” until it is finished anew. A gold set that was accepted is returned with it.
    With --blind NAME is a letter.
    """
    name = annotator_or_login(reviewer)
    number = PageId(page)
    with opened_for_change(project) as opened:
        shown = annotator = whose
        if is_blind and whose != GOLD:
            candidates = candidates_of(
                reviewing.open_review(opened, number, name), is_blind=is_blind
            )
            annotator = candidates.named(whose)
        remark = reviewing.return_set(opened, number, annotator, name, reason)
        told = veiled(opened, remark.text, is_blind=is_blind)
    if as_json:
        emit(
            {
                "page": page,
                "annotator": shown,
                "reviewer": name,
                "status": Status.RETURNED,
                "reason": told,
                "remark": remark.id,
            }
        )
        return
    say(f"Page {page} is returned to “{shown}”: {told}")


@click.command("accept", short_help="Accept a page: all that is agreed and decided.")
@project_argument()
@page_argument()
@reviewer_option
@between_option
@blind_option
@json_option
def accept(
    project: Path,
    page: int,
    reviewer: str | None,
    between: tuple[str, ...],
    is_blind: bool,
    as_json: bool,
) -> None:
    """Accept a page: take all that the sets agree on, finish the gold set, accept the sets.

    Refused while a disagreement is to be decided, or a set is not finished.
    """
    name = annotator_or_login(reviewer)
    number = PageId(page)
    with opened_for_change(project) as opened:
        names, lettered = wanted_sets(opened, number, name, between, is_blind=is_blind)
        done = reviewing.accept(opened, number, name, names)
        sitting = reviewing.open_review(opened, number, name, names)
        candidates = candidates_of(sitting, lettered, is_blind=is_blind)
    accepted = [candidates.shown(one) for one in done.accepted]
    if as_json:
        emit(
            {
                "page": page,
                "reviewer": name,
                "accepted": sorted(accepted) if is_blind else accepted,
                "own": None if is_blind else done.is_own,
                "status": Status.ACCEPTED,
                "revision": done.revision,
            }
        )
        return
    if not accepted:
        say(f"Page {page} was accepted already.")
        return
    say(f"Page {page} is accepted: {counted(len(accepted), 'set')}.")
    if done.is_own and not is_blind:
        say("One of them is your own.")


def candidates_of(
    sitting: GoldSitting, lettered: Sequence[str] = (), *, is_blind: bool
) -> Candidates:
    """Those whose sets an open review compares, as the command line names them."""
    digest, reviewer = sitting.facts.digest, sitting.reviewer
    return Candidates.of(sitting.names, digest, reviewer, lettered, is_blind=is_blind)


def wanted_sets(
    project: Project, page: PageId, reviewer: str, words: Sequence[str], *, is_blind: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose sets are meant, and who has which letter, where that is fixed.

    Who reviews blind names letters: `UserError` for anything else but “gold”, as by trying names
    one would learn whose letter is whose.
    """
    if not is_blind or not words:
        return tuple(words), ()
    known = candidates_of(reviewing.open_review(project, page, reviewer), is_blind=True)
    return tuple(one if one == GOLD else known.named(one) for one in words), known.lettered


def left_fields(sitting: GoldSitting) -> dict[str, int]:
    """How much keeps the page of an open review from being finished."""
    left = sitting.unsettled
    return {
        "disagreements": sum(one.number > 0 for one in left),
        "agreed": sum(one.number == 0 for one in left),
        "stale": sum(one.state == "stale" for one in left),
    }


def _left(project: Project, page: PageId) -> dict[str, int]:
    return left_fields(reviewing.open_review(project, page, "–"))


def _row_fields(row: ReviewRow, left: dict[str, int] | None, *, is_blind: bool) -> dict[str, Any]:
    return {
        "page": row.page,
        "title": row.title,
        "site": row.site,
        "blind": row.is_blind,
        "sets": [
            {"annotator": name, "status": status} for name, status in _sets(row, is_blind=is_blind)
        ],
        "gold": row.gold,
        "left": left,
    }


def _set_texts(row: ReviewRow, *, is_blind: bool) -> list[str]:
    return [
        status if name is None else f"{name} {status}"
        for name, status in _sets(row, is_blind=is_blind)
    ]


def _sets(row: ReviewRow, *, is_blind: bool) -> list[tuple[str | None, Status]]:
    """The sets of a page; to who reviews blind their order tells nothing."""
    if is_blind:
        return [
            (None, status) for _, status in sorted(row.sets, key=lambda one: _ORDER.index(one[1]))
        ]
    return list(row.sets)
