"""Which cleaners there are: those of this folder, and whatever other packages register.

They do so by the entry point `annotator.cleaners`.

A cleaner is a function that gets a page as HTML and answers with its main text. Nothing but the
process that measures them loads one: a stranger's package may hang, print or end the process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version

from annotator.core.errors import UserError

GROUP = "annotator.cleaners"

Cleaner = Callable[[str], str | None]

_LONGEST_REASON = 200


_OWN = {
    "annotator": "own",
    "boilerpy3": "boilerpy3",
    "goose3": "goose3",
    "justext": "justext",
    "newspaper4k": "newspaper4k",
    "readability-lxml": "readability",
    "resiliparse": "resiliparse",
    "trafilatura": "trafilatura",
}
"""The cleaners of this folder, each with its module."""


def cleaner_names() -> tuple[str, ...]:
    """The names of all cleaners that can be loaded, sorted; none is loaded for it."""
    return tuple(sorted(_entries()))


def chosen_cleaners(names: Sequence[str], others: Sequence[str] = ()) -> tuple[str, ...]:
    """The cleaners of these names, all where none is given; `UserError` for one there is not.

    `others` are the names of those that there are beside them.
    """
    known = (*cleaner_names(), *others)
    for name in names:
        if name not in known:
            raise UserError(
                f"There is no cleaner “{name}”.", f"There are: {', '.join(known) or 'none'}."
            )
    return tuple(dict.fromkeys(names)) or known


def load_cleaner(name: str) -> tuple[Cleaner, str]:
    """The cleaner of that name and the version of what it calls, empty where that is unknown.

    Raises `UserError` with the reason where it does not load.
    """
    entry = _entries().get(name)
    if entry is None:
        raise UserError(f"There is no cleaner “{name}”.")
    try:
        cleaner: Cleaner = entry.load()
    except ImportError as error:
        missing = error.name or str(error)
        raise UserError(f"It is not installed: there is no module “{missing}”.") from error
    # A stranger's package may fail in any way.
    except Exception as error:
        raise UserError(f"It does not load: {error!r}.") from error
    if not callable(cleaner):
        raise UserError(f"It is no function ({entry.value}).")
    return cleaner, _version(entry, cleaner)


def _entries() -> dict[str, EntryPoint]:
    """All of them by name; whoever registers a name of ours has it measured instead of ours."""
    folder = __name__.rpartition(".")[0]
    own = {name: EntryPoint(name, f"{folder}.{one}:clean", GROUP) for name, one in _OWN.items()}
    return own | {one.name: one for one in entry_points(group=GROUP)}


def run_cleaner(cleaner: Cleaner, html: str) -> str:
    """The text that the cleaner gives; None counts as no text.

    Raises `UserError` with the reason where it fails, or answers with anything else.
    """
    try:
        text = cleaner(html)
    # A stranger's function may fail in any way.
    except Exception as error:
        told = " ".join(str(error).split())[:_LONGEST_REASON]
        name = type(error).__name__
        raise UserError(f"It fails: {name}: {told}." if told else f"It fails: {name}.") from error
    if text is None:
        return ""
    if not isinstance(text, str):
        raise UserError(f"It answers with a {type(text).__name__} and no text.")
    return text


def _version(entry: EntryPoint, cleaner: Cleaner) -> str:
    module = sys.modules.get(getattr(cleaner, "__module__", "") or "")
    named = getattr(module, "DISTRIBUTION", None) or (entry.dist.name if entry.dist else "")
    try:
        return version(named) if named else ""
    except PackageNotFoundError:
        return ""
