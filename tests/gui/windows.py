"""The real window in the hands of a test: pages to label, keys, waiting until all is at rest."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.saving import SaveState
from annotator.services import annotating, projects

KEY = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def html(number):
    return (
        f"<html><head><title>Page {number}</title></head><body><h1>Headline {number}</h1>"
        f"<p>First paragraph.</p><p>Second paragraph.</p><footer>Imprint</footer></body></html>"
    )


def leave(qtbot, window):
    queue = window.current.desk.queue if window.current.desk else None
    if queue is not None and queue.state is SaveState.FAILED:
        queue.give_up()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def settle(qtbot, window):
    def is_settled():
        queue = window.current.desk.queue if window.current.desk else None
        is_idle = window.runner.is_idle and not window.current.is_proposing
        return is_idle and (queue is None or queue.state is not SaveState.SAVING)

    qtbot.waitUntil(is_settled, timeout=15_000)


def press(window, key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def stored(path, page, annotator="ada"):
    with projects.open_project(path) as project:
        return annotating.open_sitting(project, page, annotator)


def labels_of(sitting):
    return [one.summary for one in sitting.tally.standings]
