"""What was said about a page, for who reviews it blind: signed by letters."""

from __future__ import annotations

from dataclasses import replace

from annotator.cli.review_commands import candidates_of
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, Thread
from annotator.services import reviewing
from annotator.services.discussing import Conversation
from annotator.services.projects import Project

_OTHER = "another annotator"


def masked(project: Project, page: PageId, reviewer: str, said: Conversation) -> Conversation:
    """The same with letters for all who labelled the page, as `annotator diff --blind` has them.

    Those whose sets are not compared have no letter. Who labelled nothing there keeps the name.
    """
    labelled = reviewing.labelled_by(project, page)
    letters = dict.fromkeys(labelled, _OTHER)
    if labelled:
        sitting = reviewing.open_review(project, page, reviewer)
        candidates = candidates_of(sitting, is_blind=True)
        letters |= {name: candidates.letter(name) for name in candidates.names}

    def veiled(one: Remark) -> Remark:
        return replace(
            one,
            author=letters.get(one.author, one.author),
            about=letters.get(one.about, one.about),
        )

    return Conversation(
        tuple(Thread(tuple(map(veiled, thread.remarks))) for thread in said.threads),
        tuple(map(veiled, said.verdicts)),
    )
