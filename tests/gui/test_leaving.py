"""Whatever ends the work, nothing is lost: signals, closing, leaving while jobs are under way."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from PySide6.QtCore import QLockFile

from annotator.core.progress import Progress
from annotator.gui.import_dialog import ImportDialog
from annotator.gui.interruption import Interruption
from annotator.services import annotating, checking, importing, listing, projects
from tests.gui.windows import CTRL, KEY, html, labels_of, press, settle

MANY = 1_000
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")


@pytest.fixture
def many(tmp_path):
    """A folder of many pages, an import of which takes a while."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03}.html").write_text(html(number + 100))
    return folder


def first_labels(path):
    with projects.open_project(path) as project:
        return labels_of(annotating.open_sitting(project, 1, "ada"))


def is_unlocked(path):
    lock = QLockFile(f"{path}.lock")
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


@needs_signals
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_heard_in_the_event_loop_and_ends_nothing_by_itself(qtbot, number):
    before = signal.getsignal(number)
    interruption = Interruption()
    try:
        with qtbot.waitSignal(interruption.asked, timeout=2_000):
            os.kill(os.getpid(), number)
    finally:
        interruption.end()
    assert signal.getsignal(number) is before


@needs_signals
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_window_that_is_asked_to_end_saves_first_and_ends_well(path, number):
    assert end_by_signal(start_window(path), number) == (0, "")
    assert first_labels(path) == ["headline", None, None, None]
    assert is_unlocked(path)


@needs_signals
def test_a_window_that_is_asked_to_end_during_an_import_writes_its_last_batch(path, many):
    assert end_by_signal(start_window(path, many), signal.SIGTERM) == (0, "")
    assert first_labels(path)[0] == "headline"
    assert is_unlocked(path)
    with projects.open_project(path) as project:
        assert checking.check_project(project) == ()


def start_window(path, *folders):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.closing_process", str(path), *map(str, folders)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def end_by_signal(process, number):
    """The exit code, and what the window wrote that Qt says not of the off-screen platform."""
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    lines = [one for one in errors.splitlines() if "This plugin" not in one]
    return process.returncode, "\n".join(lines)


@pytest.fixture
def batches(monkeypatch):
    """Batches of an import take their time; the answer notes each that is stored."""
    real, stored = importing._Import._store, []

    def store(running):
        time.sleep(0.2)
        real(running)
        stored.append(len(running.new))

    monkeypatch.setattr(importing._Import, "_store", store)
    return stored


def begin_import(qtbot, window, folder, batches):
    window.exchange.import_paths([folder])
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None, timeout=20_000)
    window.findChild(ImportDialog).import_.click()
    window.activateWindow()  # off-screen nobody gives the focus back to it
    qtbot.waitUntil(lambda: bool(batches), timeout=20_000)
    assert window.current.is_importing


def test_a_project_that_is_left_during_an_import_is_closed_after_its_last_batch(
    qtbot, make, path, many, batches, monkeypatch
):
    real, closed = projects.Project.close, []

    def close(project):
        with project.store.read() as transaction:
            closed.append(transaction.pages.count())
        real(project)

    monkeypatch.setattr(projects.Project, "close", close)
    window = make(path)
    begin_import(qtbot, window, many, batches)
    press(window, KEY.Key_W, CTRL)
    assert window.current.project is None
    settle(qtbot, window)
    assert not window.current.is_importing
    assert len(closed) == 1
    assert is_unlocked(path)
    with projects.open_project(path) as project:
        assert checking.check_project(project) == ()
        assert 3 < len(listing.page_rows(project)) == closed[0] < MANY


def test_a_project_is_opened_again_while_its_import_is_still_being_stopped(
    qtbot, make, path, many, batches
):
    window = make(path)
    begin_import(qtbot, window, many, batches)
    press(window, KEY.Key_W, CTRL)
    window.project.open_at(path)
    qtbot.waitUntil(lambda: window.current.sitting is not None, timeout=15_000)
    settle(qtbot, window)
    assert window.banner.notice is None
    assert not is_unlocked(path)


def test_a_window_that_is_closed_during_an_import_leaves_a_sound_project(
    qtbot, make, path, many, batches
):
    window = make(path)
    begin_import(qtbot, window, many, batches)
    window.close()
    assert not window.isVisible()
    assert is_unlocked(path)
    with projects.open_project(path) as project:
        assert checking.check_project(project) == ()
        assert 3 < len(listing.page_rows(project)) < MANY


def test_a_long_job_is_stopped_with_its_project_and_nothing_told(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    settle(qtbot, window)
    project, begun, go_on = window.current.project, threading.Event(), threading.Event()

    def slow(report):
        begun.set()
        assert go_on.wait(5)
        report(Progress(1, 2))

    window.exchange._run(project, slow, pytest.fail)
    assert begun.wait(5)
    window.project.close()
    assert not is_unlocked(path)
    go_on.set()
    settle(qtbot, window)
    assert is_unlocked(path)
    assert window.banner.notice is None
