"""The real window over a real store, driven by keys."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.errors import EditConflict, UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.gui import demo, opening
from annotator.gui.action_set import unknown_targets
from annotator.gui.keys_help import KeysDialog
from annotator.gui.launch import make_window
from annotator.gui.leaving import LeavingDialog
from annotator.gui.saving import SaveState
from annotator.gui.settings import SettingsFile
from annotator.gui.shortcuts_dialog import ShortcutsDialog
from annotator.gui.text_dialog import TextDialog
from annotator.services import annotating, backups, projects
from tests.gui.windows import (
    CTRL,
    KEY,
    NONE,
    SHIFT,
    html,
    labels_of,
    leave,
    press,
    settle,
    stored,
)


def test_a_page_is_labelled_finished_and_the_next_one_opened_by_keys_alone(qtbot, make, path):
    window = make(path)
    assert window.current.sitting.page == 1
    for key in (KEY.Key_H, KEY.Key_B, KEY.Key_2):
        press(window, key)
    assert labels_of(window.current.sitting) == ["headline", "body", "body", None]
    press(window, KEY.Key_Return)
    assert "not finished" in window.banner.notice.text
    assert window.middle.view.page_cursor.block == 3
    press(window, KEY.Key_F)
    assert window.banner.notice is None
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    assert window.current.desk.queue.state is SaveState.SAVED
    assert "Saved" in window.status.saved.text()
    found = stored(path, 1)
    assert labels_of(found) == ["headline", "body", "body", "boilerplate"]
    assert found.status is Status.FINISHED


def test_every_step_in_the_window_tells_how_long_it_took(qtbot, make, path):
    window = make(path)
    for key in (KEY.Key_H, KEY.Key_B):
        press(window, key)
    settle(qtbot, window)
    with projects.open_project(path) as project, project.store.read() as transaction:
        (author, _) = transaction.annotators.all()[0]
        lines = transaction.sets.load(PageId(1), author).lines
    assert [one.elapsed_ms is not None and one.elapsed_ms >= 0 for one in lines] == [True, True]


def test_undo_and_redo_survive_closing_the_window(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_H)
    press(window, KEY.Key_B)
    press(window, KEY.Key_Z, CTRL)
    settle(qtbot, window)
    leave(qtbot, window)
    again = make(path)
    assert labels_of(again.current.sitting) == ["headline", None, None, None]
    press(again, KEY.Key_Z, CTRL | SHIFT)
    assert labels_of(again.current.sitting) == ["headline", "body", None, None]
    press(again, KEY.Key_Z, CTRL)
    press(again, KEY.Key_Z, CTRL)
    assert labels_of(again.current.sitting) == [None] * 4
    assert not again.actions_.action("label.undo").isEnabled()


def test_a_run_of_blocks_is_labelled_and_cleared_at_once(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_J)
    press(window, KEY.Key_Down, SHIFT)
    press(window, KEY.Key_T)
    assert labels_of(window.current.sitting) == [None, "teaser", "teaser", None]
    assert window.middle.view.page_cursor.block == 3
    press(window, KEY.Key_K)
    press(window, KEY.Key_Backspace)
    assert labels_of(window.current.sitting) == [None, "teaser", None, None]
    press(window, KEY.Key_N)
    assert window.middle.view.page_cursor.block == 3
    press(window, KEY.Key_N, SHIFT)
    assert window.middle.view.page_cursor.block == 2


def test_the_ends_of_an_annotation_are_moved_by_word_and_character(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_H)
    press(window, KEY.Key_Up)
    press(window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier | CTRL)
    press(window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(window, KEY.Key_Right, Qt.KeyboardModifier.AltModifier | SHIFT)
    sitting = window.current.sitting
    assert [sitting.document.quote(one.span) for one in sitting.annotations] == ["eadlin"]


def test_letters_typed_into_a_field_are_text_and_label_nothing(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_L, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "hbn?f1")
    assert QApplication.focusWidget().text() == "hbn?f1"
    press(window, KEY.Key_Backspace)
    assert labels_of(window.current.sitting) == [None] * 4


def test_enter_in_the_filter_opens_the_first_match_and_esc_clears_the_filter(qtbot, make, path):
    window = make(path)
    view, shown = window.middle.view, window.current.pages.table
    press(window, KEY.Key_L, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "page 2")
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    assert QApplication.focusWidget() is view
    assert shown.shown == [2]
    press(window, KEY.Key_L, CTRL)
    press(window, KEY.Key_Escape)
    assert QApplication.focusWidget() is view
    assert len(shown) == shown.total > 1


def test_the_page_position_and_zoom_are_restored_without_being_asked(qtbot, make, path):
    window = make(path, page=2)
    press(window, KEY.Key_End)
    press(window, KEY.Key_Plus, CTRL)
    leave(qtbot, window)
    again = make()
    qtbot.waitUntil(lambda: again.current.sitting is not None)
    settle(qtbot, again)
    assert again.current.sitting.page == 2
    assert again.middle.view.page_cursor.block == 3
    assert again.middle.view.zoom == pytest.approx(1.1)


def test_find_and_go_to_page_work_from_the_keys(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "second")
    assert window.middle.view.page_cursor.block == 2
    press(window, KEY.Key_Escape)
    assert QApplication.focusWidget() is window.middle.view
    assert window.middle.page_cursor.selection.text is None
    press(window, KEY.Key_F3)
    assert quotes(window) == ["Second"]
    press(window, KEY.Key_G, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "3")
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.current.sitting.page == 3)
    press(window, KEY.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)


def test_what_was_found_is_counted_and_labelled_as_a_block_once_the_strip_is_closed(
    qtbot, make, path
):
    window = make(path)
    press(window, KEY.Key_F, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "paragraph")
    bar, said = window.middle.search, []
    for _ in range(3):
        said.append((bar.answer, window.middle.view.page_cursor.block))
        press(window, KEY.Key_Return)
    assert said == [("1 of 2", 1), ("2 of 2", 2), ("1 of 2", 1)]
    press(window, KEY.Key_Escape)
    press(window, KEY.Key_B)
    assert labels_of(window.current.sitting) == [None, None, "body", None]


def quotes(window):
    """The text that a label would be given to."""
    quote = window.current.sitting.document.quote
    return [quote(span) for span in window.middle.view.page_cursor.selected_spans()]


def test_the_way_back_to_an_undecided_block_above_is_told(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_B)
    assert window.banner.notice is None
    press(window, KEY.Key_X)
    assert window.middle.view.page_cursor.block == 0
    told = window.banner.notice.text
    assert told == "Nothing is undecided below; this is the first above."
    press(window, KEY.Key_H)
    assert window.middle.view.page_cursor.block == 1
    assert window.banner.notice is None


def test_a_page_that_is_not_there_is_told_in_the_words_of_the_window(qtbot, make, path):
    window = make(path)
    last = window.current.pages.table.last
    press(window, KEY.Key_G, CTRL)
    assert QApplication.focusWidget().placeholderText() == f"Number, 1–{last}"
    QTest.keyClicks(QApplication.focusWidget(), str(last + 1))
    press(window, KEY.Key_Return)
    assert window.banner.notice.text == (
        f"There is no page {last + 1} in this project. Choose a number from 1 to {last}."
    )
    assert window.current.sitting.page == 1


def test_headings_and_screens_are_gone_to_by_keys(qtbot, make, path):
    window = make(path)
    view = window.middle.view
    press(window, KEY.Key_End)
    press(window, KEY.Key_BracketLeft)
    assert view.page_cursor.block == 0
    press(window, KEY.Key_BracketRight)
    assert view.page_cursor.block == 0
    assert window.banner.notice.text == "There is no further heading below."
    press(window, KEY.Key_PageDown, SHIFT)
    assert quotes(window) == ["Headline 1\nFirst paragraph.\nSecond paragraph.\nImprint"]
    press(window, KEY.Key_PageUp, SHIFT)
    assert quotes(window) == ["Headline 1"]


def test_the_label_given_last_is_repeated_by_a_key(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_Period)
    assert "No label was given yet" in window.banner.notice.text
    press(window, KEY.Key_B)
    press(window, KEY.Key_Period)
    assert labels_of(window.current.sitting) == ["body", "body", None, None]


def test_the_meaning_of_the_labels_can_be_read(qtbot, make, path):
    window = make(path)
    window.actions_.run("help.labels")
    dialog = window.findChild(TextDialog)
    for label in window.current.desk.jobs.label_set.labels:
        for told in (label.name, label.definition, *label.examples):
            assert told in dialog.text.toPlainText()
    dialog.close()


def test_dropped_files_are_imported_and_listed(qtbot, make, path, tmp_path):
    window = make(path)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "4.html").write_text(html(4))
    (tmp_path / "more" / "again.html").write_text(html(1))
    (tmp_path / "more" / "not a page.html").write_bytes(b"\x00\x01\x02\xff" * 400)
    drop = QMimeData()
    drop.setUrls([QUrl.fromLocalFile(str(tmp_path / "more"))])
    window.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, drop, Qt.MouseButton.LeftButton, NONE)
    )
    assert not window.actions_.action("exchange.import_files").isEnabled()
    qtbot.waitUntil(lambda: window.current.pages.table.total >= 4, timeout=20_000)
    settle(qtbot, window)
    assert "1 already there" in window.banner.notice.text


def test_a_second_window_is_refused_in_words(qtbot, make, path, tmp_path):
    make(path)
    other = make_window(SettingsFile(tmp_path / "other.json"), "bo")
    other.show()
    other.begin(path)
    qtbot.waitUntil(lambda: other.banner.notice is not None)
    assert "open in another window" in other.banner.notice.text
    assert other.current.project is None
    leave(qtbot, other)


def test_a_file_that_is_no_project_is_refused_in_words_and_forgotten(qtbot, make, tmp_path):
    window = make()
    window.project.open_at(tmp_path / "nothing.annotator")
    qtbot.waitUntil(lambda: window.banner.notice is not None)
    assert "nothing.annotator" in window.banner.notice.text
    assert window.settings.now.recent == ()


def test_a_project_that_does_not_open_leaves_the_open_one_as_it_was(qtbot, make, path, tmp_path):
    window = make(path)
    window.project.open_at(tmp_path / "nothing.annotator")
    qtbot.waitUntil(lambda: window.banner.notice is not None)
    press(window, KEY.Key_H)
    assert labels_of(window.current.sitting)[0] == "headline"
    assert str(path) in window.settings.now.recent


def test_another_project_takes_the_place_of_the_open_one(qtbot, make, path, tmp_path):
    window = make(path)
    press(window, KEY.Key_H)
    window.project.create_at(tmp_path / "second.annotator")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("second"))
    settle(qtbot, window)
    assert window.current.sitting is None
    assert window.current.pages.table.total == 0
    assert labels_of(stored(path, 1))[0] == "headline"
    window.project.open_at(path)
    qtbot.waitUntil(lambda: window.current.sitting is not None)
    settle(qtbot, window)


def test_a_page_that_is_gone_gives_way_to_the_first_to_do(qtbot, make, path):
    window = make(path, page=77)
    assert window.current.sitting.page == 1


def test_a_failed_save_is_told_kept_and_tried_again(qtbot, make, path, monkeypatch):
    window = make(path)
    desk = window.current.desk
    real, failures = annotating.save, [UserError("There is no room left on the disk.")]

    def save(*arguments):
        if failures:
            raise failures.pop()
        return real(*arguments)

    monkeypatch.setattr(annotating, "save", save)
    press(window, KEY.Key_H)
    qtbot.waitUntil(lambda: desk.queue.state is SaveState.FAILED)
    assert "no room left" in window.banner.notice.text
    assert "1 edit not saved" in window.status.saved.text()
    assert labels_of(window.current.sitting)[0] == "headline"
    desk.queue.save_now()
    qtbot.waitUntil(lambda: desk.queue.state is SaveState.SAVED)
    assert window.banner.notice is None
    assert labels_of(stored(path, 1))[0] == "headline"


def test_closing_waits_for_unsaved_edits_and_leaves_by_choice_alone(qtbot, make, path, monkeypatch):
    window = make(path)

    def save(*arguments):
        raise UserError("There is no room left on the disk.")

    monkeypatch.setattr(annotating, "save", save)
    press(window, KEY.Key_H)
    qtbot.waitUntil(lambda: window.current.desk.queue.state is SaveState.FAILED)
    window.close()
    dialog = window.findChild(LeavingDialog)
    assert window.isVisible()
    dialog.stay.click()
    assert window.isVisible()
    window.close()
    window.findChildren(LeavingDialog)[-1].leave.click()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_set_that_no_longer_fits_is_read_again_and_told(qtbot, make, path, monkeypatch):
    window = make(path)

    def save(*arguments):
        raise EditConflict("Somebody labelled the same text meanwhile.")

    monkeypatch.setattr(annotating, "save", save)
    press(window, KEY.Key_H)
    qtbot.waitUntil(lambda: window.banner.notice is not None)
    settle(qtbot, window)
    assert "meanwhile" in window.banner.notice.text
    assert labels_of(window.current.sitting) == [None] * 4


def test_what_was_done_elsewhere_is_joined_and_shown(qtbot, make, path):
    window = make(path)
    with projects.open_project(path) as project:
        span = window.current.sitting.document.blocks[3].span
        annotating.change(project, 1, "ada", lambda one: one.label([span], "boilerplate"))
    press(window, KEY.Key_H)
    qtbot.waitUntil(
        lambda: labels_of(window.current.sitting) == ["headline", None, None, "boilerplate"]
    )
    settle(qtbot, window)
    assert "elsewhere" in window.banner.notice.text


def test_another_annotator_sees_their_own_labels(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_H)
    settle(qtbot, window)
    window.project._be("bo")
    qtbot.waitUntil(lambda: window.current.sitting.annotator == "bo")
    settle(qtbot, window)
    assert labels_of(window.current.sitting) == [None] * 4
    assert labels_of(stored(path, 1))[0] == "headline"


def test_a_page_without_labels_is_read_again_with_another_encoding(qtbot, make, path):
    window = make(path)
    window.status.encoding_chosen.emit("windows-1252")
    qtbot.waitUntil(lambda: window.current.sitting.facts.encoding == "windows-1252", timeout=15_000)
    settle(qtbot, window)
    press(window, KEY.Key_H)
    assert not window.status.encoding.isEnabled()


def test_every_action_has_a_handler_a_menu_and_a_line_in_the_help(qtbot, make, path):
    window = make(path)
    actions = window.actions_
    assert unknown_targets(actions.rows, window.handlers) == []
    menus = [*(one.menu() for one in window.menuBar().actions()), *actions.submenus.values()]
    shown = {one for menu in menus for one in menu.actions()}
    assert [row.id for row in actions.rows if actions.action(row.id) not in shown] == []
    press(window, KEY.Key_Question)
    dialog = window.findChild(KeysDialog)
    assert dialog.model.rowCount() == len(actions.rows)
    dialog.close()


def test_a_changed_key_works_at_once_and_after_a_restart(qtbot, make, path):
    window = make(path)
    window.handlers["help"].change_keys()
    dialog = window.findChild(ShortcutsDialog)
    dialog.choose("label.fill")
    dialog.edit.setKeySequence("H")
    dialog.only.click()
    assert "“Headline”" in dialog.answer.text()
    dialog.edit.setKeySequence("G")
    dialog.only.click()
    dialog.close()
    leave(qtbot, window)
    again = make(path)
    press(again, KEY.Key_G)
    assert labels_of(again.current.sitting) == ["boilerplate"] * 4


def test_every_control_has_a_name(qtbot, make, path):
    window = make(path)
    controls = [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisible()
    ]
    nameless = [
        repr(one)
        for one in controls
        if not one.accessibleName() and not getattr(one, "text", lambda: "")()
    ]
    assert controls
    assert nameless == []


def test_a_project_that_cannot_be_locked_can_be_read_but_not_labelled(
    qtbot, make, path, monkeypatch
):
    monkeypatch.setattr(opening, "lock_project", lambda _path: None)
    window = make(path)
    press(window, KEY.Key_H)
    assert labels_of(window.current.sitting) == [None] * 4
    assert "read-only" in window.banner.notice.text
    assert not window.actions_.action("give.headline").isEnabled()
    press(window, KEY.Key_Down)
    assert window.middle.view.page_cursor.block == 1


def test_the_next_page_to_do_is_there_before_it_is_asked_for(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    settle(qtbot, window)
    press(window, KEY.Key_Return)
    assert window.current.sitting.page == 2


def test_a_backup_of_the_day_is_made_when_a_project_is_opened(qtbot, make, path):
    window = make(path)
    settle(qtbot, window)
    with projects.open_project(path) as project:
        assert len(list(backups.backup_folder(project).iterdir())) == 1


def test_the_demo_leaves_a_picture_and_an_export(qtbot, path, tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    assert demo.run_offscreen(path, folder, "demo") == 0
    assert {"demo.png", "demo.jsonl"} <= {one.name for one in folder.iterdir()}
