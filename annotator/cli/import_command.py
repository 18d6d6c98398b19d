"""The command that brings pages into a project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, path_of, project_argument
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, watched
from annotator.core.errors import Cancelled, UserError
from annotator.services import importing
from annotator.services.importing import ImportReport
from annotator.services.places import is_folder


@click.command("import", short_help="Bring pages into a project.")
@project_argument()
@click.argument("paths", metavar="PATH...", type=path_of, nargs=-1, required=True)
@click.option("--url", metavar="URL", help="The page's address; for a single file only.")
@json_option
def import_command(project: Path, paths: tuple[Path, ...], url: str | None, as_json: bool) -> None:
    """Bring pages into a project: files, and folders with all that is in them.

    HTML (.html .htm .xhtml) and plain text (.txt) are read, also where they end in .gz.
    """
    if url is not None and (len(paths) > 1 or is_folder(paths[0])):
        raise click.BadParameter("it fits one file only.", param_hint="--url")
    with opened_for_change(project) as opened, watched("Importing") as report:
        result = importing.import_paths(opened, paths, url=url, report=report)
    if as_json:
        emit(_import_fields(result))
    else:
        _say_import(result)
    if result.is_stopped:
        raise Cancelled("Stopped; what is listed is in the project.")
    if not any(map(os.path.lexists, paths)):
        raise UserError("Nothing is there to import.", "See whether the paths are right.")


def _import_fields(result: ImportReport) -> dict[str, Any]:
    return {
        "new": [{"page": one.page, "path": one.path, "title": one.title} for one in result.new],
        "same": [{"page": one.page, "path": one.path, "title": one.title} for one in result.same],
        "refused": [{"path": one.path, "reason": one.reason} for one in result.refused],
        "stopped": result.is_stopped,
    }


def _say_import(result: ImportReport) -> None:
    for one in result.refused:
        say(f"Refused: {one.path}: {one.reason}")
    say(
        f"{counted(len(result.new), 'new page')}, {len(result.same)} already there, "
        f"{len(result.refused)} refused."
    )
