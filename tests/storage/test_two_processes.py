"""Two programs on one project lose nothing of each other's work."""

from __future__ import annotations

import subprocess
import sys

from annotator.core.pages import AnnotatorId
from annotator.storage.store import Store
from tests.pictures import page as a_document
from tests.storage.rival import PAGE
from tests.storage.samples import add_page, replay

CHANGES = 200


def race(store: Store) -> list[int]:
    """Let two processes label every second block each; how often each was refused and retried."""
    rivals = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.rival", store.path, first],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in ("0", "1")
    ]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("go\n")
        rival.stdin.flush()
    answers = [rival.communicate(timeout=60)[0] for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0]
    return [int(answer) for answer in answers]


def test_two_processes_that_change_one_set_in_turns_lose_nothing(store: Store) -> None:
    add_page(store, a_document(*["word"] * CHANGES))
    refused = race(store)
    assert sum(refused) > 0, "the two never met, and so nothing was tried"
    with store.read() as transaction:
        stored = transaction.sets.load(PAGE, AnnotatorId(1))
    assert stored.revision == len(stored.lines) == len(stored.annotations) == CHANGES
    assert replay(stored.lines) == stored.annotations
    assert store.integrity_problems() == []
