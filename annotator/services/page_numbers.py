"""Which pages the user means by `3`, `3-9`, `1,4-6` or `all`."""

from __future__ import annotations

import re

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.services.projects import Project

ALL = "all"

_RUN = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?\Z")


def pages_named(project: Project, text: str) -> list[PageId]:
    """The pages that are meant, by number.

    Raises `UserError` for what cannot be understood, and for a number that no page has; a run may
    have gaps, where pages were never there, but not all of it.
    """
    with project.store.read() as transaction:
        known = [row.page for row in transaction.pages.rows()]
    found: set[PageId] = set()
    for word in (one.strip().lower() for one in text.split(",")):
        run = _RUN.match(word)
        if run is None and word != ALL:
            raise UserError(f"“{word}” names no pages.", "Write them as 3, 3-9, 1,4-6 or all.")
        if run is None:
            found.update(known)
            continue
        first, last = int(run[1]), int(run[2] or run[1])
        meant = [page for page in known if first <= page <= last]
        if not meant:
            raise UserError(f"There is no page {word} in this project.", "“annotator pages” lists.")
        found.update(meant)
    return sorted(found)
