"""With which page a review begins, and what the main window has to do with it."""

from annotator.services import projects, reviewing
from tests.gui.reviewing.team import ADA, AGREED, BO, CLEO, OTHER, at_rest, label, make_project
from tests.gui.windows import settle


def three_pages(tmp_path):
    """They differ on the second and the third page; the first is labelled alike."""
    path = make_project(tmp_path / "team", 4)
    for page, other in ((1, AGREED), (2, OTHER), (3, OTHER)):
        label(path, page, ADA, AGREED)
        label(path, page, BO, other)
    label(path, 4, ADA, AGREED)
    return path


def test_the_first_page_on_which_something_differs_comes_first(tmp_path, review_of):
    window, review = review_of(three_pages(tmp_path))
    assert window.current.sitting.page == 1
    assert review.desk.sitting.page == 2


def test_the_page_of_the_main_window_comes_where_something_differs(qtbot, tmp_path, review_of):
    window, review = review_of(three_pages(tmp_path))
    for page, expected in ((3, 3), (1, 3), (4, 3), (2, 2)):
        window.page_actions.open(page)
        settle(qtbot, window)
        window.actions_.run("review.open")
        at_rest(qtbot, window, review)
        assert review.desk.sitting.page == expected


def test_where_nothing_is_to_be_decided_the_first_that_waits_comes(tmp_path, review_of):
    path = make_project(tmp_path / "team", 3)
    for page in (1, 2, 3):
        label(path, page, ADA, AGREED)
    with projects.open_project(path) as project:
        reviewing.accept(project, 1, CLEO)
    _window, review = review_of(path)
    assert review.desk.sitting.page == 2
