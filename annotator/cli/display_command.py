"""The command that writes a page as it looks: display."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import json_option, page_argument, project_argument, target_of
from annotator.cli.output import counted, emit, say, tell
from annotator.core.pages import PageId
from annotator.services import page_files, projects


@click.command("display", short_help="Write a page as a browser shows it.")
@project_argument()
@page_argument()
@click.argument("target", metavar="FILE", type=target_of)
@click.option("--no-styles", is_flag=True, help="Leave out the page's own styles.")
@click.option("--shows-hidden", is_flag=True, help="Show in place, dimmed, what the page hides.")
@json_option
def display(
    project: Path,
    page: int,
    target: Path,
    no_styles: bool,
    shows_hidden: bool,
    as_json: bool,
) -> None:
    """Write the safe copy of a page to FILE, for any browser.

    Nothing in it runs, loads or leads anywhere; images that came with the page are in it. FILE ends
    in .xhtml, since browsers read a file as what its name says.
    """
    with projects.open_project(project) as opened:
        written = page_files.write_page_file(
            opened,
            PageId(page),
            target,
            with_styles=not no_styles,
            shows_hidden=shows_hidden,
        )
    if written.cut is not None:
        tell(f"annotator: the end of this page is missing: {written.cut}")
    if as_json:
        emit(
            {
                "file": str(written.path),
                "page": page,
                "bytes": written.byte_count,
                "element_count": written.element_count,
                "blocks": written.block_count,
                "has_styles": written.has_styles,
                "cut": written.cut is not None,
            }
        )
        return
    blocks = counted(written.block_count, "block")
    say(f"Wrote page {page} with {blocks} to “{written.path}”.")
