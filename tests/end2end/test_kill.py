"""Whoever kills the program while it labels loses nothing that it had shown as saved."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.services.checking import check_project
from annotator.services.projects import Project, open_project
from tests.end2end.labelling_process import PAGES, mark_of
from tests.pictures import page
from tests.stored import project_of

KILLS = 50
# A kill comes after so many saves at most, and then this many seconds: two or three saves long.
MOST_SAVES = 8
LONGEST_WAIT = 0.03
ROOT = Path(__file__).parents[2]

Saved = tuple[int, str, int, str]


@contextmanager
def labeller(path: Path) -> Iterator[subprocess.Popen[str]]:
    arguments = [sys.executable, "-m", "tests.end2end.labelling_process", str(path)]
    with subprocess.Popen(
        arguments,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_at_a_random_moment(process: subprocess.Popen[str], chance: random.Random) -> list[Saved]:
    """What a process that labels reported as saved before it was killed."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{chance.randrange(2**32)}\n")
    process.stdin.flush()
    word, number = process.stdout.readline().split()
    assert word == "process"
    wait, save_count = chance.uniform(0, LONGEST_WAIT), chance.randrange(MOST_SAVES)
    killer = threading.Timer(wait, os.kill, (int(number), signal.SIGKILL))
    saved: list[Saved] = []
    if not save_count:
        killer.start()
    for line in process.stdout:
        if line == "dead\n":
            break
        _, page_number, name, revision, mark = line.split()
        saved.append((int(page_number), name, int(revision), mark))
        if len(saved) == save_count:
            killer.start()
    killer.join()
    return saved


def stored_marks(project: Project) -> dict[tuple[int, str], list[str]]:
    """The journal of every set, line by line."""
    with project.store.read() as transaction:
        return {
            (number, name): [
                mark_of(line) for line in transaction.sets.load(PageId(number), author).lines
            ]
            for number in range(1, PAGES + 1)
            for author, name in transaction.annotators.all()
        }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the labelling process forks")
def test_fifty_kills_lose_nothing_that_was_saved_and_leave_nothing_half_there(tmp_path):
    pages = [page(*(f"Block {number} of page {one}" for number in range(60))) for one in range(3)]
    project_of(tmp_path, *pages).close()
    path = tmp_path / "news.annotator"
    chance = random.Random(2)
    saved_count = 0
    before: dict[tuple[int, str], list[str]] = {}
    with labeller(path) as process:
        for _ in range(KILLS):
            saved = killed_at_a_random_moment(process, chance)
            saved_count += len(saved)
            with open_project(path) as project:
                assert check_project(project) == ()
                now = stored_marks(project)
            for number, name, revision, mark in saved:
                assert now[number, name][revision - 1] == mark, "a saved edit is gone"
            for key, lines in before.items():
                assert now[key][: len(lines)] == lines, "history was rewritten"
            new = sum(map(len, now.values())) - sum(map(len, before.values()))
            # At most the one edit whose commit was done but not yet shown.
            assert new - len(saved) in {0, 1}
            before = now
    assert saved_count > KILLS, "the kills came too early to prove anything"
