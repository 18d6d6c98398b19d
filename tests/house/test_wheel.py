"""What is installed elsewhere is whole."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of all files in the wheel."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def test_the_wheel_carries_the_resources(names):
    resources = ROOT / "resources"
    wanted = {
        f"annotator/_resources/{path.relative_to(resources).as_posix()}"
        for path in resources.rglob("*")
        if path.is_file()
    }
    assert wanted - names == set()


def test_the_wheel_carries_every_migration(names):
    migrations = ROOT / "annotator" / "storage" / "migrations"
    wanted = {path.relative_to(ROOT).as_posix() for path in migrations.rglob("*.py")}
    assert wanted
    assert wanted - names == set()


def test_the_wheel_carries_the_licence_and_the_command(names):
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("dist-info/entry_points.txt") for name in names)


def test_the_wheel_carries_no_tests(names):
    assert [name for name in names if name.startswith("tests/")] == []
