"""Pages that two people labelled and a third reviews, for tests."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from annotator.core.adjudication import Taking
from annotator.core.decisions import GOLD, Choice
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.services import annotating, reviewing
from annotator.services.changes import Changes
from annotator.services.gold_sitting import GoldSitting
from annotator.services.projects import Project
from annotator.services.sitting import Sitting
from annotator.storage.sets import StoredSet
from tests.pictures import LETTERS, mark_line
from tests.stored import do, label_blocks

PAGE = PageId(1)
NOTHING = Taking(Choice.NOTHING)


def side(name: str) -> Taking:
    """Take what this annotator says."""
    return Taking(Choice.SIDE, side=name)


def a_label(label: str) -> Taking:
    """Take this label, whatever the annotators say."""
    return Taking(Choice.LABEL, label=LabelId(label))


def label(project: Project, annotator: str, letters: str, number: int = 1) -> None:
    """Label the blocks by the letters of their labels, and finish the page."""
    words = {letter: name for name, letter in LETTERS.items()}
    for block, letter in enumerate(letters):
        if letter != ".":
            label_blocks(project, number, annotator, words[letter], block)
    if "." not in letters:
        do(project, number, annotator, Sitting.finish)


def decide(
    project: Project, number: int, taking: Taking, reason: str = "", who: str = "Eve"
) -> tuple[GoldSitting, Changes]:
    """Decide one disagreement of page 1 and save that."""
    return reviewing.change_gold(project, PAGE, who, lambda it: it.decide([number], taking, reason))


def gold(project: Project, number: int = 1) -> StoredSet:
    """The gold set as it is stored."""
    with project.store.read() as transaction:
        found = transaction.annotators.find(GOLD)
        assert found is not None
        return transaction.sets.load(PageId(number), found)


def marks(project: Project, number: int = 1) -> str:
    """The gold set as a picture."""
    with project.store.read() as transaction:
        document = transaction.pages.document(PageId(number))
    return mark_line(document, gold(project, number).annotations)


def rows_of_people(project: Project) -> list[Any]:
    """All that is stored of the annotators' sets, but where their assignments stand."""
    columns = "id, page_id, annotator_id, document_id, undecided_count, revision, received_revision"
    mine = "SELECT id FROM annotation_sets WHERE annotator_id IN (SELECT id FROM annotators"
    people = f"{mine} WHERE name <> 'gold')"
    with project.store._reading.begin() as connection:
        return [
            connection.execute(text(one)).all()
            for one in (
                f"SELECT {columns} FROM annotation_sets WHERE id IN ({people}) ORDER BY id",
                f"SELECT * FROM annotations WHERE set_id IN ({people}) ORDER BY set_id, start",
                f"SELECT * FROM journal WHERE set_id IN ({people}) ORDER BY set_id, sequence",
            )
        ]


def save(project: Project, sitting: GoldSitting, *steps: Changes) -> annotating.Saved:
    """Save these steps of a review."""
    lines = [one.line for one in steps if one.line]
    return reviewing.save_review(project, sitting, lines, steps[-1].undecided_count)
