"""What the editor wants in a bundle, and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.journal import Status


@dataclass(frozen=True, slots=True)
class BundleWish:
    """A target and what goes into it: without annotators, statuses and `given_to`, everything."""

    target: Path
    annotators: tuple[str, ...] = ()
    given_to: str = ""
    statuses: tuple[Status, ...] = ()
    with_pages: bool = True


@dataclass(frozen=True, slots=True)
class Choices:
    """Under whose names sets may stand, and how many pages each person was given."""

    annotators: tuple[str, ...]
    given: dict[str, int] = field(default_factory=dict)
