import threading

import pytest

from annotator.core.errors import BugError, Cancelled, UserError
from annotator.core.progress import Progress
from annotator.gui.tasks import Lane, TaskRunner


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.close()


def test_answers_come_back_on_the_main_thread(qtbot, runner):
    seen = []
    runner.submit(
        lambda _: threading.current_thread().name,
        lambda name: seen.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("annotator-store")
    assert seen[0][1] is threading.main_thread()


def test_the_store_has_one_worker_and_keeps_the_order(qtbot, runner):
    order, threads = [], set()
    for number in range(20):
        runner.submit(
            lambda _, number=number: (number, threading.get_ident()),
            lambda answer: (order.append(answer[0]), threads.add(answer[1])),
        )
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))
    assert len(threads) == 1


def test_an_answer_that_a_later_submission_made_old_is_dropped(qtbot, runner):
    gate, seen = threading.Event(), []
    runner.submit(lambda _: gate.wait(5) and "old", seen.append, key="page")
    runner.submit(lambda _: "new", seen.append, key="page")
    gate.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert seen == ["new"]


def test_a_failure_of_an_old_submission_is_dropped_as_well(qtbot, runner):
    def fail(_):
        raise UserError("too late")

    seen = []
    runner.submit(fail, failed=seen.append, key="page")
    runner.supersede("page")
    qtbot.waitUntil(lambda: runner.is_idle)
    assert seen == []


def test_user_errors_arrive_as_they_are_and_others_as_bugs(qtbot, runner, caplog):
    def world(_):
        raise UserError("The disk is full.", "Make room.")

    def ours(_):
        raise KeyError("nonsense")

    seen = []
    runner.submit(world, failed=seen.append)
    runner.submit(ours, failed=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert str(seen[0]) == "The disk is full. Make room."
    assert isinstance(seen[1], BugError)
    assert "nonsense" in caplog.text


def test_a_failure_without_a_handler_is_told_by_the_runner(qtbot, runner):
    def fail(_):
        raise UserError("Nobody listens.")

    with qtbot.waitSignal(runner.failed) as heard:
        runner.submit(fail)
    assert str(heard.args[0]) == "Nobody listens."


def test_a_cancelled_task_stops_at_its_next_report(qtbot, runner):
    started, seen, steps = threading.Event(), [], []

    def count(report):
        for step in range(10_000):
            steps.append(step)
            started.set()
            report(Progress(step, 10_000))
            task_may_go_on.wait(0.001)

    task_may_go_on = threading.Event()
    task = runner.submit(count, failed=seen.append, lane=Lane.FREE)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], Cancelled)
    assert len(steps) < 10_000


def test_progress_is_told_on_the_main_thread(qtbot, runner):
    seen = []
    runner.submit(
        lambda report: report(Progress(1, 2, "page")), lane=Lane.FREE, progress=seen.append
    )
    qtbot.waitUntil(lambda: runner.is_idle)
    assert seen
    assert all(isinstance(one, Progress) for one in seen)


def test_closing_stops_what_runs_and_leaves_no_thread(qapp):
    runner = TaskRunner()
    seen = []

    def forever(report):
        while True:
            report(Progress(0, None))
            threading.Event().wait(0.001)

    runner.submit(forever, seen.append, seen.append, lane=Lane.FREE)
    runner.close()
    qapp.processEvents()
    assert seen == []
