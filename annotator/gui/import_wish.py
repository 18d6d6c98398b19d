"""What the editor wants imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.services.previewing import Columns


@dataclass(frozen=True, slots=True)
class ImportWish:
    """Files and folders; what holds what in tables, None where that is guessed.

    `most_unpacked` bytes may come out of compressed files; None is the usual measure.
    """

    paths: tuple[Path, ...] = field(default=())
    columns: Columns | None = None
    most_unpacked: int | None = None
