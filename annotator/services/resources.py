"""Where the files that come with the program are: the label set, the sample pages."""

from __future__ import annotations

from pathlib import Path

import annotator
from annotator.core.errors import BugError

_PACKAGE = Path(annotator.__file__).resolve().parent


def resource(name: str) -> Path:
    """The file or folder `name` of the program's resources.

    An installed program carries them as `annotator/_resources`, a checkout beside the package.
    Raises `BugError` if there is none of that name: the program is then not installed whole.
    """
    path = find_resource(name)
    if path is None:
        raise BugError(f"the resource “{name}” is not installed")
    return path


def find_resource(name: str) -> Path | None:
    """The same, for a file that the program can do without; None where it is not installed."""
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root / name
        if path.exists():
            return path
    return None
