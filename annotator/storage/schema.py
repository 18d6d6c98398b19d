"""Which version of the tables this program writes, and how a new file gets them.

A new file gets its tables from `tables` directly, because importing Alembic costs more than all the
rest; a test holds that the migrations lead to the very same schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, insert

from annotator.storage.engine import mark_as_project, protect_journal, protect_remarks
from annotator.storage.tables import metadata


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of Alembic scripts; the file's version n is the revision `revisions[n - 1]`."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def version(self) -> int:
        """The newest version of the file that these scripts know."""
        return len(self.revisions)


CURRENT = Migrations(Path(__file__).parent / "migrations", ("0001", "0002", "0003", "0004", "0005"))

# Alembic's own table, as it makes it itself.
_alembic = MetaData(naming_convention={"pk": "%(table_name)s_pkc"})
_alembic_version = Table(
    "alembic_version", _alembic, Column("version_num", String(32), primary_key=True)
)


def create_schema(connection: Connection) -> None:
    """Make all tables in an empty database and mark it as a project of the current version."""
    metadata.create_all(connection, checkfirst=False)
    protect_journal(connection)
    protect_remarks(connection)
    _alembic.create_all(connection, checkfirst=False)
    connection.execute(insert(_alembic_version).values(version_num=CURRENT.revisions[-1]))
    mark_as_project(connection, CURRENT.version)
