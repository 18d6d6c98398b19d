import gc

import pytest

from annotator.gui import sweeping
from annotator.gui.sweeping import Sweeper
from tests.gui.windows import KEY, press


class Knot:
    """Garbage that only the collector finds, and only in a full round once it is old."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def rounds():
    """Every full round of the collector from now on."""
    seen = []

    def note(phase, details):
        if phase == "stop" and details["generation"] == 2:
            seen.append(details["collected"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def test_full_rounds_of_the_collector_wait_until_the_editor_rests(
    qtbot, make, path, monkeypatch, rounds
):
    monkeypatch.setattr(sweeping, "_REST_MS", 150)
    before = gc.get_threshold()
    window = make(path)
    sweeper = Sweeper(window)
    try:
        del rounds[:]
        for _ in range(10):
            press(window, KEY.Key_Down)
            press(window, KEY.Key_Up)
            knots = [Knot() for _ in range(2_000)]
            del knots
            qtbot.wait(20)
        assert rounds == []
        qtbot.waitUntil(lambda: bool(rounds), timeout=2_000)
    finally:
        sweeper.end()
    assert gc.get_threshold() == before
