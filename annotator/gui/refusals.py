"""What was not imported, and why, as text to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.services.previewing import Refusal

_MOST_SHOWN = 2_000


def refusals_text(refused: Sequence[Refusal], count: int | None = None) -> str:
    """The first refusals, two lines each, and how many more there are of `count`."""
    shown = refused[:_MOST_SHOWN]
    more = (len(refused) if count is None else count) - len(shown)
    parts = [f"{_place(one)}\n    {one.reason}" for one in shown]
    return "\n\n".join([*parts, *([f"… and {more:,} more"] if more else [])])


def _place(refusal: Refusal) -> str:
    """The file, and where in it."""
    place = refusal.path
    if refusal.record is not None:
        place += f", record {refusal.record:,}"
    if refusal.offset is not None:
        place += f", at byte {refusal.offset:,}"
    return place
