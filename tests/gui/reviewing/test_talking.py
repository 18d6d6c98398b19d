"""What an annotator answers is seen by who reviews, before the page is accepted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.gui.discussing.comments_panel import CommentsPanel
from annotator.services import discussing, projects, reviewing
from tests.gui.reviewing.team import ADA, BO, CLEO, at_rest, press
from tests.gui.windows import CTRL, KEY


def returned_and_answered(path):
    with projects.open_project(path) as project:
        reviewing.return_set(project, 1, ADA, CLEO, "Is this one?")
        discussing.comment(project, 1, ADA, f"Yes, says {ADA}, not {BO}.", about=ADA)
    return path


def test_an_answer_stands_above_the_page_and_names_nobody(qtbot, path, review_of):
    window, review = review_of(returned_and_answered(path))
    strip = review.panels.talk
    review.going.open(2)
    at_rest(qtbot, window, review)
    assert not strip.isVisible()
    review.going.open(1)
    at_rest(qtbot, window, review)
    assert strip.isVisible()
    letter = review.panels.veil.letter(ADA)
    assert strip.text == f"{letter} answered: Yes, says a colleague, not a colleague."
    press(review, KEY.Key_B, CTRL)
    assert strip.text == f"{ADA} answered: Yes, says {ADA}, not {BO}."


def test_all_that_was_said_is_read_answered_and_resolved(qtbot, path, review_of):
    window, review = review_of(returned_and_answered(path))
    review.going.open(1)
    at_rest(qtbot, window, review)
    press(review, KEY.Key_M, CTRL | Qt.KeyboardModifier.AltModifier)
    panel = review.findChild(CommentsPanel)
    told = [row.heard for row in panel.model.rows]
    assert any("Returned: Is this one?" in one for one in told)
    assert not any(name in one for one in told for name in (ADA, BO, CLEO))
    panel.answer.click()
    panel.composer.field.setPlainText("Then leave it.")
    panel.composer.send.click()
    at_rest(qtbot, window, review)
    assert review.panels.talk.text.startswith("You answered: Then leave it.")
    panel.settle.click()
    at_rest(qtbot, window, review)
    assert not review.panels.talk.isVisible()
    panel.window().reject()
    at_rest(qtbot, window, review)
    with projects.open_project(path) as project:
        (thread,) = discussing.conversation(project, 1).threads
    assert [one.author for one in thread.remarks] == [ADA, CLEO, CLEO]
    assert thread.is_resolved
    assert QApplication.activeWindow() is not None
