import threading

import pytest

from annotator.core.errors import UserError
from annotator.core.spans import Span
from annotator.gui.saving import SaveQueue, SaveState
from annotator.gui.step_queue import MOST_AT_ONCE, StepQueue
from annotator.gui.tasks import TaskRunner
from annotator.services.steps import FILLING, FINISHING, UNDOING, Step, labelling
from tests.gui.test_saving import Answer, sitting


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.fixture
def queue(runner):
    return StepQueue(runner)


class Gate:
    """Makes a step long, and holds it on its worker until it is opened."""

    def __init__(self):
        self._opened = threading.Event()
        self.threads = []

    def long(self, step):
        def take(one):
            self.threads.append(threading.current_thread())
            assert self._opened.wait(5)
            return step.take(one)

        return Step(take, lambda _: MOST_AT_ONCE + 1)

    def open(self):
        self._opened.set()


class Ear:
    """Hears what became of steps, in the order in which it is told."""

    def __init__(self):
        self.heard = []

    def take(self, queue, at, name, step):
        queue.take(
            at,
            step,
            lambda changes: self.heard.append((name, bool(changes))),
            lambda error: self.heard.append((name, error.sentence)),
        )


def labels(at):
    return [one.summary for one in at.tally.standings]


def label(index, label_id="body"):
    starts = (0, 4, 8)
    return labelling([Span(starts[index], starts[index] + 3)], label_id)


def test_a_short_step_is_taken_before_the_call_returns(queue):
    one, ear = sitting(), Ear()
    ear.take(queue, one, "label", label(0))
    assert ear.heard == [("label", True)]
    assert labels(one) == ["body", None, None]
    assert queue.sittings == []


def test_a_long_step_leaves_the_main_thread_and_shows_at_once_when_it_is_done(qtbot, queue):
    one, ear, gate = sitting(), Ear(), Gate()
    ear.take(queue, one, "fill", gate.long(FILLING))
    assert queue.sittings == [one]
    assert labels(one) == [None] * 3
    gate.open()
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert labels(one) == ["rest"] * 3
    assert gate.threads != [threading.main_thread()]
    assert queue.sittings == []


def test_steps_asked_for_meanwhile_wait_and_keep_their_order(qtbot, queue):
    one, two, ear, gate = sitting(1), sitting(2), Ear(), Gate()
    ear.take(queue, one, "fill", gate.long(FILLING))
    ear.take(queue, one, "label", label(1))
    ear.take(queue, two, "elsewhere", label(0))
    ear.take(queue, one, "long undo", gate.long(UNDOING))
    ear.take(queue, one, "label again", label(0))
    ear.take(queue, one, "finish", FINISHING)
    assert queue.sittings == [one, one, two, one, one, one]
    assert ear.heard == []
    gate.open()
    qtbot.waitUntil(lambda: len(ear.heard) == 6)
    assert [name for name, _ in ear.heard] == [
        "fill",
        "label",
        "elsewhere",
        "long undo",
        "label again",
        "finish",
    ]
    assert labels(one) == ["body", "rest", "rest"]
    assert labels(two) == ["body", None, None]
    assert [edit.name for edit in one.history.done] == ["Fill the rest with Rest", "Label Body"]


def test_what_a_step_asks_for_when_it_is_done_comes_after_what_waited(qtbot, queue):
    one, ear, gate = sitting(), Ear(), Gate()
    queue.take(
        one, gate.long(FILLING), lambda _: ear.take(queue, one, "then", label(0)), lambda _: None
    )
    ear.take(queue, one, "waited", label(1))
    gate.open()
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert [name for name, _ in ear.heard] == ["waited", "then"]


def test_a_refused_step_lets_the_others_go_on(qtbot, queue):
    one, ear, gate = sitting(), Ear(), Gate()
    ear.take(queue, one, "finish", gate.long(FINISHING))
    ear.take(queue, one, "nothing", UNDOING)
    ear.take(queue, one, "unknown", label(0, "no such label"))
    ear.take(queue, one, "label", label(0))
    gate.open()
    qtbot.waitUntil(lambda: len(ear.heard) == 4)
    assert [name for name, _ in ear.heard] == ["finish", "nothing", "unknown", "label"]
    assert "not finished" in ear.heard[0][1]
    assert ear.heard[1] == ("nothing", False)
    assert "no such label" in ear.heard[2][1]
    assert labels(one) == ["body", None, None]


def test_a_failure_of_ours_on_the_worker_is_told_and_the_others_go_on(qtbot, queue, caplog):
    def fail(_sitting):
        raise KeyError("nonsense")

    one, ear, errors = sitting(), Ear(), []
    queue.take(one, Step(fail, lambda _: MOST_AT_ONCE + 1), lambda _: None, errors.append)
    ear.take(queue, one, "label", label(0))
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert not isinstance(errors[0], UserError)
    assert labels(one) == ["body", None, None]


def test_steps_of_a_sitting_can_be_dropped_and_the_others_are_taken(qtbot, queue):
    one, two, ear, gate = sitting(1), sitting(2), Ear(), Gate()
    ear.take(queue, one, "fill", gate.long(FILLING))
    ear.take(queue, two, "elsewhere", label(0))
    ear.take(queue, one, "label", label(1))
    queue.forget(one)
    gate.open()
    assert ear.heard == [("elsewhere", True)]
    ear.take(queue, one, "now", label(0))
    qtbot.wait(50)
    assert [name for name, _ in ear.heard] == ["elsewhere", "now"]
    assert labels(one) == ["body", None, None]


def test_nothing_counts_as_saved_while_a_step_is_under_way(qtbot, runner, queue):
    one, gate, saved = sitting(), Gate(), []

    def save(_page, _annotator, revision, lines, _undecided_count):
        saved.extend(lines)
        return Answer(revision + len(lines))

    saving = SaveQueue(runner, save, None, lambda: queue.sittings)
    queue.taken.connect(lambda at, changes: saving.add(at, changes.line))
    saving.given_up.connect(queue.forget)
    queue.take(one, gate.long(FILLING), lambda _: None, lambda _: None)
    assert (saving.state, saving.count) == (SaveState.SAVING, 1)
    assert saving.sitting_with_unsaved(1, "ada") is one
    gate.open()
    qtbot.waitUntil(lambda: saving.state is SaveState.SAVED)
    assert len(saved) == 1

    held = Gate()
    queue.take(one, held.long(UNDOING), lambda _: None, lambda _: None)
    saving.give_up()
    assert saving.state is SaveState.SAVED
    held.open()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert len(saved) == 1
