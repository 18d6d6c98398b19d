"""What was not imported, as the command line prints it."""

from __future__ import annotations

from typing import Any

from annotator.cli.output import say
from annotator.services.importing import Refusal


def refusal_fields(refusal: Refusal) -> dict[str, Any]:
    """The refusal as JSON has it."""
    return {
        "path": refusal.path,
        "reason": refusal.reason,
        "record": refusal.record,
        "offset": refusal.offset,
    }


def say_refusal(refusal: Refusal) -> None:
    """Print the refusal in one line: where it is in its file, and why."""
    place = refusal.path
    if refusal.record is not None:
        place += f", record {refusal.record}"
    if refusal.offset is not None:
        place += f", at byte {refusal.offset}"
    say(f"Refused: {place}: {refusal.reason}")
