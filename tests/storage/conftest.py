"""A store in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.storage import engine
from annotator.storage.store import Store
from tests.storage.samples import LABELS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project is, or is to be; the name holds what addresses have to escape."""
    return tmp_path / "Näws? 100%#1.annotator"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new project."""
    with Store.create(path, name="News", label_set_source=LABELS) as store:
        yield store


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections made from now on hardly wait for a lock."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.02)
