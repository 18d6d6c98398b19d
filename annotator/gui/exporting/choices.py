"""What there is to choose from when a data set is written."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.services.export_formats import ExportFormat


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """`policies` are names with what they are; `leak_extra` is the extra that the check lacks."""

    formats: tuple[ExportFormat, ...]
    annotators: tuple[str, ...] = ()
    policies: tuple[tuple[str, str], ...] = ()
    leak_extra: str = ""
