"""The world fails in the middle of the work: nothing is half there, and the store goes on."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.core.errors import BugError, UserError
from annotator.storage.engine import failures_told
from annotator.storage.store import Store
from tests.storage.samples import LABELS, add_page, line, replacing


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """SQLite finds no room for the file to grow by a single page."""
    with store._writing.connect() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count={pages}")
    yield
    driver.execute("PRAGMA max_page_count=1073741823")


@contextmanager
def failing_disk(largest: int) -> Iterator[None]:
    """The system lets no file of this process grow beyond `largest` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def add_many(store: Store) -> None:
    """Add more annotators in one transaction than the file has room for."""
    with store.begin() as transaction:
        transaction.annotators.find_or_add("Ada")
        for number in range(100, 300):
            transaction.annotators.find_or_add(f"{number}" * 50)


def names(store: Store) -> list[str]:
    """The annotators of the project."""
    with store.read() as transaction:
        return [name for _, name in transaction.annotators.all()]


def test_a_full_disk_takes_the_whole_transaction_back_and_the_store_goes_on(store: Store) -> None:
    add_page(store, content=b"small")
    with full_disk(store), pytest.raises(UserError, match="no room left"):
        add_many(store)
    assert names(store) == []
    assert store.integrity_problems() == []
    with store.begin() as transaction:
        transaction.annotators.find_or_add("Ada")
    assert names(store) == ["Ada"]


def test_a_disk_that_fails_at_the_commit_takes_the_whole_transaction_back(store: Store) -> None:
    add_page(store, content=b"small")
    size = store.path.stat().st_size
    with failing_disk(size), pytest.raises(UserError, match="reports an error"):
        add_many(store)
    assert names(store) == []
    assert store.integrity_problems() == []
    with store.begin() as transaction:
        transaction.annotators.find_or_add("Ada")
    assert names(store) == ["Ada"]


def test_a_label_that_finds_no_room_can_be_saved_again_later(store: Store) -> None:
    page = add_page(store)
    with store.begin() as transaction:
        ada = transaction.annotators.find_or_add("Ada")
    edit = replacing("...", "Bbb", name="n" * 10_000)
    with full_disk(store), pytest.raises(UserError), store.begin() as transaction:
        transaction.sets.append(page, ada, 0, [line(edit)], 2)
    with store.begin() as transaction:
        assert transaction.sets.append(page, ada, 0, [line(edit)], 2) == 1


def test_a_project_that_does_not_fit_on_the_disk_is_not_left_behind(path: Path) -> None:
    with failing_disk(4096), pytest.raises(UserError):
        Store.create(path, name="News", label_set_source=LABELS)
    assert list(path.parent.iterdir()) == []


def test_a_writer_waits_for_another_and_then_says_that_the_project_is_in_use(
    path: Path, impatient: None
) -> None:
    with Store.create(path, name="News", label_set_source=LABELS) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(UserError, match="is in use"), store.begin():
                pytest.fail("the lock was not respected")
            assert names(store) == []
            other.execute("ROLLBACK")
        with store.begin() as transaction:
            transaction.annotators.find_or_add("Ada")
        assert names(store) == ["Ada"]


def test_a_commit_that_a_long_reader_holds_up_is_taken_back(path: Path, impatient: None) -> None:
    with Store.create(path, name="News", label_set_source=LABELS) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM pages").fetchall()
            with pytest.raises(UserError, match="is in use"), store.begin() as transaction:
                transaction.annotators.find_or_add("Ada")
            other.execute("ROLLBACK")
        assert names(store) == []
        with store.begin() as transaction:
            transaction.annotators.find_or_add("Ada")
        assert names(store) == ["Ada"]


def test_a_project_moved_while_it_is_open_is_not_written_to(store: Store) -> None:
    add_page(store)
    moved = store.path.rename(store.path.with_name("moved"))
    with pytest.raises(UserError, match="was moved or deleted"), store.begin() as transaction:
        transaction.annotators.find_or_add("Ada")
    moved.rename(store.path)
    with store.begin() as transaction:
        transaction.annotators.find_or_add("Ada")
    assert names(store) == ["Ada"]


def test_what_nobody_outside_can_mend_is_told_as_a_bug(store: Store) -> None:
    with pytest.raises(BugError, match="UNIQUE"), store.begin() as transaction:
        transaction.project._connection.exec_driver_sql(
            "INSERT INTO annotators (name) VALUES ('a'), ('a')"
        )
    with pytest.raises(BugError, match="no such table"), store.read() as transaction:
        transaction.project._connection.exec_driver_sql("SELECT * FROM nowhere")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (sqlite3.SQLITE_FULL, "no room left"),
        (sqlite3.SQLITE_READONLY, "is read-only"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "is read-only"),
        (sqlite3.SQLITE_BUSY_RECOVERY, "is in use"),
        (sqlite3.SQLITE_LOCKED, "is in use"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is not a project"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "cannot be opened"),
        (sqlite3.SQLITE_IOERR_FSYNC, "reports an error"),
        (sqlite3.SQLITE_PERM, "may not be used"),
    ],
)
def test_every_failure_of_the_world_has_its_sentence(code: int, sentence: str) -> None:
    error = sqlite3.OperationalError("what the driver says")
    error.sqlite_errorcode = code
    with pytest.raises(UserError, match=sentence), failures_told(Path("news {x}.annotator")):
        raise error
