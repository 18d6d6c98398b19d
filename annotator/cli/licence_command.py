"""The command that says which pages may be passed on."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.arguments import json_option, project_argument
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, say_table
from annotator.services import licensing, page_numbers, projects


@click.command("licence", short_help="Say which pages may be passed on.")
@project_argument()
@click.argument("pages", metavar="PAGES", required=False)
@click.argument("text", metavar="TEXT", required=False)
@json_option
def licence(project: Path, pages: str | None, text: str | None, as_json: bool) -> None:
    """Say of PAGES (3, 3-9, 1,4-6 or all) that TEXT holds, as CC-BY-4.0; "" forgets it.

    Without PAGES, count the pages by licence. Exports carry it along; what may not be passed on is
    written with “annotator export --without-pages”.
    """
    if pages is None:
        with projects.open_project(project) as opened:
            counts = licensing.licence_counts(opened)
        if as_json:
            emit({"licences": [{"licence": key, "pages": one} for key, one in counts.items()]})
            return
        rows = [(key or "nothing is known", str(count)) for key, count in counts.items()]
        say_table([("licence", "pages"), *rows], right=frozenset({1}))
        return
    if text is None:
        raise click.UsageError("TEXT is missing: the licence of these pages.")
    with opened_for_change(project) as opened:
        named = page_numbers.pages_named(opened, pages)
        count = licensing.give_licence(opened, named, text)
    if as_json:
        emit({"licence": text.strip(), "pages": count})
        return
    said = f"has “{text.strip()}”" if text.strip() else "has no licence"
    say(f"{counted(count, 'page')} now: each {said}.")
