"""Steps over very many blocks: they leave the main thread, and no key is lost or overtaken."""

import threading

import pytest

from annotator.core.journal import Status
from annotator.gui.saving import SaveState
from annotator.gui.step_queue import MOST_AT_ONCE
from annotator.services import importing, projects
from annotator.services.sitting import Sitting
from tests.gui.windows import CTRL, KEY, SHIFT, html, labels_of, press, settle, stored

COUNT = MOST_AT_ONCE + 200


@pytest.fixture
def path(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "1.html").write_text("".join(f"<p>Paragraph {one}.</p>" for one in range(COUNT)))
    (pages / "2.html").write_text(html(2))
    path = tmp_path / "news.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [pages])
    return path


@pytest.fixture
def threads(monkeypatch):
    """In which threads edits are made."""
    real, seen = Sitting._take, []

    def take(sitting, *how):
        seen.append(threading.current_thread() is threading.main_thread())
        return real(sitting, *how)

    monkeypatch.setattr(Sitting, "_take", take)
    return seen


def test_filling_label_and_finishing_typed_at_once_come_in_their_order(qtbot, make, path, threads):
    window = make(path)
    sitting = window.current.sitting
    for key in (KEY.Key_F, KEY.Key_H, KEY.Key_Return):
        press(window, key)
    assert window.current.desk.is_busy
    assert window.status.saved.text() == "Working…"
    assert labels_of(sitting) == [None] * COUNT
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    assert threads[0] is False
    assert labels_of(sitting) == ["headline"] + ["boilerplate"] * (COUNT - 1)
    assert window.banner.notice is None
    found = stored(path, 1)
    assert labels_of(found) == labels_of(sitting)
    assert found.status is Status.FINISHED
    assert [edit.name for edit in found.history.done] == [
        "Fill the rest with Boilerplate",
        "Label Headline",
    ]


def test_all_blocks_are_selected_and_labelled_and_that_is_undone_and_redone(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_A, CTRL)
    press(window, KEY.Key_B)
    press(window, KEY.Key_Z, CTRL)
    press(window, KEY.Key_T)
    press(window, KEY.Key_Z, CTRL)
    press(window, KEY.Key_Z, CTRL | SHIFT)
    settle(qtbot, window)
    counts = window.current.sitting.tally.blocks
    assert (counts["body"], counts["teaser"]) == (0, 1)
    press(window, KEY.Key_Home)
    press(window, KEY.Key_End, SHIFT)
    press(window, KEY.Key_B)
    press(window, KEY.Key_Home)
    press(window, KEY.Key_End, SHIFT)
    press(window, KEY.Key_Backspace)
    settle(qtbot, window)
    assert window.current.sitting.tally.undecided_count == COUNT
    assert stored(path, 1).tally.undecided_count == COUNT


def test_the_cursor_leaves_what_is_being_labelled(qtbot, make, path):
    window = make(path)
    view = window.middle.view
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_End, SHIFT)
    press(window, KEY.Key_B)
    assert view.page_cursor.block == 0
    press(window, KEY.Key_H)
    settle(qtbot, window)
    assert labels_of(window.current.sitting)[:3] == ["headline", None, "body"]


def test_a_page_left_while_it_is_filled_is_filled_saved_and_shown_so(qtbot, make, path):
    window = make(path)
    long = window.current.sitting
    press(window, KEY.Key_F)
    press(window, KEY.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    press(window, KEY.Key_H)
    settle(qtbot, window)
    assert labels_of(window.current.sitting) == ["headline", None, None, None]
    assert window.current.pages.table.row(1).undecided_count == 0
    assert stored(path, 1).tally.undecided_count == 0
    press(window, KEY.Key_F)
    press(window, KEY.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 1)
    settle(qtbot, window)
    assert labels_of(window.current.sitting) == labels_of(long)


def test_a_page_opened_again_while_it_is_filled_is_the_one_that_is_filled(qtbot, make, path):
    window = make(path)
    long = window.current.sitting
    press(window, KEY.Key_F)
    window.page_actions.open(1)
    assert window.current.sitting is long
    settle(qtbot, window)
    assert long.tally.undecided_count == 0


def test_closing_waits_for_a_step_that_is_under_way(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    assert window.current.desk.queue.state is SaveState.SAVING
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=15_000)
    assert stored(path, 1).tally.undecided_count == 0


def test_the_outline_of_very_many_regions_follows(qtbot, make, path):
    window = make(path)
    outline = window.panels.outline.model
    press(window, KEY.Key_F)
    qtbot.waitUntil(lambda: outline.rowCount() == 1)
    assert outline.runs[0].block_count == COUNT
    press(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: outline.rowCount() == 0)
    settle(qtbot, window)
