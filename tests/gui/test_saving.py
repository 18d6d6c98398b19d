import threading
from dataclasses import dataclass

import pytest

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Block, Document
from annotator.core.errors import EditConflict, UserError
from annotator.core.journal import Status
from annotator.core.labels import parse_label_set
from annotator.core.spans import Span
from annotator.gui import saving
from annotator.gui.saving import SaveQueue, SaveState
from annotator.gui.tasks import TaskRunner
from annotator.services.sitting import Sitting

_LABELS = """
name = "Two"
[[label]]
id = "body"
name = "Body"
keys = ["b"]
light = "#336699"
dark = "#336699"
[[label]]
id = "rest"
name = "Rest"
keys = ["x"]
light = "#888888"
dark = "#888888"
fills = true
"""


@dataclass(frozen=True)
class Answer:
    revision: int
    is_rebased: bool = False


class Disk:
    """A store that can be told to fail, and to wait."""

    def __init__(self):
        self.saved = []
        self.calls = 0
        self.failures = []
        self.gate = threading.Event()
        self.gate.set()

    def save(self, page, _annotator, revision, lines, undecided_count):
        assert self.gate.wait(5)
        self.undecided_count = undecided_count
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        self.saved += [(page, revision, line.edit.name) for line in lines]
        return Answer(revision + 1)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def queue(qapp, disk, monkeypatch):
    monkeypatch.setattr(saving, "_WAIT_MS", (20, 20))
    runner = TaskRunner()
    yield SaveQueue(runner, disk.save)
    runner.close()


def sitting(page=1):
    text = "One\nTwo\nThree"
    spans = (Span(0, 3), Span(4, 7), Span(8, 13))
    blocks = tuple(Block(index, span) for index, span in enumerate(spans))
    document = Document(text, blocks, "test")
    labels = parse_label_set(_LABELS)
    return Sitting(page, None, "ada", document, labels, AnnotationSet(), (), Status.NEW, 0)


def label(queue, at, index, label_id="body"):
    changes = at.label([at.document.blocks[index].span], label_id)
    queue.add(at, changes.line)


def test_saved_is_not_said_before_the_commit(qtbot, queue, disk):
    disk.gate.clear()
    label(queue, sitting(), 0)
    qtbot.wait(50)
    assert (queue.state, queue.count) == (SaveState.SAVING, 1)
    disk.gate.set()
    qtbot.waitUntil(lambda: queue.state is SaveState.SAVED)
    assert len(disk.saved) == 1


def test_what_is_labelled_while_a_save_runs_goes_in_one_batch_in_order(qtbot, queue, disk):
    one = sitting()
    disk.gate.clear()
    label(queue, one, 0)
    queue.save_now()
    label(queue, one, 1, "rest")
    label(queue, one, 2)
    disk.gate.set()
    qtbot.waitUntil(lambda: queue.state is SaveState.SAVED)
    assert disk.calls == 2
    assert [(r, n) for _, r, n in disk.saved] == [
        (0, "Label Body"),
        (1, "Label Rest"),
        (1, "Label Body"),
    ]
    assert one.revision == 2
    assert disk.undecided_count == 0


def test_a_failed_save_keeps_the_lines_and_tries_again(qtbot, queue, disk):
    disk.failures = [UserError("There is no room left."), UserError("There is no room left.")]
    one = sitting()
    label(queue, one, 0)
    qtbot.waitUntil(lambda: queue.state is SaveState.FAILED)
    label(queue, one, 1)
    assert queue.count == 2
    assert str(queue.failure) == "There is no room left."
    qtbot.waitUntil(lambda: queue.state is SaveState.SAVED)
    assert [revision for _, revision, _ in disk.saved] == [0, 0]
    assert queue.failure is None


def test_a_failure_of_ours_keeps_the_lines_too(qtbot, queue, disk, caplog):
    disk.failures = [RuntimeError("a bug")]
    label(queue, sitting(), 0)
    qtbot.waitUntil(lambda: queue.state is SaveState.FAILED)
    qtbot.waitUntil(lambda: queue.state is SaveState.SAVED)
    assert len(disk.saved) == 1


def test_lines_of_two_pages_are_saved_apart(qtbot, queue, disk):
    disk.gate.clear()
    one, two = sitting(1), sitting(2)
    label(queue, one, 0)
    label(queue, two, 0)
    label(queue, two, 1)
    assert queue.sitting_with_unsaved(2, "ada") is two
    assert queue.sitting_with_unsaved(2, "bo") is None
    disk.gate.set()
    qtbot.waitUntil(lambda: queue.state is SaveState.SAVED)
    assert [page for page, _, _ in disk.saved] == [1, 2, 2]
    assert disk.calls == 2
    assert queue.sitting_with_unsaved(2, "ada") is None


def test_lines_that_no_longer_fit_are_dropped_and_told_and_the_rest_is_saved(qtbot, queue, disk):
    disk.failures = [EditConflict("Changed meanwhile.")]
    one, two = sitting(1), sitting(2)
    disk.gate.clear()
    label(queue, one, 0)
    label(queue, one, 1)
    label(queue, two, 0)
    with qtbot.waitSignal(queue.refused) as heard:
        disk.gate.set()
    assert heard.args[0] is one
    qtbot.waitUntil(lambda: queue.state is SaveState.SAVED)
    assert [page for page, _, _ in disk.saved] == [2]


def test_giving_up_forgets_what_is_unsaved(qtbot, queue, disk):
    disk.failures = [UserError("no"), UserError("no"), UserError("no")]
    label(queue, sitting(), 0)
    qtbot.waitUntil(lambda: queue.state is SaveState.FAILED)
    queue.give_up()
    assert queue.state is SaveState.SAVED
