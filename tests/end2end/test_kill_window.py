"""The window is killed while somebody types: what it had shown as saved is in the file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.services.checking import check_project
from annotator.services.projects import open_project
from tests.end2end.labelling_process import mark_of
from tests.pictures import page
from tests.stored import project_of

# The other kills of the fifty are those of the process without a window, which starts faster.
KILLS = 6
PAGES = 3
MOST_SAVES = 12
LONGEST_WAIT = 0.05
LONGEST_SECONDS = 60
ROOT = Path(__file__).parents[2]


def killed_while_typing(path: Path, chance: random.Random) -> list[tuple[int, str]]:
    """What a window that is typed into had shown as saved before it was killed."""
    seed, save_count = str(chance.randrange(2**32)), chance.randrange(1, MOST_SAVES)
    command = [sys.executable, "-m", "tests.end2end.labelling_window", str(path), seed]
    saved: list[tuple[int, str]] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        killer = threading.Timer(chance.uniform(0, LONGEST_WAIT), process.kill)
        limit = threading.Timer(LONGEST_SECONDS, process.kill)
        limit.start()
        for line in process.stdout:
            _, number, mark = line.split()
            saved.append((int(number), mark))
            if len(saved) == save_count:
                killer.start()
        limit.cancel()
        errors = process.stderr.read()
    assert process.returncode == -signal.SIGKILL, errors
    assert len(saved) >= save_count, "nothing was saved for a minute"
    killer.join()
    limit.join()
    return saved


def stored_marks(path: Path) -> dict[int, list[str]]:
    """The journal of every page, line by line, of a project that is in order."""
    with open_project(path) as project:
        assert check_project(project) == ()
        with project.store.read() as transaction:
            author = transaction.annotators.find("Ada")
            return {
                number: [
                    mark_of(line)
                    for line in (
                        transaction.sets.load(PageId(number), author).lines if author else ()
                    )
                ]
                for number in range(1, PAGES + 1)
            }


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
def test_a_window_killed_while_somebody_types_has_lost_nothing_that_it_showed_as_saved(tmp_path):
    texts = [[f"Block {number} of page {one}" for number in range(60)] for one in range(PAGES)]
    project_of(tmp_path, *(page(*blocks) for blocks in texts)).close()
    path = tmp_path / "news.annotator"
    chance = random.Random(3)
    before = stored_marks(path)
    for _ in range(KILLS):
        saved = killed_while_typing(path, chance)
        assert saved
        now = stored_marks(path)
        for number, lines in before.items():
            assert now[number][: len(lines)] == lines, "history was rewritten"
            shown = [mark for page_number, mark in saved if page_number == number]
            new = now[number][len(lines) :]
            assert new[: len(shown)] == shown, "an edit shown as saved is gone"
        before = now
