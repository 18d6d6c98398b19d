"""What the command line is given by the composition root, because it takes Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Windows:
    """Two ways into the window; both answer the exit code of the program.

    `open_window` takes a project or none, the annotator's name, and a page or none. `run_demo`
    takes a project, a folder and the annotator's name, works through the project in a window
    off-screen, and puts a screenshot and an export into the folder.
    """

    open_window: Callable[[Path | None, str, int | None], int]
    run_demo: Callable[[Path, Path, str], int]


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: on Linux and its kin the environment tells."""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if platform in {"win32", "darwin"}:
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def can_open_window(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt would start: on a screen, or wherever the user told it to draw."""
    return "QT_QPA_PLATFORM" in environment or has_screen(environment, platform)
