"""The window where projects are none or the world lets them down: told, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.gui.leaving import LeavingDialog
from annotator.services.annotating import open_sitting
from annotator.services.checking import check_project
from annotator.services.projects import open_project
from annotator.storage import engine
from tests.end2end.editor import Editor, work
from tests.pictures import page
from tests.stored import project_of

ROOT = Path(__file__).parents[2]
DATABASE_PAGE = 4096
BLOCK_COUNT = 200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound project with two pages."""
    texts = [[f"Block {number} of page {one}" for number in range(BLOCK_COUNT)] for one in (1, 2)]
    project_of(tmp_path, *(page(*blocks) for blocks in texts)).close()
    return tmp_path / "news.annotator"


def labels_stored(path: Path, number: int = 1) -> list[str | None]:
    """What the blocks of a page are labelled in the file, which has to be in order."""
    with open_project(path) as project:
        assert check_project(project) == ()
        sitting = open_sitting(project, PageId(number), "Ada")
        return [standing.summary for standing in sitting.tally.standings]


# Files that are no projects


def execute(path: Path, *statements: str) -> None:
    """Do to the file what the program never would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def no_project(path: Path) -> None:
    path.write_bytes(b"<html><p>A page, not a project.</p></html>" * 100)


def another_database(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE things (id INTEGER PRIMARY KEY)")


def newer(path: Path) -> None:
    execute(path, "PRAGMA user_version=99")


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(DATABASE_PAGE - 100))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (no_project, "is not a project of this program"),
        (another_database, "is not a project of this program"),
        (newer, "was made by a newer version of this program"),
        (damaged, "is damaged"),
        (empty, "is empty"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_left_alone_and_the_window_goes_on(
    qapp, path, tmp_path, spoil: Callable[[Path], None], sentence: str
):
    sound = Path(shutil.copy(path, tmp_path / "sound.annotator"))
    spoil(path)
    before = path.read_bytes()

    def script(editor: Editor) -> None:
        editor.until(lambda: sentence in editor.told)
        assert path.name in editor.told
        assert editor.page == 0
        editor.press("Ctrl+O")
        editor.choose(sound)
        editor.until(lambda: editor.page == 1)
        editor.press("H")
        editor.rest()

    work(["open", str(path), "--as", "Ada"], script)
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, sound.name]
    assert labels_stored(sound)[:2] == ["headline", None]


def test_a_bad_file_leaves_the_open_project_as_it_is(qapp, path, tmp_path):
    other = tmp_path / "other.annotator"
    other.write_bytes(b"nothing of the kind")

    def script(editor: Editor) -> None:
        editor.until(lambda: editor.page == 1)
        editor.press("Ctrl+O")
        editor.choose(other)
        editor.until(lambda: "is not a project" in editor.told)
        editor.press("H", "B")
        editor.rest()

    work(["open", str(path), "--as", "Ada"], script)
    assert labels_stored(path)[:3] == ["headline", "body", None]


# Projects that can only be read


@pytest.fixture
def as_a_plain_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may do everything is told what the modes of files tell everybody else."""
    real = os.access

    def access(path: os.PathLike[str] | str, mode: int, **how: bool) -> bool:
        writes = bool(mode & os.W_OK)
        return real(path, mode, **how) and not (writes and not Path(path).stat().st_mode & 0o222)

    monkeypatch.setattr(os, "access", access)


def test_a_read_only_project_can_be_looked_at_but_not_changed(qapp, path, as_a_plain_user):
    path.chmod(0o444)
    before = path.read_bytes()

    def script(editor: Editor) -> None:
        editor.until(lambda: editor.page == 1)
        editor.rest()
        assert "is read-only" in editor.told
        editor.press("H", "F", "Return", "Down", "Ctrl+PgDown")
        editor.until(lambda: editor.page == 2)
        assert editor.labels == [None] * BLOCK_COUNT
        editor.go_to(1)
        assert editor.labels == [None] * BLOCK_COUNT

    work(["open", str(path), "--as", "Ada"], script)
    assert path.read_bytes() == before


