"""What the window asks of the guidelines; all of it on workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.core.guidelines import Guidelines
from annotator.gui.guidelines.markdown import Shown, taken_apart
from annotator.services import guiding
from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class ReadGuidelines:
    """The version in force, taken apart; None where a project has no guidelines."""

    version: Guidelines | None
    shown: Shown


def read(project: Project) -> ReadGuidelines:
    """The guidelines of a project."""
    known = guiding.versions(project)
    newest = known[-1] if known else None
    return ReadGuidelines(newest, taken_apart(newest.text if newest else ""))


def replaced(project: Project, path: Path) -> ReadGuidelines:
    """The guidelines once they are those of a file."""
    guiding.set_guidelines(project, guiding.read_guideline_file(path))
    return read(project)
