from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.program import run
from annotator.cli.windows import Windows
from tests.pictures import page
from tests.stored import project_of


@dataclass(frozen=True)
class Answer:
    """What one run of the program did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output; nothing else may be there."""
        return json.loads(self.out)


Annotator = Callable[..., Answer]


@pytest.fixture
def opened() -> list[tuple]:
    """What the command line asked of the window, call by call."""
    return []


@pytest.fixture
def annotator(capsys: pytest.CaptureFixture[str], opened: list[tuple]) -> Annotator:
    """Runs the program with the given arguments, in this process and without a window."""

    def open_window(*what: object) -> int:
        opened.append(("window", *what))
        return 0

    def run_demo(*what: object) -> int:
        opened.append(("demo", *what))
        return 0

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(one) for one in arguments], Windows(open_window, run_demo))
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A project of two pages, of four blocks (the last one hidden) and of one."""
    pages = page("Big news", "A story 👩‍👩‍👧", "Menu", "noscript", hidden=[3]), page("ሰላም ዓለም")
    project_of(tmp_path, *pages).close()
    return tmp_path / "news.annotator"
