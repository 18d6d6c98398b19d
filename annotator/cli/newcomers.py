"""Saying that a name is new to the project: it may be one that is known, with a slip in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from annotator.cli.output import tell
from annotator.core.decisions import GOLD
from annotator.services import listing
from annotator.services.projects import Project

_LIKENESS = 0.7


@contextmanager
def newcomer_told(project: Project, given: str) -> Iterator[None]:
    """Tell on standard error if what is done here makes somebody an annotator of the project."""
    before = listing.annotator_names(project)
    yield
    new = [name for name in listing.annotator_names(project) if name not in {*before, GOLD}]
    if given.strip() in before or not new:
        return
    known = {name.casefold(): name for name in before if name != GOLD}
    close = get_close_matches(new[0].casefold(), known, n=1, cutoff=_LIKENESS)
    asked = f" Did you mean “{known[close[0]]}”?" if close else ""
    tell(f"annotator: New annotator “{new[0]}”.{asked}")
