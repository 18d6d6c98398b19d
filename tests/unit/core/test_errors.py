import pytest

from annotator.core.errors import AnnotatorError, BugError, Cancelled, EditConflict, UserError
from annotator.core.progress import Progress, silent


def test_a_user_error_says_its_sentence_and_then_its_hint():
    error = UserError("The disk is full.", "Free some space.")
    assert (error.sentence, error.hint) == ("The disk is full.", "Free some space.")
    assert str(error) == "The disk is full. Free some space."
    assert str(UserError("The disk is full.")) == "The disk is full."


@pytest.mark.parametrize("kind", [Cancelled, EditConflict])
def test_a_stop_and_a_conflict_are_no_bugs(kind):
    assert issubclass(kind, UserError)
    assert not issubclass(kind, BugError)


def test_every_failure_of_the_program_is_one_family():
    assert issubclass(UserError, AnnotatorError)
    assert issubclass(BugError, AnnotatorError)
    assert str(Cancelled()) == "Stopped."


def test_a_silent_reporter_never_stops_a_task():
    silent(Progress(1, None, "page"))
