"""Bundles through the window: sent by keys, dropped on another window, looked at and received."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.gui.bundles.receive_dialog import ReceiveDialog
from annotator.gui.bundles.send_dialog import SendDialog
from annotator.services import annotating, bundling, importing, projects
from tests.gui.windows import CTRL, KEY, SHIFT, html, press, settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bundle(tmp_path, path):
    """The same project, labelled by Ben, who has one page more."""
    other = tmp_path / "ben.annotator"
    more = tmp_path / "more.html"
    more.write_text(html(4))
    other.write_bytes(path.read_bytes())
    target = tmp_path / "ben.annobundle"
    with projects.open_project(other) as project:
        importing.import_paths(project, [more])
        label(project, 1, "ben", "body")
        label(project, 4, "ben", "boilerplate")
        bundling.write_bundle(project, target)
    return target


def label(project, page, annotator, label_id):
    sitting = annotating.open_sitting(project, PageId(page), annotator)
    changes = sitting.label([one.span for one in sitting.document.blocks], label_id)
    annotating.save(
        project, sitting.page, annotator, sitting.revision, [changes.line], changes.undecided_count
    )


def dropped(window, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, LEFT, SHIFT)
    window.dropEvent(event)


def dialog_of(qtbot, window, kind):
    qtbot.waitUntil(lambda: window.findChild(kind) is not None)
    return window.findChild(kind)


def told(qtbot, window):
    qtbot.waitUntil(lambda: window.banner.notice is not None, timeout=15_000)
    settle(qtbot, window)
    return window.banner.notice.text


def authors(path, page):
    with projects.open_project(path) as project, project.store.read() as transaction:
        return {one.annotator: one.status for one in transaction.sets.of_page(PageId(page))}


def test_a_bundle_is_sent_by_keys_alone(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    settle(qtbot, window)

    press(window, KEY.Key_B, CTRL)
    dialog = dialog_of(qtbot, window, SendDialog)
    assert dialog.target.text() == str(path.with_suffix(".annobundle"))
    press(dialog, KEY.Key_Return)

    assert told(qtbot, window).startswith(
        f"“{path.with_suffix('.annobundle')}” holds 3 pages and 1 annotation set, "
    )
    assert path.with_suffix(".annobundle").exists()


def test_a_bundle_that_is_dropped_is_shown_received_and_listed(qtbot, make, path, bundle):
    window = make(path)

    dropped(window, bundle)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(dialog.receive.isEnabled, timeout=15_000)
    assert dialog.counts.text().splitlines() == [
        "Pages: 1 new, 3 in this project already",
        "Annotation sets: 2 new",
    ]
    assert window.current.pages.table.total == 3
    press(dialog, KEY.Key_Return)

    assert told(qtbot, window) == "Received: 1 new page and 2 new annotation sets."
    qtbot.waitUntil(lambda: window.current.pages.table.total == 4)
    assert authors(path, 1) == {"ben": Status.IN_PROGRESS}


def test_received_again_there_is_nothing_to_receive(qtbot, make, path, bundle):
    window = make(path)
    for _ in range(2):
        dropped(window, bundle)
        dialog = dialog_of(qtbot, window, ReceiveDialog)
        qtbot.waitUntil(lambda dialog=dialog: dialog.model.rowCount() > 0, timeout=15_000)
        if dialog.receive.isEnabled():
            press(dialog, KEY.Key_Return)
            told(qtbot, window)
            QApplication.sendPostedEvents(None, 0)

    assert not dialog.receive.isEnabled()
    assert "is in the project already" in dialog.differences.text()
    press(dialog, KEY.Key_Escape)


def test_what_was_labelled_a_moment_ago_is_counted_before_a_bundle_is_looked_at(
    qtbot, make, path, bundle
):
    window = make(path)
    press(window, KEY.Key_F)

    dropped(window, bundle)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(dialog.receive.isEnabled, timeout=15_000)
    press(dialog, KEY.Key_Return)

    told(qtbot, window)
    assert authors(path, 1) == {"ada": Status.IN_PROGRESS, "ben": Status.IN_PROGRESS}
    assert window.current.sitting.history.done


def test_a_bundle_that_is_looked_at_and_left_leaves_the_project_as_it_is(qtbot, make, path, bundle):
    window = make(path)
    dropped(window, bundle)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(dialog.receive.isEnabled, timeout=15_000)

    press(dialog, KEY.Key_Escape)
    settle(qtbot, window)

    assert authors(path, 1) == {}
    assert window.current.pages.table.total == 3


def test_what_is_no_bundle_is_refused_with_a_sentence(qtbot, make, path, tmp_path):
    fake = tmp_path / "fake.annobundle"
    fake.write_bytes(b"PK\x03\x04 no archive")
    window = make(path)

    dropped(window, fake)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(dialog.job.bar.isHidden)

    assert dialog.origin.text() == "Nothing of this file can be received."
    assert dialog.job.text.text()
    assert not dialog.receive.isEnabled()
    press(dialog, KEY.Key_Escape)


def test_the_menu_asks_for_a_bundle(qtbot, make, path):
    window = make(path)

    press(window, KEY.Key_B, CTRL | SHIFT)

    dialog = dialog_of(qtbot, window, QFileDialog)
    assert dialog.nameFilters()[0] == "Bundles (*.annobundle)"
    dialog.reject()


def test_without_a_project_a_dropped_bundle_is_not_taken_for_pages(qtbot, make, bundle):
    window = make()

    dropped(window, bundle)

    assert window.banner.notice.text == "Open a project first; a bundle can then be dropped on it."


def test_what_one_did_elsewhere_is_on_the_page_that_is_open(qtbot, make, path, tmp_path):
    elsewhere, target = tmp_path / "elsewhere.annotator", tmp_path / "own.annobundle"
    elsewhere.write_bytes(path.read_bytes())
    with projects.open_project(elsewhere) as project:
        label(project, 1, "ada", "body")
        bundling.write_bundle(project, target)
    window = make(path, page=1)
    assert not window.current.sitting.annotations

    dropped(window, target)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(dialog.receive.isEnabled, timeout=15_000)
    press(dialog, KEY.Key_Return)
    told(qtbot, window)

    qtbot.waitUntil(lambda: bool(window.current.sitting.annotations))
    assert window.current.sitting.history.done


def test_labels_that_the_project_lacks_are_mapped_in_the_dialog(qtbot, make, tmp_path, pages):
    theirs, ours = tmp_path / "theirs.annotator", tmp_path / "ours.annotator"
    target = tmp_path / "theirs.annobundle"
    with projects.create_project(theirs, label_set_source=_LABELS.format(id="promo")) as project:
        importing.import_paths(project, [pages])
        label(project, 1, "ben", "promo")
        bundling.write_bundle(project, target)
    with projects.create_project(ours, label_set_source=_LABELS.format(id="teaser")) as project:
        importing.import_paths(project, [pages])
    window = make(ours)

    dropped(window, target)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(lambda: bool(dialog.mapping.boxes), timeout=15_000)
    assert "another project" in dialog.origin.text()
    press(dialog, KEY.Key_Down)
    press(dialog, KEY.Key_Return)
    told(qtbot, window)

    with projects.open_project(ours) as project:
        sitting = annotating.open_sitting(project, PageId(1), "ben")
    assert {one.label for one in sitting.annotations} == {"teaser"}


_LABELS = """
[[label]]
id = "{id}"
name = "The one"
keys = ["t"]
light = "#b8650a"
dark = "#fcc86c"
"""


def test_a_dialog_that_is_closed_at_once_leaves_nothing_behind(qtbot, make, path, bundle):
    window = make(path)
    dropped(window, bundle)

    # Straight to it: the keys may still be on their way from the window.
    QTest.keyClick(dialog_of(qtbot, window, ReceiveDialog), KEY.Key_Escape)
    settle(qtbot, window)

    assert authors(path, 1) == {}
    window.actions_.run("bundles.send")
    dialog_of(qtbot, window, SendDialog).reject()


def test_a_read_only_project_says_that_it_takes_no_bundle(qtbot, make, path, bundle):
    window = make(path)
    window.current.project.is_read_only = True

    dropped(window, bundle)

    assert window.banner.notice.text == "This project is read-only: it takes no bundle."


def test_receiving_that_is_stopped_at_once_brings_no_labels(qtbot, make, path, bundle):
    window = make(path)
    dropped(window, bundle)
    dialog = dialog_of(qtbot, window, ReceiveDialog)
    qtbot.waitUntil(dialog.receive.isEnabled, timeout=15_000)

    dialog.receive.click()
    dialog.reject()
    settle(qtbot, window)

    # Between two reports it cannot be stopped: then all of it came.
    stored = authors(path, 1)
    assert stored in ({}, {"ben": Status.IN_PROGRESS})
    assert window.banner.notice.text.startswith("Received" if stored else "Stopped: no labels came")
