"""Files and folders that cannot be written, and programs that this stops even as root."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bound import IMPOSSIBLE

ROOT = Path(__file__).parents[1]


@contextmanager
def permissions(modes: dict[Path, int]) -> Iterator[None]:
    """Files and folders have these permissions, folders last, until the end."""
    before = {path: path.stat().st_mode for path in modes}
    try:
        for path, mode in modes.items():
            path.chmod(mode)
        yield
    finally:
        for path in reversed(modes):
            path.chmod(before[path])


def run_bound(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments as somebody whom permissions bind; skip where impossible."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bound", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode == IMPOSSIBLE:
        pytest.skip("this user writes to read-only files, and that cannot be taken from it here")
    return done
