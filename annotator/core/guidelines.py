"""The written rules for annotators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Guidelines:
    """One version of them, counted from 1, as Markdown text."""

    version: int
    text: str
    added_at: datetime
