"""The command that brings pages into a project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import json_option, path_of, project_argument
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, watched
from annotator.cli.preview_output import preview_fields, say_preview
from annotator.core.errors import Cancelled, UserError
from annotator.services import importing, previewing
from annotator.services.importing import Columns, ImportReport
from annotator.services.places import is_folder
from annotator.services.projects import open_project


@click.command("import", short_help="Bring pages into a project.")
@project_argument()
@click.argument("paths", metavar="PATH...", type=path_of, nargs=-1, required=True)
@click.option("--url", metavar="URL", help="The page's address; for a single file only.")
@click.option("--preview", "is_preview", is_flag=True, help="Say what is there; import nothing.")
@json_option
def import_command(
    project: Path, paths: tuple[Path, ...], url: str | None, is_preview: bool, as_json: bool
) -> None:
    """Bring pages into a project: files, and folders with all that is in them.

    HTML (.html .htm .xhtml) and plain text (.txt) are read, also where they end in .gz.
    """
    if url is not None and (len(paths) > 1 or is_folder(paths[0])):
        raise click.BadParameter("it fits one file only.", param_hint="--url")
    if is_preview:
        _preview(project, paths, as_json=as_json)
        return
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


def _preview(
    project: Path, paths: tuple[Path, ...], columns: Columns | None = None, *, as_json: bool
) -> None:
    with open_project(project) as opened, watched("Looking") as report:
        found = previewing.preview_import(opened, paths, columns=columns, report=report)
    if as_json:
        emit(preview_fields(found))
    else:
        say_preview(found)


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
