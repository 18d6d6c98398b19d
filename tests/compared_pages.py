"""A project in which two people have finished the same pages, for tests of agreement."""

from __future__ import annotations

from pathlib import Path

from tests.pictures import page
from tests.stored import do, label_blocks, project_of

PAGES = (
    page("Big news", "First part", "Second part", "Read more"),
    page("Other", "Text here", "And more", "Menu"),
    page("Third", "Only", "Ada"),
)
WORK = (
    (1, "ada", ("headline", "body", "body", "teaser")),
    (1, "ben", ("headline", "body", "teaser", "teaser")),
    (2, "ada", ("headline", "body", "body", "boilerplate")),
    (2, "ben", ("headline", "body", "body", "teaser")),
    (3, "ada", ("headline", "body", "body")),
)


def compared_project(folder: Path) -> Path:
    """Ada and Ben differ on a block of page 1 and one of page 2; page 3 is Ada's alone."""
    project = project_of(folder, *PAGES)
    for number, name, labels in WORK:
        for block, label in enumerate(labels):
            label_blocks(project, number, name, label, block)
        do(project, number, name, lambda sitting: sitting.finish())
    project.close()
    return project.path
