"""Which formats there are: entry points of the group `annotator.formats`."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from annotator.core.errors import UserError
from annotator.formats.writer import Writer

GROUP = "annotator.formats"


def format_names() -> tuple[str, ...]:
    """The names of all installed formats, sorted; none is loaded for it."""
    return tuple(sorted(entry_points(group=GROUP).names))


def writer(name: str) -> Writer:
    """The writer of that name.

    Raises `UserError` where there is none, with the names that exist, and where the package that
    brings it fails to load.
    """
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise UserError(
            f"There is no format “{name}”.", f"There are: {', '.join(format_names()) or 'none'}."
        )
    return _load(next(iter(found)))


def _load(entry: EntryPoint) -> Writer:
    try:
        made: Writer = entry.load()()
    # A stranger's package may fail in any way.
    except Exception as error:
        raise UserError(
            f"The format “{entry.name}” does not load: {error!r}.",
            f"Mend or remove the package that brings it ({entry.value}).",
        ) from error
    return made
