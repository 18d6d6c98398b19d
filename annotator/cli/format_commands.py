"""The command about formats of data sets: formats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from annotator.cli.arguments import json_option
from annotator.cli.output import emit, say, say_table
from annotator.services.export_formats import ExportFormat, export_formats
from annotator.services.reader_formats import ReaderFormat, reader_formats


@click.command("formats", short_help="List the formats of data sets.")
@json_option
def formats(as_json: bool) -> None:
    """List the formats that “annotator export” writes, and what each of them loses.

    Behind them come those that “annotator take-in” reads.
    """
    writers, readers = export_formats(), reader_formats()
    if as_json:
        told = [_reader_fields(one) for one in readers]
        emit({"writers": [_fields(one) for one in writers], "readers": told})
        return
    _say_formats("format", writers)
    for one in writers:
        if one.loses:
            say()
            say(f"{one.name} loses:")
        for sentence in one.loses:
            say(f"- {sentence}")
    say()
    _say_formats("read", readers)


def _say_formats(head: str, formats: Sequence[ExportFormat | ReaderFormat]) -> None:
    rows = [(head, "ending", "title")]
    rows += [(one.name, ", ".join(one.suffixes) or "a folder", one.title) for one in formats]
    say_table(rows)


def _reader_fields(one: ReaderFormat) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "suffixes": one.suffixes,
        "offset_unit": one.offset_unit,
    }


def _fields(one: ExportFormat) -> dict[str, Any]:
    return {"name": one.name, "title": one.title, "suffixes": one.suffixes, "loses": one.loses}
