"""One thing to tell the editor, in plain words, without stopping them."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from annotator.core.errors import AnnotatorError, UserError


class Weight(Enum):
    """How much it matters; only notes go away by themselves."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, a hint, and at most one thing to do about it. `topic` replaces its equals.

    One that `stays` does not go away by itself, whatever its weight; `closed` is called where the
    editor closes it.
    """

    sentence: str
    hint: str = ""
    weight: Weight = Weight.NOTE
    offer: str = ""
    accept: Callable[[], None] | None = None
    topic: str = ""
    stays: bool = False
    closed: Callable[[], None] | None = None

    @property
    def is_passing(self) -> bool:
        """Whether it goes away by itself."""
        return self.weight is Weight.NOTE and not self.stays

    @property
    def text(self) -> str:
        """The whole of it as plain text."""
        return f"{self.sentence} {self.hint}".rstrip()


def notice_of(error: AnnotatorError, topic: str = "") -> Notice:
    """What a failure has to say: the world's as it words itself, ours as what it is."""
    if isinstance(error, UserError):
        return Notice(error.sentence, error.hint, Weight.WARNING, topic=topic)
    return Notice(
        "Something went wrong inside Annotator; what is on the screen is kept.",
        f"Please report it: {error}",
        Weight.ERROR,
        topic=topic,
    )


def plain_tool_tip(text: str) -> str:
    """A tool tip that shows `text` as it is: Qt would read markup in it as rich text."""
    lines = "<br>".join(html.escape(line) for line in text.splitlines())
    return f"<span>{lines}</span>" if text else ""
