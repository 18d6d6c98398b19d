"""The formats a data set can be written in, for those who choose one."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.errors import UserError
from annotator.formats import registry


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format: what `--format` takes, the ending of its files with the dot, one line on it.

    `is_usable` is false where the package that brings it does not load; the line then says why.
    """

    name: str
    suffix: str
    description: str
    is_usable: bool = True


def export_formats() -> tuple[ExportFormat, ...]:
    """All formats that are installed, by name."""
    return tuple(_facts(name) for name in registry.format_names())


def _facts(name: str) -> ExportFormat:
    try:
        writer = registry.writer(name)
    except UserError as error:
        return ExportFormat(name, "", str(error), is_usable=False)
    return ExportFormat(name, writer.suffix, writer.description)
