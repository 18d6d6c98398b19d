"""A project of the sample pages that come with the program."""

from __future__ import annotations

from pathlib import Path

from annotator.core.progress import Reporter, silent
from annotator.services.importing import import_paths
from annotator.services.places import SUFFIX, is_file, make_folder
from annotator.services.projects import create_project
from annotator.services.resources import resource


def demo_project(folder: Path, report: Reporter = silent) -> Path:
    """The demo project in the folder, made with all sample pages unless it is there already."""
    path = folder / f"demo{SUFFIX}"
    if is_file(path):
        return path
    make_folder(folder)
    with create_project(path, name="Demo", blind_share=0) as project:
        import_paths(project, [resource("samples")], report=report)
    return path
