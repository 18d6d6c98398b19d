"""What is said of the right to pass pages on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.services.projects import Project

_MOST_LETTERS = 200


def checked_licence(text: str) -> str:
    """The licence without white space around it; `UserError` where it is no short line."""
    licence = text.strip()
    if len(licence.splitlines()) > 1 or len(licence) > _MOST_LETTERS:
        raise UserError(
            f"A licence is one line of at most {_MOST_LETTERS} letters.",
            "Write its short name or its address, as CC-BY-4.0.",
        )
    return licence


def give_licence(project: Project, pages: Sequence[PageId], text: str) -> int:
    """Say what holds for these pages; an empty text forgets it. How many of them there are."""
    licence = checked_licence(text)
    with project.store.begin() as transaction:
        return transaction.licences.give(pages, licence)


def licence_counts(project: Project) -> Mapping[str, int]:
    """How many pages have which licence; the empty one is none."""
    with project.store.read() as transaction:
        return transaction.licences.counts()
