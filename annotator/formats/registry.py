"""Which formats there are: entry points of the group `annotator.formats`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from annotator.core.errors import UserError
from annotator.formats.writer import Writer

GROUP = "annotator.formats"


def format_names() -> tuple[str, ...]:
    """The names of all installed formats, sorted; none is loaded for it."""
    return tuple(sorted(_entries()))


def writer(name: str) -> Writer:
    """The writer of that name.

    Raises `UserError` where there is none, with the names that exist, and where the package that
    brings it fails to load.
    """
    found = _entries().get(name)
    if found is None:
        raise UserError(
            f"There is no format “{name}”.", f"There are: {', '.join(format_names()) or 'none'}."
        )
    return _load(found)


@cache
def _entries() -> Mapping[str, EntryPoint]:
    """All of them by name. Looking for them reads what every installed package says of itself."""
    return {one.name: one for one in entry_points(group=GROUP)}


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
