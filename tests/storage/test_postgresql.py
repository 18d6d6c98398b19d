"""Tables and repositories know no SQLite: the same code serves PostgreSQL.

The statements are compiled for it always. They run on a server where `ANNOTATOR_POSTGRESQL` gives
the address of an empty database, as `postgresql+psycopg://user@/name?host=/folder`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from annotator.core.pages import PageId
from annotator.storage.checking import record_problems
from annotator.storage.sets import StaleSet
from annotator.storage.tables import metadata
from annotator.storage.transaction import Transaction
from tests.pictures import marked
from tests.storage.samples import DOCUMENT, LABELS, NOON, line, parsed, replacing

ADDRESS = os.environ.get("ANNOTATOR_POSTGRESQL", "")
EMPTY = "........|.........|...."
BOTH = "Hhhhhhhh|Bbbbbbbbb|...."


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_postgresql(table: object) -> None:
    made = str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[arg-type]
    assert "SQLITE" not in made.upper()
    assert "ROWID" not in made.upper()
    assert ("TIMESTAMP WITH TIME ZONE" in made) == ("_at " in made)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A transaction on a PostgreSQL server, taken back at the end."""
    if not ADDRESS:
        pytest.skip("ANNOTATOR_POSTGRESQL is not set: no server here")
    engine = create_engine(ADDRESS)
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


def test_a_page_is_imported_labelled_and_listed_on_postgresql(connection: Connection) -> None:
    transaction = Transaction(connection)
    transaction.project.add("News", LABELS, NOON)
    page = transaction.pages.add(b"<p>", parsed(DOCUMENT, b"<p>"), NOON)
    ada = transaction.annotators.find_or_add("Ada")
    sets = transaction.sets
    assert sets.append(page, ada, 0, [line(replacing(EMPTY, BOTH))], 1) == 1
    assert sets.append(page, ada, 1, [line(replacing(BOTH, EMPTY))], 3) == 2
    assert sets.append(page, ada, 2, [line(replacing(EMPTY, BOTH))], 1) == 3
    with pytest.raises(StaleSet):
        sets.append(page, ada, 1, [line(replacing(EMPTY, BOTH))], 1)
    stored = sets.load(page, ada)
    assert stored.annotations == marked(BOTH)
    assert stored.lines[0].made_at == NOON
    assert [one.annotator for one in sets.of_page(page)] == ["Ada"]
    assert [one.block_count for one in sets.by_label()] == [1, 1]
    (row,) = transaction.pages.rows()
    assert (row.annotator, row.undecided_count) == ("Ada", 1)
    assert transaction.pages.document(page) == DOCUMENT
    assert transaction.pages.content(page) == b"<p>"
    assert transaction.pages.imported_at(page) == NOON
    other = transaction.pages.add(b"2", parsed(DOCUMENT, b"2"), NOON)
    transaction.pages.replace_parse(other, parsed(DOCUMENT, b"2", encoding="latin-1"))
    assert other == PageId(page + 1)
    assert record_problems(connection) == []
