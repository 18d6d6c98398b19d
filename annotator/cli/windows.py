"""What the command line is given by the composition root, because it takes Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Windows:
    """Two ways into the window; both answer the exit code of the program.

    `open_window` takes a project or none, the annotator's name, and a page or none. `run_demo`
    takes a project and a folder, works through the project in a window off-screen, and puts a
    screenshot and an export into the folder.
    """

    open_window: Callable[[Path | None, str, int | None], int]
    run_demo: Callable[[Path, Path], int]
