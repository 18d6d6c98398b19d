"""Where a file is written until it is whole and takes its place."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

# File systems allow 255 bytes, and a letter may take four.
_LETTERS_KEPT = 40


def unfinished_beside(target: Path) -> Path:
    """A hidden, new name in the folder of `target`, whatever the length of the target's own."""
    return target.with_name(f".{target.name[:_LETTERS_KEPT]}.{uuid4().hex[:8]}.part")
