"""Making and opening projects: one file each, with its own label set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.core.errors import UserError
from annotator.core.labels import LabelSet, parse_label_set
from annotator.services.resources import resource
from annotator.storage.engine import DamagedFile
from annotator.storage.store import Store

BLIND_SHARE = 0.1
"""The share of blind pages where nobody says another: so many that agreement can be measured."""
_MAXIMUM_LABEL_FILE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Project:
    """An open project. Close it, or use it as a context manager."""

    store: Store
    label_set: LabelSet
    name: str

    @property
    def path(self) -> Path:
        """The file of the project."""
        return self.store.path

    @property
    def is_read_only(self) -> bool:
        """Whether the file or its disk takes no changes."""
        return self.store.is_read_only

    def close(self) -> None:
        """Give the file back; nothing may use the project afterwards."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create_project(
    path: Path,
    *,
    label_set_source: str | None = None,
    name: str | None = None,
    blind_share: float = BLIND_SHARE,
) -> Project:
    """Make a project in a new file and open it.

    `label_set_source` is the TOML text of its label set, the program's default where it is None;
    `name` defaults to the file's name; `blind_share` of the pages that it gets are labelled without
    proposals. Raises `UserError` where the label set is wrong, the file
    exists or cannot be made.
    """
    source = label_set_source
    if source is None:
        source = resource("labels.toml").read_text(encoding="utf-8")
    label_set = parse_label_set(source)
    title = name or path.stem
    store = Store.create(path, name=title, label_set_source=source, blind_share=blind_share)
    return Project(store, label_set, title)


def open_project(path: Path) -> Project:
    """Open the project in a file; an older one is brought up to date after a copy of it was made.

    Raises `UserError` where the file is missing, is no project, is newer, damaged or locked.
    """
    store = Store.open(path)
    try:
        with store.read() as transaction:
            source = transaction.project.label_set_source()
            name = transaction.project.name()
        label_set = _stored_label_set(source, path)
    except BaseException:
        store.close()
        raise
    return Project(store, label_set, name)


def _stored_label_set(source: str, path: Path) -> LabelSet:
    try:
        return parse_label_set(source, f"the label set of “{path.name}”")
    except UserError as error:
        # It was checked before it was stored: it is the file that changed since.
        raise DamagedFile(
            f"The project file “{path}” is damaged: {error.sentence}",
            "Keep the file as it is and open the latest backup.",
        ) from error


def read_label_file(path: Path) -> str:
    """The text of a label set file, checked; `UserError` where it cannot be read or is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAXIMUM_LABEL_FILE)
    except OSError as error:
        raise UserError(f"“{path}” cannot be read: {error.strerror}.") from error
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"“{path}” is not UTF-8 text.", "Save it as UTF-8.") from error
    parse_label_set(source, f"“{path.name}”")
    return source
