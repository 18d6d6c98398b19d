"""Who may know whom: the import contracts of pyproject.toml, and the program without Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

_BLOCKED = 'raise ModuleNotFoundError("PySide6 is not installed", name="PySide6")\n'


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """An environment in which no process can import Qt, and none can hide that it tried."""
    for name in ("PySide6", "shiboken6"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(_BLOCKED, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}


def _run(
    arguments: list[str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def test_no_floor_knows_what_lies_above_it():
    program = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    result = _run(["-c", program])
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_block_against_qt_blocks(without_qt):
    result = _run(["-c", "import PySide6.QtCore"], without_qt)
    assert "PySide6 is not installed" in result.stderr


def test_the_command_line_starts_without_qt(without_qt):
    result = _run(["-m", "annotator", "--help"], without_qt)
    assert result.returncode == 0, result.stderr
    assert "import" in result.stdout


def test_the_command_line_makes_a_project_without_qt(without_qt, tmp_path):
    project = tmp_path / "one.annotator"
    page = ROOT / "resources" / "samples" / "01-harbour-ferry.html"
    steps = (["new", str(project)], ["import", str(project), str(page)], ["check", str(project)])
    for step in steps:
        result = _run(["-m", "annotator", *step], without_qt)
        assert result.returncode == 0, f"annotator {step[0]}: {result.stderr}"


def test_every_test_outside_the_window_can_be_collected_without_qt(without_qt):
    rooms = sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and path.name not in {"gui", "end2end", "__pycache__"}
    )
    result = _run(["-m", "pytest", *_QT_FREE_PYTEST, "--collect-only", "-q", *rooms], without_qt)
    assert result.returncode == 0, result.stdout + result.stderr


def test_tests_from_the_core_to_the_command_line_pass_without_qt(without_qt):
    some = ["tests/unit/core/test_edits.py", "tests/formats", "tests/cli/test_documentation.py"]
    result = _run(["-m", "pytest", *_QT_FREE_PYTEST, "-q", *some], without_qt)
    assert result.returncode == 0, result.stdout + result.stderr


# pytest-qt does not load without a binding; the settings that are its own are then unknown.
_QT_FREE_PYTEST = [
    "-p",
    "no:pytest-qt",
    "-p",
    "no:cacheprovider",
    "-o",
    "addopts=",
    "-W",
    "ignore::pytest.PytestConfigWarning",
]
