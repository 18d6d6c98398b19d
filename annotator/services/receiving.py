"""Taking in a bundle: looking at what would come, and merging it into the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.core.bundles import ComingPage, ComingSet
from annotator.core.progress import Reporter, silent
from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bundle would bring; nothing was written.

    `project_name` and `program` say where it was made. Counts are of what the project lacks.
    `labels_lacking` are the labels that the project does not know: each has to be mapped to one of
    its own. `differences` are sentences for whoever decides: other label set, other guidelines.
    """

    project_name: str
    is_same_project: bool
    program: str
    annotators: tuple[str, ...]
    pages: tuple[ComingPage, ...]
    sets: tuple[ComingSet, ...]
    remark_count: int
    assignment_count: int
    guideline_count: int
    labels_lacking: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiveReport:
    """What became of each page and set, and how much else is new; `differences` as in `Preview`."""

    pages: tuple[ComingPage, ...]
    sets: tuple[ComingSet, ...]
    remark_count: int
    assignment_count: int
    guideline_count: int
    differences: tuple[str, ...]


def preview(project: Project, path: Path, report: Reporter = silent) -> Preview:
    """Look at a bundle as `receive` would, and write nothing; `UserError` as there.

    Labels that the project lacks are no reason to refuse it here.
    """
    raise NotImplementedError


def receive(
    project: Project,
    path: Path,
    *,
    labels: Mapping[str, str] | None = None,
    report: Reporter = silent,
) -> ReceiveReport:
    """Merge a bundle into the project; receiving it again changes nothing.

    `labels` says which label of the project stands for one that it lacks. `UserError`, and the
    project is as it was, where the file is no bundle, damaged or hostile, or a label is lacking.
    """
    raise NotImplementedError
