"""What the editor wants exported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.core.journal import Status


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A target and what goes into it; no annotator and no status mean everybody's and all."""

    target: Path
    format_name: str
    annotator: str | None = None
    status: Status | None = None
