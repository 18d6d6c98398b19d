"""The command that puts pages back into an export without pages."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import json_option, path_of, target_of
from annotator.cli.output import counted, emit, say, tell, watched
from annotator.services import rejoining


@click.command("rejoin", short_help="Put pages back into an export without pages.")
@click.argument("export", metavar="EXPORT", type=path_of)
@click.argument("pages", metavar="PAGES", type=path_of)
@click.argument("target", metavar="OUT", type=target_of)
@click.option("--skip-missing", is_flag=True, help="Leave out what is said of pages that lack.")
@json_option
def rejoin(export: Path, pages: Path, target: Path, skip_missing: bool, as_json: bool) -> None:
    """Write to OUT what EXPORT would have been, had it been written with its pages.

    EXPORT was made by “annotator export --without-pages”. PAGES is a project, a file or a folder
    that holds the pages, under whatever names.
    """
    with watched("Rejoining") as report:
        result = rejoining.rejoin(export, pages, target, skips_missing=skip_missing, report=report)
    if result.missing:
        tell(f"annotator: {counted(len(result.missing), 'page')} left out: not there.")
    if as_json:
        emit(
            {
                "file": str(result.path),
                "pages": result.page_count,
                "sets": result.set_count,
                "missing": result.missing,
            }
        )
        return
    sets = counted(result.set_count, "annotation set")
    say(f"Wrote {sets} of {counted(result.page_count, 'page')} to “{result.path}”.")
