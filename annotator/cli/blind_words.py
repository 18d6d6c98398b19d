"""What was said about a page, for who reviews it blind: nobody is named, no letter tells who."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.decisions import GOLD
from annotator.core.masks import COLLEAGUE, without_names
from annotator.core.remarks import Remark, Thread
from annotator.services import listing
from annotator.services.discussing import Conversation
from annotator.services.projects import Project


def masked(project: Project, reviewer: str, said: Conversation) -> Conversation:
    """The same by and about colleagues who are all alike, but for what is the reviewer's own."""
    names = _names(project)

    def person(name: str) -> str:
        return name if name in {"", GOLD, reviewer} else COLLEAGUE

    def of(one: Remark) -> Remark:
        text = without_names(one.text, names)
        return replace(one, author=person(one.author), about=person(one.about), text=text)

    return Conversation(
        tuple(Thread(tuple(map(of, thread.remarks))) for thread in said.threads),
        tuple(map(of, said.verdicts)),
    )


def veiled(project: Project, text: str, *, is_blind: bool) -> str:
    """What somebody wrote, without names where the review is blind."""
    return without_names(text, _names(project)) if is_blind else text


def _names(project: Project) -> set[str]:
    return {*listing.annotator_names(project)} - {GOLD}
