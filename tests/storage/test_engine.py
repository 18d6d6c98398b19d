"""What every connection is set to, because saved work depends on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from annotator.storage.engine import APPLICATION_ID, Access, make_engine
from annotator.storage.schema import CURRENT
from annotator.storage.store import Store
from tests.storage.samples import add_page, line, replacing

OFF, ON, EXTRA = 0, 1, 3


def setting(engine: Engine, name: str) -> object:
    """What a connection answers to a pragma."""
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", EXTRA),
        ("foreign_keys", ON),
        ("trusted_schema", OFF),
        ("cell_size_check", ON),
        ("mmap_size", None),  # no answer: this SQLite was built without; else 0
        ("cache_size", -16 * 1024),  # negative: KiB
        ("busy_timeout", 5000),
        ("application_id", APPLICATION_ID),
        ("user_version", CURRENT.version),
    ],
)
def test_every_connection_is_set_to_lose_nothing(store: Store, pragma: str, value: object) -> None:
    for engine in (store._writing, store._reading):
        found = setting(engine, pragma)
        assert found == value or (pragma == "mmap_size" and found == OFF)


def test_only_migrations_run_without_foreign_keys(store: Store) -> None:
    engine = make_engine(store.path, Access.MIGRATE)
    assert setting(engine, "foreign_keys") == OFF
    engine.dispose()


def begun(engine: Engine) -> list[str]:
    """The statements of transactions from now on."""
    statements: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    return statements


def test_a_transaction_that_writes_takes_the_lock_before_it_reads(store: Store) -> None:
    statements = begun(store._writing)
    with store.begin() as transaction:
        transaction.pages.count()
    assert statements[0] == "BEGIN IMMEDIATE"


def test_a_transaction_that_reads_hinders_no_other_reader(store: Store) -> None:
    statements = begun(store._reading)
    with store.read() as transaction:
        transaction.pages.count()
    assert statements[0] == "BEGIN"


def test_saving_a_label_takes_as_few_statements_as_it_can(store: Store) -> None:
    page = add_page(store)
    with store.begin() as transaction:
        ada = transaction.annotators.find_or_add("Ada")
        transaction.sets.append(page, ada, 0, [line(replacing("...", "Bbb"))], 2)
    statements = begun(store._writing)
    with store.begin() as transaction:
        transaction.sets.append(page, ada, 1, [line(replacing("Bbb", "Ttt"))], 2)
    kinds = [" ".join(statement.split()[:3]) for statement in statements]
    assert kinds == [
        "BEGIN IMMEDIATE",
        "UPDATE annotation_sets SET",
        "DELETE FROM annotations",
        "INSERT INTO annotations",
        "INSERT INTO journal",
    ]


def test_an_engine_opens_no_file_that_is_not_there(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "none", Access.WRITE)
    with pytest.raises(Exception, match="unable to open"), engine.connect():
        pass
    assert list(tmp_path.iterdir()) == []
