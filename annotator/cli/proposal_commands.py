"""Commands by which the machine proposes and learns: propose, learn."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_option,
    annotator_or_login,
    json_option,
    project_argument,
)
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, say_table, shortened, tell, watched
from annotator.core.annotations import Origin
from annotator.core.errors import Cancelled
from annotator.core.harmless import harmless
from annotator.core.pages import PageId
from annotator.core.progress import Progress, Reporter
from annotator.core.proposals import Proposal
from annotator.core.spans import Span
from annotator.services import annotating, projects
from annotator.services.assistant import Assistant
from annotator.services.changes import Changes
from annotator.services.listing import page_rows
from annotator.services.projects import Project, open_project
from annotator.services.sitting import Sitting

_TEXT_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class _Proposed:
    """A page and what is proposed for its undecided text."""

    sitting: Sitting
    is_blind: bool
    proposals: tuple[Proposal, ...]
    is_accepted: bool


@click.command("propose", short_help="Print or accept what the machine proposes.")
@project_argument()
@click.argument("pages", metavar="[PAGE]...", type=click.IntRange(1), nargs=-1)
@annotator_option
@click.option("--accept", is_flag=True, help="Label what is undecided as proposed, and save that.")
@json_option
def propose(
    project: Path, pages: tuple[int, ...], annotator: str | None, accept: bool, as_json: bool
) -> None:
    """Print what is proposed for undecided text, on the pages given or on all.

    Blind pages get no proposals. Accepting finishes no page: that is for somebody who looked.
    """
    name = annotator_or_login(annotator)
    is_stopped = False
    rows: list[dict[str, Any]] = []
    with _opened(project, accept=accept) as opened, watched("Proposing") as report:
        helper = Assistant(opened)
        _tell_problem(helper)
        blind = {row.page: row.is_blind for row in page_rows(opened)}
        wanted = [PageId(page) for page in pages] or list(blind)
        try:
            for done, page in enumerate(wanted):
                report(Progress(done, len(wanted)))
                one = _proposed(opened, helper, page, name, report, accept=accept)
                # At once: the pages of a large project do not fit into memory together.
                if as_json:
                    rows.append(_fields(one))
                else:
                    _say(one)
        except Cancelled:
            is_stopped = True
    if as_json:
        emit({"annotator": name, "pages": rows})
    if is_stopped:
        raise Cancelled("Stopped; what is listed is done.")


@click.command("learn", short_help="Learn anew from the finished pages.")
@project_argument()
@json_option
def learn(project: Path, as_json: bool) -> None:
    """Learn anew from the finished pages, whatever was learned before.

    That happens by itself whenever a page is finished in the window, and leads to the same.
    """
    with projects.open_project(project) as opened, watched("Learning") as report:
        helper = Assistant(opened)
        _tell_problem(helper)
        learned = helper.relearn(report)
    if as_json:
        emit(
            {
                "pages": learned.page_count,
                "sites": learned.site_count,
                "model": learned.model or None,
                "kept": learned.is_kept,
            }
        )
        return
    if not learned.page_count:
        say("There is no finished page to learn from.")
        return
    pages, sites = counted(learned.page_count, "page"), counted(learned.site_count, "site")
    what = learned.model or "nothing but what their sites repeat"
    say(f"Learned from {pages} of {sites}: {what}.")
    if learned.model and not learned.is_kept:
        say("It is not kept: the project is open for reading alone.")


def _opened(project: Path, *, accept: bool) -> AbstractContextManager[Project]:
    """The project, backed up first if it is to be changed."""
    return opened_for_change(project) if accept else open_project(project)


def _proposed(
    project: Project,
    helper: Assistant,
    page: PageId,
    annotator: str,
    report: Reporter,
    *,
    accept: bool,
) -> _Proposed:
    proposals = helper.propose(page, annotator, report)
    with project.store.read() as transaction:
        is_blind = transaction.pages.is_blind(page)
    sitting = annotating.open_sitting(project, page, annotator)
    sitting.offer(proposals)
    open_now = tuple(sitting.open_proposals())
    if not accept or not open_now:
        return _Proposed(sitting, is_blind, open_now, is_accepted=False)

    def step(one: Sitting) -> Changes:
        one.offer(proposals)
        whole = Span(0, len(one.document.text))
        return one.accept([whole], "Accept what is proposed", Origin.ACCEPTED_WITH_REST)

    outcome = annotating.change(project, page, annotator, step)
    return _Proposed(outcome.sitting, is_blind, open_now, is_accepted=bool(outcome.changes))


def _fields(one: _Proposed) -> dict[str, Any]:
    sitting = one.sitting
    return {
        "page": sitting.page,
        "blind": one.is_blind,
        "model": sitting.proposals.model or None,
        "accepted": one.is_accepted,
        "status": sitting.status,
        "undecided": sitting.tally.undecided_count,
        "proposals": [
            {
                "block": sitting.document.block_at(proposal.span.start),
                "start": proposal.span.start,
                "end": proposal.span.end,
                "label": proposal.label,
                "confidence": proposal.confidence,
                "source": proposal.source,
            }
            for proposal in one.proposals
        ],
    }


def _say(one: _Proposed) -> None:
    sitting = one.sitting
    if one.is_blind:
        say(f"Page {sitting.page} is blind: nothing is proposed for it.")
        return
    done = " and accepted" if one.is_accepted else ""
    count = counted(len(one.proposals), "proposal")
    say(f"Page {sitting.page}: {sitting.facts.title}, {count}{done}")
    table = [
        (
            str(sitting.document.block_at(proposal.span.start)),
            proposal.label,
            f"{proposal.confidence * 100:.0f} %",
            proposal.source,
            shortened(harmless(sitting.document.quote(proposal.span)), _TEXT_COLUMNS),
        )
        for proposal in one.proposals
    ]
    if table:
        say_table(table, right=frozenset({0, 2}))


def _tell_problem(helper: Assistant) -> None:
    problem = helper.problem()
    if problem is not None:
        tell(f"annotator: {problem}")
