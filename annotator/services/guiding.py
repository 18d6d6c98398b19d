"""The guidelines of a project: what annotators are to do, in words, every version of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.guidelines import Guidelines
from annotator.services.projects import Project

__all__ = ["Guidelines", "guidelines", "read_guideline_file", "set_guidelines", "versions"]

_MAXIMUM_FILE = 1024 * 1024
_LENGTH_TOLD = "1 MB"


def guidelines(project: Project, version: int | None = None) -> Guidelines:
    """The guidelines in force, or an earlier version of them.

    Raises `UserError` where the project has none, or not that version.
    """
    known = versions(project)
    if not known:
        raise UserError(
            "This project has no guidelines.",
            "Write them as Markdown text, and set them with “annotator guidelines --set FILE”.",
        )
    if version is None:
        return known[-1]
    for one in known:
        if one.version == version:
            return one
    raise UserError(
        f"There is no version {version} of the guidelines.",
        f"Their newest version is {known[-1].version}.",
    )


def versions(project: Project) -> list[Guidelines]:
    """All versions, the first one first; none where the project has no guidelines."""
    with project.store.read() as transaction:
        return transaction.guidelines.all()


def set_guidelines(project: Project, text: str) -> Guidelines:
    """Have a Markdown text as the newest version; one that is in force already changes nothing.

    Raises `UserError` where there is no text in it, or too much.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UserError("There is no text in the guidelines.", "Write them as Markdown text.")
    if len(text.encode("utf-8", errors="replace")) > _MAXIMUM_FILE:
        raise _too_long("The guidelines")
    with project.store.begin() as transaction:
        return transaction.guidelines.add(text, datetime.now(UTC))


def read_guideline_file(path: Path) -> str:
    """The text of a file with guidelines; `UserError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAXIMUM_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(f"“{path}” cannot be read: {reason}.") from error
    if len(content) > _MAXIMUM_FILE:
        raise _too_long(f"“{path}”")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"“{path}” is not UTF-8 text.", "Save it as UTF-8.") from error
    if "\x00" in text:
        raise UserError(f"“{path}” is no text: it holds a NUL.", "Give a Markdown file.")
    return text


def _too_long(what: str) -> UserError:
    return UserError(
        f"{what} cannot be longer than {_LENGTH_TOLD}.", "Keep what annotators need to read."
    )
