"""Every kind of damage that `check` promises to find, done to a good project by hand."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.page_evidence import PageEvidence, evidence_to_json
from annotator.core.pages import PageId
from annotator.services.checking import check_file, check_project
from annotator.services.importing import import_paths
from annotator.services.projects import create_project, open_project
from annotator.services.sitting import Sitting
from annotator.storage.evidence import KeptEvidence
from tests.pictures import page
from tests.stored import do, label_blocks, project_of


@pytest.fixture
def path(tmp_path) -> Path:
    with project_of(tmp_path, page("Big news", "A story", "Menu"), page("Other")) as project:
        label_blocks(project, 1, "Ada", "headline", 0)
        label_blocks(project, 1, "Ada", "body", 1)
        do(project, 1, "Ada", Sitting.undo)
        do(project, 1, "Ada", Sitting.redo)
        do(project, 1, "Ada", Sitting.fill)
        do(project, 1, "Ada", Sitting.finish)
    return tmp_path / "news.annotator"


def damaged(path: Path, *statements: str) -> tuple[str, ...]:
    """What `check` says once these statements have been at the file."""
    with sqlite3.connect(path) as connection:
        for trigger in ("update", "delete"):
            connection.execute(f"DROP TRIGGER journal_refuses_{trigger}")
        for statement in statements:
            assert connection.execute(statement).rowcount > 0
    connection.close()
    with open_project(path) as project:
        return check_project(project)


def test_nothing_is_wrong_with_a_good_project(path):
    assert check_file(path) == ()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "UPDATE pages SET digest = '0' || substr(digest, 2) || 'x' WHERE id = 2",
            "The bytes of page 2 are not those that were imported.",
        ),
        (
            "UPDATE page_contents SET frame = zeroblob(9) WHERE page_id = 2",
            "Page 2 cannot be read: The stored bytes of page 2 are damaged",
        ),
        (
            "UPDATE documents SET text = 'Big' WHERE page_id = 1",
            "Page 1 cannot be read: The document of page 1 is damaged",
        ),
        (
            "UPDATE documents SET blocks = '{}' WHERE page_id = 2",
            "Page 2 cannot be read: The document of page 2 is damaged",
        ),
        (
            "UPDATE documents SET text = upper(text) WHERE page_id = 1",
            "Page 1 cannot be read: The document of page 1 is damaged",
        ),
        (
            "UPDATE pages SET kind = 'scroll' WHERE id = 2",
            "Page 2 cannot be read: Page 2 is damaged",
        ),
        (
            "UPDATE annotations SET origin = 'dream' WHERE start = 0",
            "Page 1 cannot be read: A set of page 1 is damaged",
        ),
        ("UPDATE annotation_sets SET status = 'lost'", "The status of a set is damaged"),
        (
            "UPDATE annotation_sets SET document_id = 2",
            "Set 1 on page 1 belongs to the document of another page.",
        ),
        (
            "UPDATE pages SET block_count = 7 WHERE id = 2",
            "Page 2: the stored number of visible blocks is wrong.",
        ),
        (
            'UPDATE annotations SET "end" = 12 WHERE start = 0',
            "Page 1, “Ada”: headline [0, 12) does not lie inside one block.",
        ),
        (
            "UPDATE annotations SET label = 'sport' WHERE start = 0",
            "Page 1, “Ada”: the label set has no label “sport”.",
        ),
        (
            "UPDATE annotations SET label = 'teaser' WHERE start = 0",
            "Page 1, “Ada”: its journal does not lead to the stored annotations.",
        ),
        (
            "UPDATE annotation_sets SET undecided_count = 2",
            "Page 1, “Ada”: 0 blocks are undecided, but 2 is stored.",
        ),
        (
            "UPDATE annotation_sets SET status = 'in progress'",
            "Page 1, “Ada”: it is in progress, but its journal ends finished.",
        ),
        (
            "DELETE FROM annotations WHERE start = 0",
            "Page 1, “Ada”: it is finished, but 1 block is undecided.",
        ),
        (
            "UPDATE journal SET before = after WHERE sequence = 2",
            "Page 1, “Ada”: its journal cannot be replayed",
        ),
        ("UPDATE journal SET kind = 'dance' WHERE sequence = 1", "its journal cannot be"),
        ("UPDATE journal SET kind = 'redo' WHERE sequence = 1", "its journal cannot be"),
        ("DELETE FROM journal WHERE sequence = 2", "has gaps"),
        ("DELETE FROM documents WHERE page_id = 2", "Page 2 has lost its document"),
    ],
)
def test_damage_is_found_and_named(path, statement, problem):
    problems = damaged(path, statement)
    assert any(problem in one for one in problems), problems


def test_a_set_without_a_line_of_the_journal_that_it_needs_is_found(path):
    assert damaged(path, "DELETE FROM journal WHERE sequence = 6")


def test_a_label_set_that_no_longer_reads_is_a_finding(path):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE label_sets SET source = 'name = ['")
    connection.close()
    (problem,) = check_file(path)
    assert "damaged: the label set of “news.annotator” is not valid TOML" in problem


def test_checking_changes_nothing(path):
    before = path.read_bytes()
    check_file(path)
    assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_no_finding(tmp_path):
    with pytest.raises(UserError, match="There is no project"):
        check_file(tmp_path / "gone.annotator")


def test_a_file_that_is_no_project_is_a_finding(tmp_path):
    (tmp_path / "letter.annotator").write_text("Dear editor, " * 1000)
    assert len(check_file(tmp_path / "letter.annotator")) == 1


def test_a_deep_check_finds_a_document_that_the_bytes_do_not_give(tmp_path):
    (tmp_path / "a.html").write_text("<h1>Big news</h1><p>A story", encoding="utf-8")
    with create_project(tmp_path / "news.annotator") as project:
        import_paths(project, [tmp_path / "a.html"])
        assert check_project(project, is_deep=True) == ()
    with sqlite3.connect(tmp_path / "news.annotator") as connection:
        text, blocks = connection.execute("SELECT text, blocks FROM documents").fetchone()
        text = text.replace("news", "lies")
        digest = hashlib.sha256(f"{text}\n{blocks}".encode()).hexdigest()
        connection.execute("UPDATE documents SET text = ?, digest = ?", (text, digest))
    connection.close()
    with open_project(tmp_path / "news.annotator") as project:
        assert check_project(project) == ()
        assert check_project(project, is_deep=True) == (
            "Page 1: its bytes now give another document than the stored one.",
        )


def test_evidence_that_cannot_be_read_is_told(path):
    with open_project(path) as project, project.store.begin() as transaction:
        transaction.evidence.keep(PageId(1), KeptEvidence("evidence-1", '{"titles": 7}'))
        transaction.evidence.keep(
            PageId(2), KeptEvidence("evidence-1", evidence_to_json(PageEvidence()))
        )
    with open_project(path) as project:
        (problem,) = check_project(project)
    assert problem.startswith("The evidence of page 1 has to be made again:")
    frame, meddled = damaged(path, "UPDATE page_evidence SET frame = zeroblob(9)")
    assert "The bytes of the evidence of page 1 are damaged" in frame
    assert "The bytes of the evidence of page 2 are damaged" in meddled
