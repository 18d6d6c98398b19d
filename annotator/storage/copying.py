"""Copies of a project: written beside the target, checked, then renamed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from annotator.core.errors import UserError
from annotator.core.progress import Reporter
from annotator.core.unfinished import unfinished_beside
from annotator.storage.engine import copy_to, failures_told, flush


def copy_project(connection: Connection, target: Path, report: Reporter) -> None:
    """Copy the database of the connection to the file `target`, which it replaces as a whole.

    `UserError` where that fails; `target` is then as it was, and nothing lies beside it.
    """
    unfinished = unfinished_beside(target)
    try:
        _refuse_no_place(target)
        try:
            with failures_told(target):
                copy_to(connection, unfinished, report)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        flush(target.parent)
    except OSError as error:
        raise UserError(
            f"The copy “{target}” cannot be written: {error.strerror}.",
            "Choose another folder, or make room on the disk.",
        ) from error


def _refuse_no_place(target: Path) -> None:
    if not target.parent.is_dir():
        raise UserError(f"There is no folder “{target.parent}”.", "Make it, or choose another.")
    if target.is_dir():
        raise UserError(f"“{target}” is a folder.", "Give the name of a file.")
    if target.exists() and not target.is_file():
        # A device would be lost for everybody, were it replaced.
        raise UserError(f"“{target}” is no file.", "Give the name of a file.")
