"""The command that says what labelling costs and what proposals bring: effort."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, project_argument, set_option
from annotator.cli.output import counted, emit, say, say_table, shortened, watched
from annotator.core.effort import Counts, Figure, Outcome, PageEffort
from annotator.services import effort as measuring
from annotator.services import projects
from annotator.services.effort import Effort, MeasuredPage, Spread

_FIELDS = {outcome: outcome.value.replace(" ", "_") for outcome in Outcome}
_SHARES = (Outcome.ACCEPTED_SINGLY, Outcome.ACCEPTED_WITH_REST, Outcome.CORRECTED)


@click.command("effort", short_help="Say what labelling costs and proposals bring.")
@project_argument()
@set_option
@click.option("--blind", is_flag=True, help="Only pages that are labelled without proposals.")
@json_option
def effort(project: Path, annotator: str | None, blind: bool, as_json: bool) -> None:
    """Say what each finished page cost, in actions and seconds, and what became of proposals.

    Pages come in the order in which they were finished, once for each annotator.
    """
    with projects.open_project(project) as opened, watched("Measuring") as report:
        found = measuring.measure_effort(opened, annotator, blind_only=blind, report=report)
    if as_json:
        emit(
            {
                "annotator": annotator,
                "blind": blind,
                "pages": [_page_fields(one) for one in found.pages],
                "all": _whole_fields(found),
            }
        )
        return
    _say(found)


def _page_fields(one: MeasuredPage) -> dict[str, Any]:
    fields = {
        "page": one.page,
        "title": one.title,
        "site": one.site,
        "annotator": one.annotator,
        "blind": one.is_blind,
        "finished_at": one.finished_at.isoformat(),
    }
    return fields | _effort_fields(one.effort)


def _whole_fields(found: Effort) -> dict[str, Any]:
    fields = {
        "page_count": len(found.pages),
        "begun_count": found.begun_count,
        "actions_a_page": _spread_fields(found.actions),
        "seconds_a_page": _spread_fields(found.seconds),
    }
    return fields | _effort_fields(found.whole)


def _effort_fields(effort: PageEffort) -> dict[str, Any]:
    counts = effort.counts
    shares = {outcome: counts.share(outcome) for outcome in _SHARES}
    undefined = {"seconds": effort.seconds.reason, "shares": shares[Outcome.CORRECTED].reason}
    return {
        "actions": effort.actions,
        "seconds": effort.seconds.value,
        "gaps_capped": effort.capped_count,
        "gaps_unknown": effort.unknown_count,
        **_counts_fields(counts),
        "shares": {_FIELDS[outcome]: figure.value for outcome, figure in shares.items()},
        "labels": {label: _counts_fields(one) for label, one in effort.labels.items()},
        "undefined": {name: reason for name, reason in undefined.items() if reason},
    }


def _counts_fields(counts: Counts) -> dict[str, int]:
    return {_FIELDS[outcome]: counts.of(outcome) for outcome in Outcome}


def _spread_fields(spread: Spread) -> dict[str, Any]:
    return {
        "count": spread.count,
        "mean": spread.mean.value,
        "median": spread.median.value,
        "undefined": spread.mean.reason or None,
    }


def _say(found: Effort) -> None:
    whole = found.whole
    table = [("page", "annotator", "actions", "seconds", *Outcome)]
    for one in found.pages:
        name = ("(blind) " if one.is_blind else "") + shortened(one.annotator, 30)
        table.append((str(one.page), name, *_cells(one.effort)))
    table.append(("all", "", *_cells(whole)))
    say_table(table, right=frozenset({0, *range(2, len(table[0]))}))
    say()
    begun = f", {found.begun_count} begun and not finished" if found.begun_count else ""
    say(f"{counted(len(found.pages), 'finished page')}{begun}.")
    say(f"Actions a page: {_spread(found.actions)}.")
    say(f"Seconds a page: {_spread(found.seconds)}.")
    shares = [(outcome, whole.counts.share(outcome)) for outcome in _SHARES]
    told = ", ".join(f"{_per_cent(figure)} {outcome}" for outcome, figure in shares)
    say(f"Of what was proposed: {shares[0][1].reason or told}.")
    if whole.labels:
        say()
        rows = [("label", *Outcome)]
        for label, counts in whole.labels.items():
            rows.append((label, *(str(counts.of(outcome)) for outcome in Outcome)))
        say_table(rows, right=frozenset(range(1, len(rows[0]))))


def _cells(effort: PageEffort) -> tuple[str, ...]:
    counts = effort.counts
    seconds = effort.seconds.value
    return (
        str(effort.actions),
        "–" if seconds is None else f"{seconds:.0f}",
        *(str(counts.of(outcome)) for outcome in Outcome),
    )


def _spread(spread: Spread) -> str:
    if spread.mean.value is None or spread.median.value is None:
        return spread.mean.reason
    return f"{spread.mean.value:.1f} on average, {spread.median.value:g} in the middle"


def _per_cent(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value * 100:.0f} %"
