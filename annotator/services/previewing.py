"""Looking at what is about to be imported, before it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from annotator.core.progress import Reporter, silent
from annotator.pages.containers.container import Columns, Refusal
from annotator.pages.previewing import SECONDS, FoundKind, FoundTable, Preview, preview_paths
from annotator.services.projects import Project

__all__ = ["Columns", "FoundKind", "FoundTable", "Preview", "Refusal", "preview_import"]


def preview_import(
    project: Project,
    paths: Iterable[Path],
    *,
    columns: Columns | None = None,
    title_count: int = 5,
    seconds: float = SECONDS,
    report: Reporter = silent,
) -> Preview:
    """What importing these paths would bring into the project; nothing is changed.

    The files are looked at for `seconds` at most, so the number of pages may be a least one. Of the
    first pages it is told how many the project has. `report` may raise `Cancelled`.
    """
    found = preview_paths(
        paths, columns=columns, title_count=title_count, seconds=seconds, report=report
    )
    with project.store.read() as transaction:
        known = transaction.pages.find_all(found.digests)
    return replace(found, known_count=sum(one in known for one in found.digests))
