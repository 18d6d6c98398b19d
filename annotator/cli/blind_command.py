"""The command about pages that are labelled without proposals: blind."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import json_option, project_argument, share_type
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say
from annotator.services import blind as blinding
from annotator.services import projects
from annotator.services.blind import BlindPages


@click.command("blind", short_help="Show or set how many pages get no proposals.")
@project_argument()
@click.option(
    "--share",
    type=share_type,
    metavar="SHARE",
    help="The share of the pages to come, from 0 to 1.",
)
@json_option
def blind(project: Path, share: float | None, as_json: bool) -> None:
    """Show how many pages are labelled without proposals, or set the share of those to come.

    Agreement and programs are measured on such pages alone. Which they are is drawn at the import,
    before anyone sees them; pages that are in the project stay what they are.
    """
    if share is None:
        with projects.open_project(project) as opened:
            found = blinding.blind_pages(opened)
    else:
        with opened_for_change(project) as opened:
            found = blinding.set_blind_share(opened, share)
    if as_json:
        emit(
            {
                "share": found.share,
                "page_count": found.page_count,
                "blind_count": found.blind_count,
                "finished": dict(found.finished),
                "finished_twice": found.finished_twice,
            }
        )
        return
    _say(found)


def _say(found: BlindPages) -> None:
    say(f"{found.blind_count} of {counted(found.page_count, 'page')} blind.")
    say(f"Of the pages to come: {found.share * 100:g} %.")
    for name, count in found.finished.items():
        say(f"{name} finished {counted(count, 'blind page')}.")
    if found.finished_twice:
        say(f"{counted(found.finished_twice, 'blind page')} finished by two or more.")
