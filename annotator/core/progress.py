"""How a long task tells how far it is, and hears that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` units, None while that is unknown; `what` names the current one."""

    done: int
    total: int | None
    what: str = ""


Reporter = Callable[[Progress], None]
"""Called between two steps, from the thread of the task; raises `Cancelled` to stop it there."""


def silent(_progress: Progress) -> None:
    """A reporter for tasks that nobody watches."""
