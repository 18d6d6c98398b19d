"""The command that shows the program on sample pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from annotator.cli.arguments import annotator_option, annotator_or_login, path_of
from annotator.cli.output import tell, watched
from annotator.cli.windows import Windows, has_screen
from annotator.services.demo import demo_project
from annotator.services.places import data_folder


@click.command("demo", short_help="Open the window on sample pages.")
@click.option("--folder", type=path_of, metavar="FOLDER", help="Where the demo project is kept.")
@annotator_option
@click.pass_obj
def demo(windows: Windows, folder: Path | None, annotator: str | None) -> int:
    """Make a project of the sample pages, unless it is there, and open it.

    Without a screen the window works off-screen and leaves a screenshot and an export in FOLDER.
    """
    place = folder or data_folder() / "demo"
    with watched("Sample pages") as report:
        project = demo_project(place, report)
    name = annotator_or_login(annotator)
    if has_screen(os.environ, sys.platform):
        return windows.open_window(project, name, None)
    tell(f"There is no screen: the demo runs off-screen and writes to “{place}”.")
    return windows.run_demo(project, place, name)
