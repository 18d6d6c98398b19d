"""Writing a bundle: pages and annotation sets for a colleague, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.core.journal import Status
from annotator.core.progress import Reporter, silent
from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What was written, and how large the file is."""

    path: Path
    page_count: int
    content_count: int
    set_count: int
    remark_count: int
    assignment_count: int
    guideline_count: int
    annotators: tuple[str, ...]
    byte_count: int


def write_bundle(
    project: Project,
    target: Path,
    *,
    annotators: Sequence[str] = (),
    given_to: str = "",
    statuses: Sequence[Status] = (),
    with_pages: bool = True,
    report: Reporter = silent,
) -> BundleReport:
    """Write pages, sets, remarks, assignments and guidelines to `target`, replacing that file.

    Without a wish everything goes. `annotators` and `statuses` choose sets, and the pages go that
    have one; `given_to` chooses the pages that were given to somebody, with their sets alone.
    Without `with_pages` the bytes of the pages stay, for a colleague who has them. Units of
    progress are pages. `UserError` where a name is unknown or the file cannot be written.
    """
    raise NotImplementedError
