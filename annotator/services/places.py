"""Where projects are, as paths alone: nothing here opens a file, so it costs nothing at start."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from platformdirs import user_data_path

from annotator.core.errors import UserError

SUFFIX = ".annotator"


def data_folder() -> Path:
    """The program's folder among the user's data; it need not exist yet."""
    return user_data_path("annotator", appauthor=False)


def default_folder() -> Path:
    """Where projects are kept unless the user says otherwise; it need not exist yet."""
    return data_folder() / "projects"


def is_file(path: Path) -> bool:
    """Whether a file is there; where that cannot be seen, as in a closed folder, it is not."""
    return os.path.isfile(path)  # noqa: PTH113 - `Path.is_file` raises there


def is_folder(path: Path) -> bool:
    """Whether a folder is there; where that cannot be seen, as in a closed folder, it is not."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises there


def new_project_path(given: Path) -> Path:
    """Where a new project of this path goes: `.annotator` is added where it has no ending.

    `UserError` for a path that ends in no name, as `..` does.
    """
    if given.name in {"", ".."}:
        raise UserError(f"“{given}” is a folder.", "Give the project a name.")
    return given if given.suffix else Path(f"{given}{SUFFIX}")


def existing_project_path(given: Path) -> Path:
    """The file that the user means: as given, or with `.annotator` added where only that is there.

    So whatever path made a project also opens it.
    """
    longer = Path(f"{given}{SUFFIX}")
    return longer if not is_file(given) and is_file(longer) else given


def login_name() -> str:
    """The name under which the user is logged in; `UserError` where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UserError(
            "The system does not tell your login name.", "Give it: --as NAME."
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; `UserError` where that is refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder “{folder}” cannot be made: {error.strerror}.") from error
