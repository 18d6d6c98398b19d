"""Sets from elsewhere in the store: names that move, lines that stay, and what a check says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from annotator.core.annotations import AnnotationSet
from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.pages import PageId
from annotator.services.projects import Project
from annotator.storage.received_sets import ReceivedSet
from annotator.storage.transaction import Transaction
from tests.pictures import drawn
from tests.stored import project_of

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
PAGE = PageId(1)
DOCUMENT, HEADLINE = drawn("Big news|Menu", "Hhhhhhhh|....")
_, TEASER = drawn("Big news|Menu", "Tttttttt|....")
_, BOTH = drawn("Big news|Menu", "Hhhhhhhh|Xxxx")


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, DOCUMENT) as made:
        yield made


def lines_to(*states: AnnotationSet, author: str = "") -> tuple[JournalLine, ...]:
    """A journal that leads from one state to the next."""
    lines, before = [], AnnotationSet()
    for number, state in enumerate(states):
        old, new = frozenset(before), frozenset(state)
        edit = Edit("Label", old - new, new - old)
        moment = NOON + timedelta(minutes=number)
        line = JournalLine(LineKind.EDIT, edit, Status.IN_PROGRESS, moment, author=author)
        lines.append(line)
        before = state
    return tuple(lines)


def received(
    transaction: Transaction, *states: AnnotationSet, guideline_version: int | None = None
) -> ReceivedSet:
    ada = transaction.annotators.find_or_add("Ada")
    return ReceivedSet(ada, lines_to(*states), states[-1], 1, guideline_version)


def keep_two(project: Project) -> None:
    """Two versions of Ada's set on the page."""
    with project.store.begin() as transaction:
        for name, state in (("Ada", HEADLINE), ("Ada (2)", TEASER)):
            owner = transaction.received.owner(name, "Ada")
            transaction.received.add(PAGE, owner, received(transaction, state))


def test_a_second_name_is_that_of_its_person_and_of_no_other(project):
    keep_two(project)
    with project.store.read() as transaction:
        assert transaction.received.families() == {"Ada (2)": "Ada"}
        assert [one.annotator for one in transaction.received.of_page(PAGE, "Ada")] == [
            "Ada",
            "Ada (2)",
        ]
        assert transaction.received.of_page(PAGE, "Bob") == []
        assert [name for _, name in transaction.annotators.people()] == ["Ada"]


def test_two_sets_change_names_and_their_lines_stay_their_authors(project):
    keep_two(project)
    with project.store.begin() as transaction:
        first, second = transaction.received.of_page(PAGE)
        owner = transaction.received.owner
        transaction.received.rename(
            {first.set_id: owner("Ada (2)", "Ada"), second.set_id: owner("Ada", "Ada")}
        )
    with project.store.read() as transaction:
        sets = {one.annotator: one.annotations for one in transaction.sets.of_page(PAGE)}
        assert sets == {"Ada": TEASER, "Ada (2)": HEADLINE}
        assert [name for _, name in transaction.annotators.all()] == ["Ada", "Ada (2)"]
        signed = {one.annotator: one.lines[0].author for one in transaction.received.of_page(PAGE)}
        assert signed == {"Ada": "", "Ada (2)": "Ada"}
    assert project.store.integrity_problems() == []


def test_missing_lines_are_put_behind_those_that_are_there_whatever_the_status(project):
    keep_two(project)
    with project.store.begin() as transaction:
        held = transaction.received.of_page(PAGE)[0]
        transaction.received.set_status(held, Status.ACCEPTED)
        more = received(transaction, HEADLINE, BOTH, guideline_version=3)
        transaction.received.extend(held, more)
    with project.store.read() as transaction:
        found = transaction.received.of_page(PAGE)[0]
        assert (found.revision, found.received_revision) == (2, 2)
        assert found.lines == lines_to(HEADLINE, BOTH)
        assert transaction.sets.of_page(PAGE)[0].annotations == BOTH
        assert transaction.sets.of_page(PAGE)[0].guideline_version == 3
    assert project.store.integrity_problems() == []


def test_of_two_assignments_the_earlier_one_stays(project):
    with project.store.begin() as transaction:
        ada = transaction.annotators.find_or_add("Ada")
        assert transaction.received.assign(PAGE, ada, NOON)
        assert not transaction.received.assign(PAGE, ada, NOON + timedelta(hours=1))
        assert not transaction.received.assign(PAGE, ada, NOON - timedelta(hours=1))
        (kept,) = transaction.assignments.all()
        assert kept.given_at == NOON - timedelta(hours=1)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE annotation_sets SET received_revision = 9 WHERE id = 1", "more was received"),
        ("UPDATE annotation_sets SET received_revision = -1 WHERE id = 1", "more was received"),
        ("UPDATE annotators SET fork_of = id WHERE name = 'Ada'", "second version"),
    ],
)
def test_what_cannot_have_been_received_is_found(project, damage, words):
    keep_two(project)
    with project.store._writing.begin() as connection:
        connection.execute(text(damage))
    assert any(words in problem for problem in project.store.integrity_problems())
