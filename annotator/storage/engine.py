"""The one module that knows SQLite: connections, locking, errors, copies and checks of the file.

Every transaction says at its beginning what it wants (`BEGIN IMMEDIATE` to write, `BEGIN` to read),
because a transaction that begins to write after it has read loses updates of others without a word.
The file is never opened but through SQLite: closing any other handle of it in this process would
drop the locks that SQLite holds on it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from annotator.core.errors import AnnotatorError, BugError, UserError
from annotator.core.progress import Progress, Reporter

APPLICATION_ID = int.from_bytes(b"ANNT")
BUSY_SECONDS = 5.0

_COPY_PAGES = 2_000
_PROBLEM_LIMIT = 100
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    # KiB. Room for a batch of an import; what does not fit is written, and flushed, twice.
    "cache_size=-16384",
)
_REFUSED = ("UPDATE", "DELETE")
_JOURNAL_TRIGGERS = tuple(
    f"CREATE TRIGGER journal_refuses_{action.lower()} BEFORE {action} ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for action in _REFUSED
)
_REMARK_TRIGGERS = tuple(
    f"CREATE TRIGGER remarks_refuse_{action.lower()} BEFORE {action} ON remarks "
    "BEGIN SELECT RAISE(ABORT, 'a remark is never changed'); END"
    for action in _REFUSED
)
_NO_PROJECT = "“{name}” is not a project of this program."
_NO_PROJECT_HINT = "Choose a file that ends in .annotator, or make a new project."
_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: (
        "There is no room left on the disk of “{name}”.",
        "Make room on it and try again; what was saved before is safe.",
    ),
    sqlite3.SQLITE_READONLY: (
        "“{name}” is read-only.",
        "Make the file and its folder writable, or work on a copy.",
    ),
    sqlite3.SQLITE_BUSY: (
        "“{name}” is in use by another window or program.",
        "Wait a moment and try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The project file “{name}” is damaged.",
        "Keep the file as it is and open the latest backup.",
    ),
    sqlite3.SQLITE_NOTADB: (_NO_PROJECT, _NO_PROJECT_HINT),
    sqlite3.SQLITE_CANTOPEN: (
        "“{name}” cannot be opened.",
        "See whether the file, its folder and the disk are there and may be used.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk of “{name}” reports an error.",
        "See whether it is connected and sound, and try again.",
    ),
    sqlite3.SQLITE_PERM: ("“{name}” may not be used.", "Ask its owner for access."),
}
_DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# Kinds of the above that need another hint.
_SENTENCES[sqlite3.SQLITE_READONLY_DBMOVED] = (
    "“{name}” was moved or deleted while it was open.",
    "Put it back where it was, and try again.",
)
_SENTENCES[sqlite3.SQLITE_READONLY_ROLLBACK] = (
    "“{name}” was not closed properly and is read-only now.",
    "Make the file and its folder writable, and open it once more.",
)
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_PROTOCOL] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_AUTH] = _SENTENCES[sqlite3.SQLITE_PERM]


class DamagedFile(UserError):
    """The file is not, or no longer, a whole project."""


class Access(Enum):
    """What the transactions of an engine may do."""

    WRITE = "write"
    READ = "read"
    """Nothing but read; what a writer that was killed left behind is still cleared away."""
    READ_ONLY_FILE = "read-only file"
    """Nothing but read, and the file is opened as one that cannot be written."""
    MIGRATE = "migrate"
    """Write, with foreign keys off: a table is changed by copying it and dropping the old one, and
    that would delete, without a word, what refers to its rows."""


def make_engine(path: Path, access: Access) -> Engine:
    """Connections to the existing file at `path`; nothing is opened yet."""
    mode = "ro" if access is Access.READ_ONLY_FILE else "rw"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    writes = access in {Access.WRITE, Access.MIGRATE}
    pragmas = (
        *_PRAGMAS,
        f"foreign_keys={'OFF' if access is Access.MIGRATE else 'ON'}",
        f"query_only={'OFF' if writes else 'ON'}",
    )
    opening = "BEGIN IMMEDIATE" if writes else "BEGIN"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            # The driver begins no transaction by itself: ours are begun below.
            isolation_level=None,
        )
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(opening)

    return engine


def is_writable(path: Path) -> bool:
    """Whether the file can be changed, for which SQLite needs its folder as well."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


@contextmanager
def failures_told(path: Path) -> Iterator[None]:
    """Turn whatever the driver raises inside into `UserError` or `BugError`, by its error code."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error.orig, path) from error
    except sqlite3.Error as error:
        raise _told(error, path) from error
    except SQLAlchemyError as error:
        raise BugError(f"the database layer failed: {error}") from error


def _told(error: BaseException | None, path: Path) -> AnnotatorError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        # The low byte is the kind of error; the bytes above it mostly say more than a user can use.
        found = _SENTENCES.get(code) or _SENTENCES.get(code & 0xFF)
        if found is not None:
            kind = DamagedFile if code & 0xFF in _DAMAGES else UserError
            sentence, hint = found
            return kind(sentence.replace("{name}", str(path)), hint)
    return BugError(f"the database failed: {error!r}")


def mark_as_project(connection: Connection, version: int) -> None:
    """Write into the file's header that it is a project of this version."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def project_version(connection: Connection, path: Path) -> int:
    """The schema version of the project file; `DamagedFile` if it is no project."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if application != APPLICATION_ID or version < 1:
        raise DamagedFile(_NO_PROJECT.replace("{name}", str(path)), _NO_PROJECT_HINT)
    return int(version)


def protect_journal(connection: Connection) -> None:
    """Make the database itself refuse to change or delete a line of the journal."""
    for trigger in _JOURNAL_TRIGGERS:
        connection.exec_driver_sql(trigger)


def protect_remarks(connection: Connection) -> None:
    """Make the database itself refuse to change or delete a remark."""
    for trigger in _REMARK_TRIGGERS:
        connection.exec_driver_sql(trigger)


def copy_to(connection: Connection, target: Path, report: Reporter) -> None:
    """Copy the open database to the new file `target`, whole even while others write to it.

    The copy is checked and on the disk before this returns. Units of progress are database pages.
    """
    source = _driver_connection(connection)

    def tell(_status: int, remaining: int, total: int) -> None:
        report(Progress(total - remaining, total, target.name))

    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # The file is flushed once below and thrown away if anything fails before.
        copy.execute("PRAGMA synchronous=OFF")
        copy.execute("PRAGMA journal_mode=OFF")
        source.backup(copy, pages=_COPY_PAGES, progress=tell)
        found = [str(row[0]) for row in copy.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise UserError(
            "The project cannot be copied whole: the copy came out damaged.",
            "Run “annotator check” on the project, and see whether the disk is sound.",
        )
    flush(target)


def flush(path: Path) -> None:
    """Wait until the file or folder at `path` is on the disk itself."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no such call for folders and needs none.
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_problems(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file and the references in it, as sentences."""
    problems = [
        f"The file is damaged: {row[0]}."
        for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_PROBLEM_LIMIT})")
        if row[0] != "ok"
    ]
    problems += [
        f"Row {row[1]} of table {row[0]} refers to a row of {row[2]} that is not there."
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_PROBLEM_LIMIT)
    ]
    return problems


def _driver_connection(connection: Connection) -> sqlite3.Connection:
    driver: Any = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise BugError("only a SQLite file can be copied")
    return driver
