"""What `check` finds in what a review left, done to a good project by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.services.checking import check_file
from annotator.services.discussing import comment
from annotator.services.guiding import set_guidelines
from annotator.services.reviewing import accept, return_set
from annotator.services.sharing_out import give
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.stored import do, label_blocks, project_of


@pytest.fixture
def path(tmp_path) -> Path:
    """Page 1 was accepted; page 2 returned, with a comment; of page 3 a block has no label."""
    texts = page("Title", "Story"), page("Other"), page("Third", "Nothing")
    with project_of(tmp_path, *texts) as project:
        set_guidelines(project, "Label all.")
        set_guidelines(project, "Label less.")
        label_blocks(project, 1, "Ada", "headline", 0)
        do(project, 1, "Ada", Sitting.fill)
        do(project, 1, "Ada", Sitting.finish)
        accept(project, PageId(1), "Rae")
        label_blocks(project, 2, "Ada", "body", 0)
        do(project, 2, "Ada", Sitting.finish)
        comment(project, PageId(2), "Rae", "Why?", Span(0, 5))
        return_set(project, PageId(2), "Ada", "Rae", "It is a headline.")
        decide_blocks(project, 3, {0: "body"})
        fork_set(project, 1, "Ada", "Ada (2)", {0: "body", 1: "body"})
        give(project, "Ada", [PageId(1), PageId(2)])
    return tmp_path / "news.annotator"


def damaged(path: Path, statement: str) -> tuple[str, ...]:
    """What `check` says once this statement has been at the file."""
    with closing(sqlite3.connect(path)) as file, file:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in file.execute(triggers).fetchall():
            file.execute(f"DROP TRIGGER {name}")
        assert file.execute(statement).rowcount > 0
    return check_file(path)


def test_nothing_is_wrong_with_a_reviewed_project(path):
    assert check_file(path) == ()


GOLD = "(SELECT id FROM annotators WHERE name = 'gold')"
FORK = "(SELECT id FROM annotators WHERE name = 'Ada (2)')"
GOLD_SET = f"(SELECT id FROM annotation_sets WHERE page_id = 3 AND annotator_id = {GOLD})"
SIGNED = f"set_id = {GOLD_SET} AND sequence = 1"


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            f"UPDATE journal SET decision = '[]' WHERE {SIGNED}",
            "Page 3, “gold”: its journal cannot be replayed",
        ),
        (
            f"UPDATE journal SET decision = replace(decision, '[[0,5,', '[[0,99,') WHERE {SIGNED}",
            "Page 3, “gold”: step 1 of it decides on what lies outside the text.",
        ),
        (
            f"UPDATE journal SET decision = replace(decision, '[\"Ada\"]', '[]') WHERE {SIGNED}",
            "Page 3, “gold”: step 1 of it holds 1 labels of 0 sets.",
        ),
        (
            f"UPDATE journal SET annotator_id = {GOLD} WHERE {SIGNED}",
            "Page 3, “gold”: nobody signed step 1 of it.",
        ),
        (
            "UPDATE annotation_sets SET status = 'finished' WHERE status = 'accepted' AND id = 1",
            "Page 1, “Ada”: it is finished, but the latest verdict on it says accepted.",
        ),
        (
            "UPDATE annotation_sets SET status = 'finished' WHERE page_id = 2",
            "Page 2, “Ada”: it is finished, but the latest verdict on it says returned.",
        ),
        (
            'UPDATE remarks SET "end" = 99 WHERE start IS NOT NULL',
            "Page 2: a remark of “Rae” stands outside the text.",
        ),
        (
            "UPDATE remarks SET quote = 'Others' WHERE start IS NOT NULL",
            "Page 2: a remark of “Rae” quotes what is not there.",
        ),
        (
            "UPDATE remarks SET kind = 'shouted' WHERE start IS NOT NULL",
            "A remark on page 2 is damaged",
        ),
        (
            f"UPDATE assignments SET annotator_id = {FORK} WHERE page_id = 1",
            "Page 1 was given to “Ada (2)”, who is no person.",
        ),
        (
            f"UPDATE assignments SET annotator_id = {GOLD} WHERE page_id = 2",
            "Page 2 was given to “gold”, who is no person.",
        ),
        ("DELETE FROM guidelines WHERE version = 1", "The versions of the guidelines have gaps."),
        (
            "UPDATE annotation_sets SET received_revision = 99 WHERE page_id = 2",
            "more was received than there is.",
        ),
    ],
)
def test_damage_is_found_and_named(path, statement, problem):
    problems = damaged(path, statement)
    assert any(problem in one for one in problems), problems


def test_a_decision_in_an_annotators_set_is_found(path):
    copy = (
        "UPDATE journal SET decision = (SELECT decision FROM journal WHERE decision IS NOT NULL)"
        " WHERE set_id = 1 AND sequence = 1"
    )
    assert any("and it is no gold set" in one for one in damaged(path, copy))
