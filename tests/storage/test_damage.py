"""Rows that SQLite finds in order and nobody can read: told as damage of the file, not as a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.storage.engine import DamagedFile
from annotator.storage.store import Store
from annotator.storage.transaction import Transaction
from tests.pictures import page
from tests.stored import label_blocks, project_of

PAGE = PageId(1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with one page that Ada labelled."""
    with project_of(tmp_path, page("Big news", "A story")) as project:
        label_blocks(project, 1, "Ada", "headline", 0)
        return project.path


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE pages SET kind = 'scroll'", lambda stored: stored.pages.facts(PAGE)),
        ("UPDATE pages SET kind = 'scroll'", lambda stored: stored.pages.raw(PAGE)),
        ("UPDATE page_contents SET frame = zeroblob(9)", lambda stored: stored.pages.content(PAGE)),
        ("UPDATE documents SET blocks = '{}'", lambda stored: stored.pages.document(PAGE)),
        ("UPDATE documents SET blocks = '{}'", lambda stored: stored.sets.by_label()),
        ("UPDATE annotation_sets SET status = 'lost'", lambda stored: stored.pages.rows()),
        ("UPDATE annotation_sets SET status = 'lost'", lambda stored: stored.sets.of_page(PAGE)),
        ("UPDATE annotations SET origin = 'dream'", lambda stored: stored.sets.of_page(PAGE)),
        (
            "UPDATE annotations SET origin = 'dream'",
            lambda stored: stored.sets.load(PAGE, stored.annotators.find("Ada")),
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_what_to_do(
    path: Path, statement: str, read: Callable[[Transaction], object]
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute(statement).rowcount == 1
    with (
        Store.open(path) as store,
        store.read() as stored,
        pytest.raises(DamagedFile, match="damaged") as caught,
    ):
        read(stored)
    assert "backup" in caught.value.hint
