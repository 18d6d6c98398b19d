"""The command about formats of data sets: formats."""

from __future__ import annotations

from typing import Any

import click

from annotator.cli.arguments import json_option
from annotator.cli.output import emit, say, say_table
from annotator.services.export_formats import ExportFormat, export_formats


@click.command("formats", short_help="List the formats of data sets.")
@json_option
def formats(as_json: bool) -> None:
    """List the formats that “annotator export” writes, and what each of them loses."""
    writers = export_formats()
    if as_json:
        emit({"writers": [_fields(one) for one in writers], "readers": []})
        return
    rows = [("format", "ending", "title")]
    rows += [(one.name, ", ".join(one.suffixes) or "a folder", one.title) for one in writers]
    say_table(rows)
    for one in writers:
        if one.loses:
            say()
            say(f"{one.name} loses:")
        for sentence in one.loses:
            say(f"- {sentence}")


def _fields(one: ExportFormat) -> dict[str, Any]:
    return {"name": one.name, "title": one.title, "suffixes": one.suffixes, "loses": one.loses}
