"""Annotation sets and their journal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.edits import Edit, invert
from annotator.core.errors import BugError, EditConflict, UserError
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.pages import AnnotatorId, PageId
from annotator.core.spans import Span
from annotator.storage.counting import LabelCount
from annotator.storage.sets import StaleSet, StoredSet
from annotator.storage.store import Store
from tests.pictures import mark_line, marked
from tests.storage.samples import DOCUMENT, add_page, line, replacing

#        Big news|It rained|Menu
EMPTY = "... ....|.. ......|...."
TITLE = "Hhhhhhhh|.. ......|...."
BOTH = "Hhhhhhhh|Bbbbbbbbb|...."
MOVED = "Hhhhhhhh|Bb Tttttt|...."


@pytest.fixture
def page(store: Store) -> PageId:
    """A page without labels."""
    return add_page(store)


@pytest.fixture
def ada(store: Store) -> AnnotatorId:
    """An annotator."""
    with store.begin() as transaction:
        return transaction.annotators.find_or_add("Ada")


@pytest.fixture
def bo(store: Store, ada: AnnotatorId) -> AnnotatorId:
    """An annotator who came after Ada."""
    with store.begin() as transaction:
        return transaction.annotators.find_or_add("Bo")


def append(
    store: Store, page: PageId, author: AnnotatorId, revision: int, lines: Sequence[JournalLine]
) -> int:
    """Save the lines in a transaction of their own."""
    with store.begin() as transaction:
        return transaction.sets.append(page, author, revision, lines, 1)


def load(store: Store, page: PageId, author: AnnotatorId) -> StoredSet:
    """What is stored."""
    with store.read() as transaction:
        return transaction.sets.load(page, author)


def shown(stored: StoredSet) -> str:
    """The marks of the stored set."""
    return mark_line(DOCUMENT, stored.annotations)


def test_a_page_that_nobody_labelled_has_an_empty_new_set(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    assert load(store, page, ada) == StoredSet(AnnotationSet(), (), Status.NEW, 0)


def test_an_edit_is_stored_with_its_line_and_status(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    saved = line(replacing(EMPTY, TITLE))
    assert append(store, page, ada, 0, [saved]) == 1
    stored = load(store, page, ada)
    assert shown(stored) == TITLE
    assert stored.lines == (saved,)
    assert stored.status is Status.IN_PROGRESS
    assert stored.revision == 1


def test_several_lines_are_stored_as_one_step_in_their_order(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    edits = [replacing(EMPTY, TITLE), replacing(TITLE, BOTH), replacing(BOTH, MOVED)]
    lines = [line(edit) for edit in edits]
    assert append(store, page, ada, 0, lines) == 3
    stored = load(store, page, ada)
    assert shown(stored) == MOVED
    assert stored.lines == tuple(lines)


def test_an_edit_and_its_undo_in_one_step_leave_the_set_as_it_was(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, BOTH))])
    edit = replacing(BOTH, MOVED)
    append(store, page, ada, 1, [line(edit), line(invert(edit), LineKind.UNDO)])
    stored = load(store, page, ada)
    assert shown(stored) == BOTH
    assert [one.kind for one in stored.lines] == [LineKind.EDIT, LineKind.EDIT, LineKind.UNDO]


def test_a_change_of_status_is_a_line_without_an_edit(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, BOTH))])
    nothing = Edit("", frozenset(), frozenset())
    append(store, page, ada, 1, [line(nothing, LineKind.STATUS, Status.FINISHED)])
    stored = load(store, page, ada)
    assert stored.status is Status.FINISHED
    assert shown(stored) == BOTH


def test_all_that_an_annotation_carries_comes_back(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    annotation = Annotation(
        Span(0, 3),
        LabelId("headline"),
        Origin.ACCEPTED_SINGLY,
        note="“No.”\n\N{GRINNING FACE}",
        uncertain=True,
    )
    edit = Edit("Label", frozenset(), frozenset({annotation}))
    append(store, page, ada, 0, [line(edit)])
    stored = load(store, page, ada)
    assert stored.annotations == AnnotationSet((annotation,))
    assert stored.lines[0].edit == edit


def test_saving_nothing_changes_nothing(store: Store, page: PageId, ada: AnnotatorId) -> None:
    assert append(store, page, ada, 0, []) == 0
    with store.read() as transaction:
        assert transaction.sets.of_page(page) == []


@pytest.mark.parametrize("revision", [0, 1, 3, 99])
def test_lines_for_another_revision_are_refused_and_nothing_is_written(
    store: Store, page: PageId, ada: AnnotatorId, revision: int
) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE)), line(replacing(TITLE, BOTH))])
    before = load(store, page, ada)
    with pytest.raises(StaleSet, match="changed meanwhile") as caught:
        append(store, page, ada, revision, [line(replacing(BOTH, MOVED))])
    assert isinstance(caught.value, EditConflict)
    assert load(store, page, ada) == before


def test_a_set_that_does_not_exist_yet_has_no_revision_but_0(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    with pytest.raises(StaleSet):
        append(store, page, ada, 1, [line(replacing(EMPTY, TITLE))])


def test_a_refused_save_can_be_mended_in_the_same_transaction(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE))])
    with store.begin() as transaction:
        with pytest.raises(StaleSet):
            transaction.sets.append(page, ada, 0, [line(replacing(EMPTY, BOTH))], 1)
        stored = transaction.sets.load(page, ada)
        transaction.sets.append(page, ada, stored.revision, [line(replacing(TITLE, BOTH))], 1)
    assert shown(load(store, page, ada)) == BOTH


def test_an_edit_of_annotations_that_are_not_there_is_a_bug_and_writes_nothing(
    store: Store, page: PageId, ada: AnnotatorId
) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE))])
    with pytest.raises(BugError):
        append(store, page, ada, 1, [line(replacing(BOTH, MOVED))])
    with pytest.raises(BugError):
        append(store, page, ada, 1, [line(replacing(EMPTY, TITLE))])
    assert shown(load(store, page, ada)) == TITLE
    assert load(store, page, ada).revision == 1


def test_a_label_on_a_page_that_is_not_there_is_refused(store: Store, ada: AnnotatorId) -> None:
    with pytest.raises(UserError, match="no page 7"):
        append(store, PageId(7), ada, 0, [line(replacing(EMPTY, TITLE))])


def test_annotators_do_not_disturb_one_another(
    store: Store, page: PageId, ada: AnnotatorId, bo: AnnotatorId
) -> None:
    append(store, page, bo, 0, [line(replacing(EMPTY, BOTH))])
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE))])
    assert shown(load(store, page, ada)) == TITLE
    assert shown(load(store, page, bo)) == BOTH
    with store.read() as transaction:
        sets = transaction.sets.of_page(page)
    assert [(one.annotator, one.annotator_id, one.revision) for one in sets] == [
        ("Ada", ada, 1),
        ("Bo", bo, 1),
    ]
    assert [one.annotations for one in sets] == [marked(TITLE), marked(BOTH)]


@pytest.mark.parametrize("statement", ["DELETE FROM journal", "UPDATE journal SET name = ''"])
def test_the_database_itself_refuses_to_change_the_journal(
    store: Store, page: PageId, ada: AnnotatorId, statement: str
) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE))])
    with pytest.raises(BugError, match="append-only"), store.begin() as transaction:
        transaction.sets._connection.exec_driver_sql(statement)
    assert len(load(store, page, ada).lines) == 1


def test_a_gap_in_a_journal_is_a_problem(store: Store, page: PageId, ada: AnnotatorId) -> None:
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE)), line(replacing(TITLE, BOTH))])
    with store.begin() as transaction:
        run = transaction.sets._connection.exec_driver_sql
        run("DROP TRIGGER journal_refuses_delete")
        run("DELETE FROM journal WHERE sequence = 1")
    assert store.integrity_problems() == ["The journal of set 1 on page 1 has gaps."]


def test_labels_are_counted_by_annotator_in_blocks_and_characters(
    store: Store, page: PageId, ada: AnnotatorId, bo: AnnotatorId
) -> None:
    other = add_page(store, content=b"other")
    append(store, page, bo, 0, [line(replacing(EMPTY, BOTH))])
    append(store, other, bo, 0, [line(replacing(EMPTY, "Hh. ....|.. Hhhhhh|Bb.B"))])
    append(store, page, ada, 0, [line(replacing(EMPTY, TITLE))])
    with store.read() as transaction:
        assert transaction.sets.by_label() == [
            LabelCount("Ada", LabelId("headline"), 1, 8),
            LabelCount("Bo", LabelId("body"), 2, 9 + 3),
            LabelCount("Bo", LabelId("headline"), 3, 8 + 8),
        ]
