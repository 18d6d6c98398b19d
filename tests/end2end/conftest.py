"""What holds for the whole program in a test: it leaves nothing behind and never stumbles."""

import logging
from collections.abc import Iterator

import pytest

from tests.gui.conftest import _nothing_left_behind  # noqa: F401 - holds here as well


@pytest.fixture(autouse=True)
def _no_failure_of_ours(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """The window survives a failure of a handler and logs it; a test must not."""
    yield
    failures = [one for one in caplog.get_records("call") if one.levelno >= logging.ERROR]
    assert not failures, [one.getMessage() for one in failures]
