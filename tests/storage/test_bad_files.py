"""Project files that are none, newer, damaged, locked, read-only or gone: each said in words."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.storage.engine import APPLICATION_ID
from annotator.storage.store import Store
from tests.storage.samples import LABELS, add_page

HEADER = 100
PAGE = 4096


def overwrite(path: Path, offset: int, content: bytes) -> None:
    """Change bytes of a file that nobody has open."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def execute(path: Path, *statements: str) -> None:
    """Do to the file what the program never would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def closed(store: Store) -> Path:
    """The file of a project with one page that nobody has open."""
    add_page(store, content=os.urandom(20 * PAGE))
    store.close()
    return store.path


def refusal(path: Path) -> str:
    """The sentence with which the file is refused; it names the file and comes with a hint."""
    with pytest.raises(UserError) as caught:
        Store.open(path)
    assert str(path) in caught.value.sentence
    assert caught.value.hint
    return caught.value.sentence


def test_a_missing_file_is_refused_and_not_made(path: Path) -> None:
    assert "There is no project" in refusal(path)
    assert not path.exists()


def test_an_empty_file_is_refused(path: Path) -> None:
    path.touch()
    assert "is empty" in refusal(path)


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in refusal(path)


def test_a_pipe_is_refused_without_waiting_for_it(path: Path) -> None:
    os.mkfifo(path)
    assert "is no file" in refusal(path)


@pytest.mark.parametrize("content", [b"<p>A page</p>", bytes(8192), os.urandom(8192)])
def test_a_file_of_another_kind_is_refused_and_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is not a project" in refusal(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    execute(path, "CREATE TABLE things (id INTEGER PRIMARY KEY)")
    assert "is not a project" in refusal(path)


def test_a_database_that_claims_to_be_a_project_without_version_is_refused(path: Path) -> None:
    execute(path, "CREATE TABLE t (id)", f"PRAGMA application_id={APPLICATION_ID}")
    assert "is not a project" in refusal(path)


def test_a_newer_project_is_refused_and_stays_as_it_is(closed: Path) -> None:
    execute(closed, "PRAGMA user_version=99")
    before = closed.read_bytes()
    assert "newer version of this program" in refusal(closed)
    assert closed.read_bytes() == before


def test_a_project_with_a_broken_header_is_refused(closed: Path) -> None:
    overwrite(closed, 0, b"SQLite farmat 3")
    assert "is not a project" in refusal(closed)


def test_a_project_with_a_broken_schema_is_refused(closed: Path) -> None:
    overwrite(closed, HEADER, bytes(PAGE - HEADER))
    assert "is damaged" in refusal(closed)


def test_a_project_that_lacks_a_table_is_refused(closed: Path) -> None:
    execute(closed, "DROP TABLE annotations")
    assert "is damaged: it lacks annotations" in refusal(closed)


def test_a_project_cut_off_in_the_middle_is_refused_or_its_check_says_so(closed: Path) -> None:
    os.truncate(closed, closed.stat().st_size // 2)
    assert "is damaged" in refusal(closed)


def test_damage_inside_the_tables_opens_and_is_told_when_it_is_met(closed: Path) -> None:
    size = closed.stat().st_size
    # The page's bytes lie in pages of their own at the end of the file.
    overwrite(closed, size - 10 * PAGE, b"\xff" * 8 * PAGE)
    with Store.open(closed) as store:
        with store.read() as transaction:
            assert transaction.pages.count() == 1
        with pytest.raises(UserError, match="damaged"), store.read() as transaction:
            transaction.pages.content(1)
        assert any("damaged" in problem for problem in store.integrity_problems())
        with store.begin() as transaction:
            transaction.annotators.find_or_add("Ada")


def test_a_table_overwritten_in_an_open_project_is_told_as_damage(store: Store) -> None:
    for number in range(40):
        add_page(store, content=b"%d" % number, title="title " * 100)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        query = "SELECT pageno FROM dbstat WHERE name = 'pages' AND pagetype = 'leaf'"
        try:
            leaves = [row[0] for row in connection.execute(query)]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite cannot tell where a table lies (no dbstat)")
    overwrite(store.path, (leaves[1] - 1) * PAGE, b"\xab" * PAGE)
    with Store.open(store.path) as again:
        with pytest.raises(UserError, match="is damaged"), again.read() as transaction:
            transaction.pages.rows()
        assert again.integrity_problems()


def test_a_reference_to_nothing_is_a_problem(closed: Path) -> None:
    execute(closed, "PRAGMA foreign_keys=OFF", "DELETE FROM pages")
    with Store.open(closed) as store:
        assert "Row 1 of table page_contents refers to a row of pages that is not there." in (
            store.integrity_problems()
        )


def test_a_page_without_its_bytes_is_a_problem(closed: Path) -> None:
    execute(closed, "DELETE FROM page_contents")
    with Store.open(closed) as store:
        assert store.integrity_problems() == ["Page 1 has lost its bytes."]


def test_a_project_that_another_program_locks_is_refused_in_words(
    closed: Path, impatient: None
) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "is in use" in refusal(closed)
    Store.open(closed).close()


def test_a_locked_project_cannot_be_checked_but_has_no_problem(
    closed: Path, impatient: None
) -> None:
    with Store.open(closed) as store, closing(sqlite3.connect(closed)) as other:
        other.isolation_level = None
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="is in use"):
            store.integrity_problems()


def test_what_a_killed_writer_left_behind_is_cleared_away(closed: Path) -> None:
    leave_hot_journal(closed)
    with Store.open(closed) as store, store.read() as transaction:
        assert transaction.annotators.all() == []
        assert store.integrity_problems() == []


def leave_hot_journal(path: Path) -> None:
    """Let a process write into the file and be killed before it commits."""
    script = (
        "import os, signal, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size=2')\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "for number in range(2000):\n"
        "    db.execute('INSERT INTO annotators (name) VALUES (?)', (f'{number}' * 20,))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert Path(f"{path}-journal").stat().st_size > 0


def as_somebody_else(do: Callable[[], None]) -> None:
    """Run `do` in a process whose user the modes of files bind; they bind no root.

    The process is a fork: another user may not even be able to start this Python.
    """
    child = os.fork()
    if not child:
        status = 1
        try:
            if not os.geteuid():
                os.setgroups([])
                os.setuid(65534)
            do()
            status = 0
        except BaseException:  # noqa: BLE001 - the parent fails the test
            traceback.print_exc()
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def elsewhere(closed: Path) -> Iterator[Path]:
    """A copy of the project where another user may look but not write."""
    # Folders of pytest's own are closed to other users.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = Path(shutil.copy(closed, folder / "read.annotator"))
        copy.chmod(0o444)
        folder.chmod(0o555)
        yield copy
        folder.chmod(0o755)


def test_a_read_only_project_can_be_read_and_says_so_when_written(elsewhere: Path) -> None:
    def look() -> None:
        with Store.open(elsewhere) as store:
            assert store.is_read_only
            with store.read() as transaction:
                assert transaction.pages.rows()[0].title == "Big news"
            with pytest.raises(UserError, match="open for reading alone"), store.begin():
                pass
            assert store.integrity_problems() == []

    as_somebody_else(look)


def test_a_project_in_a_read_only_folder_is_read_only(elsewhere: Path) -> None:
    elsewhere.chmod(0o666)

    def look() -> None:
        with Store.open(elsewhere) as store:
            assert store.is_read_only

    as_somebody_else(look)


def test_a_read_only_project_of_a_killed_writer_is_refused_in_words(elsewhere: Path) -> None:
    elsewhere.parent.chmod(0o755)
    elsewhere.chmod(0o644)
    leave_hot_journal(elsewhere)
    Path(f"{elsewhere}-journal").chmod(0o444)
    elsewhere.chmod(0o444)
    elsewhere.parent.chmod(0o555)
    as_somebody_else(lambda: assert_contains("was not closed properly", refusal(elsewhere)))


def test_a_project_that_may_not_be_read_is_refused_in_words(elsewhere: Path) -> None:
    elsewhere.chmod(0)
    as_somebody_else(lambda: assert_contains("cannot be opened", refusal(elsewhere)))


def test_a_project_is_not_made_where_nobody_may_write(elsewhere: Path) -> None:
    def make() -> None:
        with pytest.raises(UserError, match="cannot be made"):
            Store.create(elsewhere.parent / "new", name="News", label_set_source=LABELS)

    as_somebody_else(make)


def assert_contains(part: str, whole: str) -> None:
    """A statement that a lambda can hold."""
    assert part in whole
