"""Commands that change what is labelled: label, finish, undo, redo."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import (
    annotator_option,
    annotator_or_login,
    json_option,
    page_argument,
    project_argument,
    usage,
)
from annotator.cli.newcomers import newcomer_told
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say
from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.services import annotating
from annotator.services.annotating import Outcome
from annotator.services.changes import Changes
from annotator.services.projects import Project
from annotator.services.selecting import BlockSelection, inside, parse_blocks, parse_span
from annotator.services.sitting import Sitting

NO_LABEL = "none"


@click.command("label", short_help="Label blocks or text of a page.")
@project_argument()
@page_argument()
@click.argument("what", metavar="[BLOCKS] LABEL", nargs=-1, required=True)
@click.option(
    "--span",
    "span_texts",
    metavar="START:END",
    multiple=True,
    help="Code points of the text instead of BLOCKS; may be repeated.",
)
@annotator_option
@json_option
def label(
    project: Path,
    page: int,
    what: tuple[str, ...],
    span_texts: tuple[str, ...],
    annotator: str | None,
    as_json: bool,
) -> None:
    """Label blocks or text of a page, as one edit.

    BLOCKS are numbers and runs of them, such as 0,4-6, or “all”, or “undecided” for what is left.
    LABEL is the id of a label of the project; “none” takes labels away.
    """
    if len(what) != (1 if span_texts else 2):
        raise click.UsageError("Give either BLOCKS and LABEL, or --span START:END and LABEL.")
    label_id = what[-1]
    blocks = None if span_texts else usage(lambda: parse_blocks(what[0]), "BLOCKS")
    spans = usage(lambda: [parse_span(text) for text in span_texts], "--span")

    def step(sitting: Sitting) -> Changes:
        wanted = _wanted(sitting, blocks, spans)
        if label_id == NO_LABEL:
            return sitting.clear(wanted)
        return sitting.label(wanted, label_id)

    name = annotator_or_login(annotator)
    with opened_for_change(project) as opened, newcomer_told(opened, name):
        outcome = annotating.change(opened, PageId(page), name, step)
    _say(outcome, as_json=as_json)


@click.command("finish", short_help="Mark a page as finished.")
@project_argument()
@page_argument()
@annotator_option
@json_option
def finish(project: Path, page: int, annotator: str | None, as_json: bool) -> None:
    """Mark a page as finished; refused while visible blocks are undecided."""
    with opened_for_change(project) as opened:
        outcome = annotating.change(
            opened, PageId(page), annotator_or_login(annotator), Sitting.finish
        )
    _say(outcome, as_json=as_json)


@click.command("undo", short_help="Take the latest edit back.")
@project_argument()
@page_argument(required=False)
@annotator_option
@json_option
def undo(project: Path, page: int | None, annotator: str | None, as_json: bool) -> None:
    """Take the annotator's latest edit back, on PAGE or where they worked last."""
    _step_in_history(project, page, annotator_or_login(annotator), "undo", as_json=as_json)


@click.command("redo", short_help="Do again what was undone last.")
@project_argument()
@page_argument(required=False)
@annotator_option
@json_option
def redo(project: Path, page: int | None, annotator: str | None, as_json: bool) -> None:
    """Do again what the annotator undid last, on PAGE or where they worked last."""
    _step_in_history(project, page, annotator_or_login(annotator), "redo", as_json=as_json)


def _step_in_history(
    path: Path, page: int | None, annotator: str, word: str, *, as_json: bool
) -> None:
    step = Sitting.undo if word == "undo" else Sitting.redo
    with opened_for_change(path) as opened:
        number = _page_of(opened, page, annotator)
        outcome = annotating.change(opened, number, annotator, step)
    if not outcome.changes:
        raise UserError(f"There is nothing to {word} for “{annotator}” on page {number}.")
    _say(outcome, as_json=as_json)


def _page_of(project: Project, page: int | None, annotator: str) -> PageId:
    if page is not None:
        return PageId(page)
    found = annotating.page_changed_last(project, annotator)
    if found is None:
        raise UserError(f"“{annotator}” has not labelled in this project yet.")
    return found


def _wanted(sitting: Sitting, blocks: BlockSelection | None, spans: list[Span]) -> list[Span]:
    if blocks is None:
        return [inside(sitting.document, span) for span in spans]
    return blocks.spans(sitting.document, sitting.annotations)


def _say(outcome: Outcome, *, as_json: bool) -> None:
    sitting, line = outcome.sitting, outcome.changes.line
    name = None if line is None else line.edit.name or "Finish"
    if as_json:
        emit(
            {
                "page": sitting.page,
                "annotator": sitting.annotator,
                "changed": line is not None,
                "step": None if line is None else line.kind,
                "edit": name,
                "status": sitting.status,
                "undecided": sitting.tally.undecided_count,
                "revision": outcome.revision,
            }
        )
        return
    left = counted(sitting.tally.undecided_count, "undecided block")
    done = "Nothing to change" if line is None else f"{line.kind.capitalize()}: {name}"
    say(f"{done}. Page {sitting.page} is {sitting.status}, {left}.")
