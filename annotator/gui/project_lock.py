"""One window a project: a lock file beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from annotator.core.errors import UserError

_SUFFIX = ".lock"


def lock_project(path: Path) -> QLockFile | None:
    """Hold the project for this window until the answer is unlocked.

    None where the folder takes no files: such a project can only be read, by any number of
    windows. Raises `UserError` where another window holds it. A lock that a killed window of this
    computer left behind is taken over; one of another computer never is, however old.
    """
    lock = QLockFile(f"{path.resolve()}{_SUFFIX}")
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() is not QLockFile.LockError.LockFailedError:
        return None
    raise UserError(
        f"“{path.name}” is open in another window{_holder(lock)}.",
        f"Close it there first. If no window has it open, delete “{path.name}{_SUFFIX}”.",
    )


def _holder(lock: QLockFile) -> str:
    """Who holds the lock, as far as its file tells."""
    # PySide answers the three out-parameters as a tuple, which its stubs do not say.
    process, host, _program = tuple(lock.getLockInfo())
    return f" (process {process} on {host})" if host else ""
