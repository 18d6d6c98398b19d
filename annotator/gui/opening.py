"""Opening and making projects, on a worker."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.gui.loading import without_collecting
from annotator.gui.opened_project import OpenedProject
from annotator.gui.project_lock import lock_project

if TYPE_CHECKING:
    from annotator.gui.project_jobs import ProjectJobs


def open_project(path: Path) -> OpenedProject:
    """Lock the project in a file and open it; it is read-only where it cannot be locked."""
    jobs_type = _jobs_type()
    lock = lock_project(path)
    try:
        jobs = jobs_type.open(path)
    except BaseException:
        if lock is not None:
            lock.unlock()
        raise
    return OpenedProject(jobs, lock)


def open_samples(folder: Path) -> OpenedProject:
    """Open the project of the sample pages, made where it is not there yet."""
    return _held(_jobs_type().open_samples(folder))


def create_project(path: Path, label_file: Path | None = None) -> OpenedProject:
    """Make a project in a new file, lock it and open it."""
    return _held(_jobs_type().create(path, label_file))


def _held(jobs: ProjectJobs) -> OpenedProject:
    """The project with its lock; closed again where another window holds it."""
    try:
        lock = lock_project(jobs.path)
    except BaseException:
        jobs.close()
        raise
    return OpenedProject(jobs, lock)


@cache
def _jobs_type() -> type[ProjectJobs]:
    """The services, loaded by the worker that first needs them: the window shows without them."""
    with without_collecting():
        module = import_module("annotator.gui.project_jobs")
    found: type[ProjectJobs] = module.ProjectJobs
    return found
