"""The command that brings pages into a project."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from annotator.cli.arguments import json_option, path_of, project_argument
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, watched
from annotator.cli.preview_output import preview_fields, say_preview
from annotator.cli.refusals import refusal_fields, say_refusal
from annotator.cli.sizes import size_of
from annotator.core.errors import Cancelled, UserError
from annotator.services import importing, previewing
from annotator.services.importing import Columns, ImportReport
from annotator.services.places import is_folder
from annotator.services.projects import open_project

_Command = TypeVar("_Command", bound=Callable[..., Any])
_COLUMNS = {
    "html": "the HTML of a page",
    "text": "the text of a page",
    "url": "its address",
    "id": "what it is called",
    "title": "its title, if it has none itself",
    "time": "when it was fetched",
}


def _column_options(command: _Command) -> _Command:
    for name, meaning in reversed(_COLUMNS.items()):
        option = click.option(
            f"--{name}-column",
            metavar="NAME",
            help=f"In tables, the column with {meaning}; guessed if not given.",
        )
        command = option(command)
    return command


@click.command("import", short_help="Bring pages into a project.")
@project_argument()
@click.argument("paths", metavar="PATH...", type=path_of, nargs=-1, required=True)
@click.option("--url", metavar="URL", help="The page's address; for a single file only.")
@click.option("--preview", "is_preview", is_flag=True, help="Say what is there; import nothing.")
@_column_options
@click.option(
    "--most-unpacked",
    metavar="SIZE",
    type=size_of,
    help="How much may come out of compressed files, as 50GB.",
)
@click.option(
    "--licence",
    metavar="TEXT",
    default="",
    help="What is known of the right to pass the new pages on, as CC-BY-4.0.",
)
@json_option
def import_command(
    project: Path,
    paths: tuple[Path, ...],
    url: str | None,
    is_preview: bool,
    most_unpacked: int | None,
    licence: str,
    as_json: bool,
    **named: str | None,
) -> None:
    """Bring pages into a project: files, and folders with all that is in them.

    Read are HTML and text, and pages in web archives (WARC, ARC, WACZ), MHTML, ZIP, JSON Lines,
    CSV, TSV and Parquet. What a file is, its content tells.
    """
    if url is not None and (len(paths) > 1 or is_folder(paths[0])):
        raise click.BadParameter("it fits one file only.", param_hint="--url")
    columns = Columns(**{name: named[f"{name}_column"] for name in _COLUMNS})
    if is_preview:
        _preview(project, paths, columns, as_json=as_json)
        return
    with opened_for_change(project) as opened, watched("Importing") as report:
        result = importing.import_paths(
            opened,
            paths,
            url=url,
            columns=columns,
            most_unpacked=most_unpacked,
            licence=licence,
            report=report,
        )
    if as_json:
        emit(_import_fields(result))
    else:
        _say_import(result)
    if result.is_stopped:
        raise Cancelled("Stopped; what is listed is in the project.")
    if not any(map(os.path.lexists, paths)):
        raise UserError("Nothing is there to import.", "See whether the paths are right.")
    if result.refused_count and not (result.new or result.same):
        raise UserError("Nothing was imported: all of it was refused.", "The reasons stand above.")


def _preview(project: Path, paths: tuple[Path, ...], columns: Columns, *, as_json: bool) -> None:
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
        "refused": [refusal_fields(one) for one in result.refused],
        "refused_count": result.refused_count,
        "stopped": result.is_stopped,
    }


def _say_import(result: ImportReport) -> None:
    for one in result.refused:
        say_refusal(one)
    say(
        f"{counted(len(result.new), 'new page')}, {len(result.same)} already there, "
        f"{result.refused_count} refused."
    )
