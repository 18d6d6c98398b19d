"""The open project: the one door to what is stored."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect

from annotator.core.errors import UserError
from annotator.core.progress import Reporter, silent
from annotator.storage import schema
from annotator.storage.checking import record_problems
from annotator.storage.copying import copy_project
from annotator.storage.engine import (
    Access,
    DamagedFile,
    failures_told,
    file_problems,
    is_writable,
    make_engine,
    project_version,
)
from annotator.storage.project import ProjectRepository
from annotator.storage.tables import metadata
from annotator.storage.transaction import Transaction


class Store:
    """A project file. Get one by `create` or `open`; close it when done, or use it in a `with`.

    Any thread may use it. Transactions that write come one after the other, also between processes;
    keep them short, and those that read as well: a writer waits a few seconds for both, then gives
    up with a `UserError`. One inside the other waits for itself.
    """

    def __init__(self, path: Path, *, is_read_only: bool) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._writing = make_engine(path, Access.WRITE)
        self._reading = make_engine(path, Access.READ_ONLY_FILE if is_read_only else Access.READ)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.close()

    @classmethod
    def create(
        cls, path: Path, *, name: str, label_set_source: str, blind_share: float = 0.0
    ) -> Store:
        """Make a new project file; `label_set_source` is TOML text.

        `UserError`, and no file left behind, where there is a file already, its folder is missing
        or not writable, the disk is full, or the label set is not valid.
        """
        _reserve(path)
        store = cls(path, is_read_only=False)
        try:
            with failures_told(path), store._writing.begin() as connection:
                schema.create_schema(connection)
                ProjectRepository(connection).add(
                    name, label_set_source, datetime.now(UTC), blind_share
                )
        except BaseException:
            store.close()
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path, *, copies: Path | None = None) -> Store:
        """Open a project file, for reading alone where it or its folder cannot be written.

        A file of an earlier version is brought up to date, after a copy was put into the folder
        `copies`, or beside the file. `UserError` where there is no file, it is no project, of a
        newer version, damaged, or locked.
        """
        _refuse_if_no_file(path)
        store = cls(path, is_read_only=not is_writable(path))
        try:
            store._settle_version(copies or path.parent)
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that may write: all of it is on the disk when the block ends, or nothing.

        An exception in the block takes everything back. `UserError` where the project is
        read-only, in use elsewhere, or damaged, and where its disk is full or fails; the store
        stays usable.
        """
        if self.is_read_only:
            raise _read_only(self.path)
        with failures_told(self.path), self._writing.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that reads alone; what others write meanwhile does not show in it."""
        with failures_told(self.path), self._reading.begin() as connection:
            yield Transaction(connection)

    def back_up_to(self, target: Path, report: Reporter = silent) -> None:
        """Write a checked copy of the project to `target`, replacing a file of that name.

        Others may go on writing to the project. `UserError` where the copy cannot be written, and
        then `target` is as it was.
        """
        if _are_one_file(target, self.path):
            raise UserError(
                f"“{target}” is the project itself.", "Give its backup another name or folder."
            )
        with failures_told(self.path), self._reading.connect() as connection:
            copy_project(connection, target, report)

    def integrity_problems(self) -> list[str]:
        """What is wrong with the file, its header, tables, references and records, as sentences.

        Reads the whole file. Whether bytes, annotations and quotes make sense is not asked here.
        `UserError` where the file cannot be looked at, as it is locked.
        """
        try:
            with failures_told(self.path), self._reading.begin() as connection:
                project_version(connection, self.path)
                _refuse_if_incomplete(connection, self.path)
                return [*file_problems(connection), *record_problems(connection)]
        except DamagedFile as error:
            return [error.sentence]

    def close(self) -> None:
        """Close the file; transactions are over by now. Closing twice does no harm."""
        self._writing.dispose()
        self._reading.dispose()

    def _settle_version(self, copies: Path) -> None:
        """Make sure that the file is a whole project of this version, by migrating it if it is old.

        Two windows of different versions settle it between them: only the one that finds the old
        version inside its own transaction changes the file.
        """
        with failures_told(self.path), self._reading.begin() as connection:
            version = project_version(connection, self.path)
        if version > schema.CURRENT.version:
            raise _newer(self.path)
        if version < schema.CURRENT.version:
            if self.is_read_only:
                raise _old_and_read_only(self.path)
            # Importing Alembic takes as long as all of this package; hardly a start needs it.
            from annotator.storage.migrating import migrate  # noqa: PLC0415

            migrate(self.path, version, copies)
        with failures_told(self.path), self._reading.begin() as connection:
            _refuse_if_incomplete(connection, self.path)


def _reserve(path: Path) -> None:
    """Make the new, empty file, so that no other program can make it meanwhile."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise UserError(
            f"There is already a file “{path}”.", "Choose another name, or open that project."
        ) from None
    except FileNotFoundError:
        raise UserError(
            f"There is no folder “{path.parent}”.", "Make it first, or choose another."
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(
            f"“{path}” cannot be made: {reason}.", "Choose a folder that you may write to."
        ) from error


def _refuse_if_no_file(path: Path) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise UserError(
            f"There is no project “{path}”.", "See whether its name is right."
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(
            f"“{path}” cannot be opened: {reason}.", "See whether you may use it."
        ) from error
    if path.is_dir():
        raise UserError(f"“{path}” is a folder, not a project.", "Choose a file in it.")
    if not path.is_file():
        raise UserError(f"“{path}” is no file.", "Choose a file that ends in .annotator.")
    if not size:
        raise UserError(f"“{path}” is empty and so no project.", "Open a backup of the project.")


def _refuse_if_incomplete(connection: Connection, path: Path) -> None:
    missing = set(metadata.tables).difference(inspect(connection).get_table_names())
    if missing:
        raise DamagedFile(
            f"The project file “{path}” is damaged: it lacks {', '.join(sorted(missing))}.",
            "Keep the file as it is and open the latest backup.",
        )


def _are_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False  # What cannot be looked at is not the file that is open.


def _newer(path: Path) -> UserError:
    return UserError(
        f"“{path}” was made by a newer version of this program.",
        "Update the program and open the project again.",
    )


def _read_only(path: Path) -> UserError:
    return UserError(
        f"“{path}” is open for reading alone.",
        "Make the file and its folder writable and open it again, or work on a copy.",
    )


def _old_and_read_only(path: Path) -> UserError:
    return UserError(
        f"“{path}” was made by an earlier version of this program and is read-only.",
        "Copy it to a folder that you may write to, and open the copy.",
    )
