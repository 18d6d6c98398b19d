"""The composition root: the only place that knows both the command line and the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.cli.program import run
from annotator.cli.windows import Windows
from annotator.gui.loading import without_collecting


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, those of the process where None; the exit code."""
    return run(arguments, Windows(open_window=_open_window, run_demo=_run_demo))


def _open_window(project: Path | None, annotator: str, page: int | None) -> int:
    with without_collecting():
        from annotator.gui.launch import open_window  # noqa: PLC0415 - Qt loads with a window alone

    return open_window(project, annotator, page)


def _run_demo(project: Path, folder: Path, annotator: str) -> int:
    from annotator.gui.demo import run_offscreen  # noqa: PLC0415 - Qt loads with a window alone

    return run_offscreen(project, folder, annotator)