HOLDER = """
import sys
from pathlib import Path
from annotator.gui.project_lock import lock_project
lock = lock_project(Path(sys.argv[1]))
print("held" if lock else "not held", flush=True)
sys.stdin.read()
"""


def test_a_project_in_a_second_window_is_refused_until_that_is_closed(qapp, path):
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        def script(editor: Editor) -> None:
            editor.until(lambda: "is open in another window" in editor.told)
            assert str(other.pid) in editor.told
            assert editor.page == 0
            other.communicate("")
            editor.press("Ctrl+O")
            editor.choose(path)
            editor.until(lambda: editor.page == 1)
            editor.press("H")
            editor.rest()

        work(["open", str(path), "--as", "Ada"], script)
    assert labels_stored(path)[:2] == ["headline", None]


# Saves that fail


@contextmanager
def full_disk(path: Path, editor: Editor) -> Iterator[None]:
    """SQLite finds no room for the file to grow by a single page."""
    project = editor.window.current.project
    assert project is not None
    store = project.jobs._project.store
    with store._writing.connect() as connection:
        driver = connection.connection.driver_connection
    count = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count={count}")
    yield
    driver.execute("PRAGMA max_page_count=1073741823")


@contextmanager
def failing_disk(path: Path, _editor: Editor) -> Iterator[None]:
    """The system lets no file of this process grow beyond the size of the project."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(path: Path, _editor: Editor) -> Iterator[None]:
    """Another program is in the middle of a change of the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def moved(path: Path, _editor: Editor) -> Iterator[None]:
    """Somebody has moved the file, as a disk that was pulled out."""
    elsewhere = path.rename(path.with_name("moved"))
    yield
    elsewhere.rename(path)


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (full_disk, "There is no room left on the disk"),
        (failing_disk, "reports an error"),
        (locked, "is in use by another window or program"),
        (moved, "was moved or deleted"),
    ],
)
def test_edits_that_cannot_be_saved_stay_on_the_screen_and_are_saved_once_they_can_be(
    qapp, path, monkeypatch, trouble, sentence: str
):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    expected: list[str | None] = []

    def script(editor: Editor) -> None:
        editor.until(lambda: editor.page == 1)
        editor.press("H")
        editor.rest()
        with trouble(path, editor):
            for _ in range(BLOCK_COUNT // 4):
                # Until the file has to grow for it.
                editor.press("B", "X")
                editor.until(lambda: editor.saved != "Saving…")
                if "not saved" in editor.saved:
                    break
            editor.until(lambda: sentence in editor.told)
            assert "Your latest edits are not saved yet" in editor.told
            assert "not saved" in editor.saved
            # The editor goes on, here and on the next page, and comes back.
            editor.press("T", "Ctrl+Z", "T")
            editor.go_to(2)
            editor.press("H")
            editor.go_to(1)
            expected[:] = editor.labels
            assert "teaser" in expected
            assert None in expected
        editor.until(lambda: editor.saved == "✓ Saved")
        assert "not saved" not in editor.told
        assert editor.labels == expected

    work(["open", str(path), "--as", "Ada"], script)
    assert labels_stored(path) == expected
    assert labels_stored(path, 2)[:2] == ["headline", None]


def test_closing_while_edits_cannot_be_saved_waits_and_leaves_once_they_are(
    qapp, path, monkeypatch
):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)

    def script(editor: Editor) -> None:
        editor.until(lambda: editor.page == 1)
        with locked(path, editor):
            editor.press("H", "B", "Ctrl+Q")
            editor.until(lambda: editor.window.findChildren(LeavingDialog))
            editor.until(lambda: "not saved" in editor.saved)
            assert editor.window.isVisible()
        editor.until(lambda: not editor.window.isVisible())

    work(["open", str(path), "--as", "Ada"], script)
    assert labels_stored(path)[:3] == ["headline", "body", None]
