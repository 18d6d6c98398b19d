"""Gold sets and forks for tests, written as a reviewer's decisions and a bundle leave them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime

from annotator.core.alignment import Alignment
from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.decisions import GOLD, Choice, Decision, Ruling
from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.tally import Tally
from annotator.services import annotating
from annotator.services.projects import Project
from annotator.services.sitting import Sitting
from tests.stored import do, label_blocks

DECIDED_AT = datetime(2026, 2, 3, 12, tzinfo=UTC)


def decide_blocks(
    project: Project,
    page: int,
    labels: Mapping[int, str],
    *,
    reviewer: str = "Rae",
    is_finished: bool = True,
) -> None:
    """Give whole blocks of a page labels in a gold set that nobody began yet."""
    number = PageId(page)
    with project.store.read() as transaction:
        document = transaction.pages.document(number)
    spans = {block: document.blocks[block].span for block in labels}
    after = frozenset(
        Annotation(spans[block], LabelId(label), Origin.DECIDED) for block, label in labels.items()
    )
    rulings = tuple(
        Ruling(spans[block], Alignment.MISSING, (None,), LabelId(label))
        for block, label in sorted(labels.items())
    )
    decision = Decision(Choice.BY_HAND, ("Ada",), rulings, reason="It is so.")
    edit = Edit("Decide", frozenset(), after)
    lines = [
        JournalLine(
            LineKind.EDIT, edit, Status.IN_PROGRESS, DECIDED_AT, author=reviewer, decision=decision
        )
    ]
    if is_finished:
        nothing = Edit("", frozenset(), frozenset())
        lines.append(
            JournalLine(LineKind.STATUS, nothing, Status.FINISHED, DECIDED_AT, author=reviewer)
        )
    undecided = Tally(document, AnnotationSet.of(after)).undecided_count
    annotating.save(project, number, GOLD, 0, lines, undecided)


def fork_set(
    project: Project, page: int, annotator: str, fork: str, labels: Mapping[int, str]
) -> None:
    """Finish a page under the name that stands for a set of the annotator changed elsewhere."""
    for block, label in labels.items():
        label_blocks(project, page, fork, label, block)
    do(project, page, fork, Sitting.finish)
    with project.store.begin() as transaction:
        ids = [transaction.annotators.find(name) for name in (fork, annotator)]
    with closing(sqlite3.connect(project.path)) as file, file:
        file.execute("UPDATE annotators SET fork_of = ? WHERE id = ?", ids[::-1])
