"""Bringing a project file of an earlier version up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select, table

from annotator.core.errors import BugError, UserError
from annotator.core.progress import silent
from annotator.storage import schema
from annotator.storage.copying import copy_project
from annotator.storage.engine import (
    Access,
    failures_told,
    file_problems,
    make_engine,
    mark_as_project,
    project_version,
)


def migrate(path: Path, version: int, copies: Path) -> Path:
    """Copy the project file of that version into the folder `copies`, then bring it up to date.

    Answers where the copy is. All steps are one transaction: row counts and references are checked
    before it is committed, and on any failure the file is as it was.
    """
    engine = make_engine(path, Access.MIGRATE)
    try:
        copy = _free_name(copies, f"{path.stem}.version-{version}", path.suffix)
        with failures_told(path), engine.connect() as connection:
            copy_project(connection, copy, silent)
        with failures_told(path), engine.begin() as connection:
            # Another window may have done it since.
            if project_version(connection, path) == version:
                _upgrade(connection, schema.CURRENT)
    finally:
        engine.dispose()
    return copy


def _upgrade(connection: Connection, migrations: schema.Migrations) -> None:
    before = _row_counts(connection)
    config = Config()
    # Alembic reads % in a path as the start of a variable.
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, migrations.revisions[-1])
    mark_as_project(connection, migrations.version)
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if after.get(name) != count]
    if lost:
        raise BugError(f"the migration changed the number of rows of {', '.join(lost)}")
    problems = file_problems(connection)
    if problems:
        raise UserError(
            f"The project cannot be brought up to date. {problems[0]}",
            "Keep the file as it is and open the latest backup.",
        )


def _row_counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in inspect(connection).get_table_names()
    }


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    number = 1
    target = folder / f"{stem}{suffix}"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{suffix}"
    return target
