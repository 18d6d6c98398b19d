"""The command that opens the window; it loads nothing that the window can load later."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from annotator.cli.arguments import annotator_option, annotator_or_login, project_argument
from annotator.cli.windows import Windows, can_open_window
from annotator.core.errors import UserError
from annotator.services.places import is_file


@click.command("open", short_help="Open a project in the window.")
@project_argument(required=False)
@annotator_option
@click.option("--page", type=click.IntRange(1), metavar="N", help="The page to show first.")
@click.pass_obj
def open_command(
    windows: Windows, project: Path | None, annotator: str | None, page: int | None
) -> int:
    """Open a project in the window, or the window alone."""
    if project is not None and not is_file(project):
        raise UserError(f"There is no project “{project}”.", "“annotator new” makes one.")
    if not can_open_window(os.environ, sys.platform):
        raise UserError(
            "There is no screen to open the window on.",
            "The other commands work without one; “annotator --help” lists them.",
        )
    return windows.open_window(project, annotator_or_login(annotator), page)
