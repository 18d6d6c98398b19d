"""The command that takes in what other programs and data sets say of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, path_of, project_argument
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, shortened, watched
from annotator.core.errors import Cancelled, UserError
from annotator.services import taking_in
from annotator.services.projects import Project, open_project
from annotator.services.taking_in import SetFate, TakenSet, TakingIn, Wish

_MOST_TOLD = 50
_QUOTE_WIDTH = 60


@click.command("take-in", short_help="Take in labels of other programs and data sets.")
@project_argument()
@click.argument("source", metavar="PATH", type=path_of)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="",
    help="Its format, as “annotator formats” lists them; told by its content if not given.",
)
@click.option(
    "--as",
    "annotator",
    metavar="NAME",
    default="",
    help="Whose sets they become; those of the names in the file if not given.",
)
@click.option(
    "--only", metavar="NAME", default="", help="Only the sets that the file says are of NAME."
)
@click.option(
    "--map",
    "mapped",
    metavar="THEIRS=OURS",
    multiple=True,
    callback=lambda _context, _option, given: _mapping(given),
    help="The label here that stands for one of theirs; “THEIRS=” leaves it out.",
)
@click.option("--fill", is_flag=True, help="Give all text that is not marked the label for it.")
@click.option("--replace", is_flag=True, help="Replace other sets of the annotator.")
@click.option("--preview", "is_preview", is_flag=True, help="Say what would come; write nothing.")
@json_option
def take_in(
    project: Path,
    source: Path,
    format_name: str,
    annotator: str,
    only: str,
    mapped: dict[str, str],
    fill: bool,
    replace: bool,
    is_preview: bool,
    as_json: bool,
) -> None:
    """Take in labels that were made elsewhere, from a file or a folder.

    They become annotation sets like any other, which can be reviewed, compared and learned from. A
    page comes in whole or not at all, and nothing that is here is overwritten unless --replace says
    so; that can be undone.
    """
    opening: Callable[[Path], AbstractContextManager[Project]] = opened_for_change
    if is_preview:
        opening = open_project
    with opening(project) as opened, watched("Looking" if is_preview else "Taking in") as report:
        result = taking_in.take_in(
            opened,
            source,
            format_name=format_name,
            wish=Wish(annotator, only, replaces=replace, fills=fill),
            labels=mapped,
            is_preview=is_preview,
            report=report,
        )
    if as_json:
        emit(_fields(result))
    else:
        _say(result, is_preview=is_preview)
    if result.is_stopped:
        raise Cancelled("Stopped; what is listed as new or replaced is in the project.")
    if not result.sets and only:
        raise UserError(f"Nothing there is of “{only}”.", "See how the file writes the name.")
    if not result.sets:
        raise UserError("Nothing is there to take in.", "See whether path and format are right.")
    if result.count(SetFate.REFUSED) == len(result.sets):
        raise UserError("Nothing was taken in: all of it was refused.", "The reasons stand above.")


def _mapping(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        theirs, sign, ours = one.partition("=")
        if not sign or not theirs.strip():
            raise click.BadParameter(f"“{one}” is not as theirs=ours.")
        found[theirs.strip()] = ours.strip()
    return found


def _fields(result: TakingIn) -> dict[str, Any]:
    return {
        "format": result.format,
        **{fate.value: result.count(fate) for fate in SetFate},
        "unknown_labels": dict(result.unknown_labels),
        "sets": [_set_fields(one) for one in result.sets],
        "stopped": result.is_stopped,
    }


def _set_fields(one: TakenSet) -> dict[str, Any]:
    return {
        "record": one.where,
        "fate": one.fate,
        "page": one.page,
        "new_page": one.is_new_page,
        "annotator": one.annotator,
        "status": one.status,
        "annotations": one.annotation_count,
        "reason": one.reason,
        "marks": dict(one.fates),
        "unsure": [{"text": text.text, "fate": text.fate} for text in one.unsure],
    }


def _say(result: TakingIn, *, is_preview: bool) -> None:
    lines = [line for one in result.sets for line in _told(one)]
    for line in lines[:_MOST_TOLD]:
        say(line)
    if len(lines) > _MOST_TOLD:
        say(f"… and {len(lines) - _MOST_TOLD} more; --json prints all of them.")
    for label, count in result.unknown_labels.items():
        say(f"No label here is “{label}”, in {counted(count, 'set')}: --map {label}=…")
    counts = ", ".join(f"{result.count(fate)} {fate}" for fate in SetFate)
    pages = counted(sum(one.is_new_page for one in result.sets), "new page")
    would = " would come" if is_preview else ""
    say(f"Sets of {result.format}{would}: {counts}; {pages}.")


def _told(one: TakenSet) -> list[str]:
    if one.reason:
        return [f"Refused: {one.where}: {one.reason}"]
    return [
        f"{one.where}: {text.fate}: “{shortened(text.text, _QUOTE_WIDTH)}”" for text in one.unsure
    ]
