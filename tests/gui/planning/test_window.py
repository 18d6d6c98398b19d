"""Order, sources, effort, whole sites and blind pages in the real window, by keys and mouse."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from annotator.core.journal import Status
from annotator.core.progress import Progress
from annotator.core.proposals import Switches
from annotator.core.work_order import Order
from annotator.gui.actions import ORDER, PROPOSALS
from annotator.gui.effort.dialog import EffortDialog
from annotator.gui.page_header import BLIND as BLIND_TOLD
from annotator.gui.planning.site_dialog import SiteDialog
from annotator.gui.settings import SettingsFile
from annotator.services import annotating, looking_ahead
from annotator.services.projects import open_project
from annotator.services.sitting import Sitting
from tests.gui.planning.conftest import BLIND, ELSEWHERE, ONE, THREE, TWO
from tests.gui.windows import CTRL, KEY, SHIFT, labels_of, leave, press, settle, stored
from tests.stored import do, label_blocks

LABELS = ["boilerplate", "headline", "body", "boilerplate"]


def shown(window):
    return window.current.pages.table.shown


def open_page(qtbot, window, page):
    window.page_actions.open(page)
    qtbot.waitUntil(lambda: window.current.sitting.page == page)
    settle(qtbot, window)


def choose(qtbot, window, order):
    window.actions_.run(f"order.{order.value}")
    settle(qtbot, window)


def test_who_is_leaving_a_page_is_not_brought_back_to_it_by_reading_again(qtbot, make, path):
    window = make(path)
    may_go_on = Event()
    window.runner.submit(lambda _: may_go_on.wait(10))
    window.page_actions.open(THREE)
    # As when the labels of a page were taken over to its site meanwhile.
    window.page_actions.refresh()
    may_go_on.set()
    settle(qtbot, window)
    assert window.current.sitting.page == THREE


# Order of work


def test_pages_are_listed_and_gone_through_by_date(qtbot, make, path):
    window = make(path)
    choose(qtbot, window, Order.DATE)
    assert shown(window) == [THREE, ELSEWHERE, BLIND, ONE, TWO]
    assert window.current.sitting.page == ONE
    assert window.panels.pages.count.text() == "5 pages, by date"
    assert window.status.place.text() == "Page 1, 4 of 5"
    press(window, KEY.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == BLIND)
    press(window, KEY.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.current.sitting.page == ONE)
    settle(qtbot, window)
    choose(qtbot, window, Order.IMPORTED)
    assert shown(window) == [1, 2, 3, 4, 5]
    assert window.panels.pages.count.text() == "5 pages"
    assert window.status.place.text() == "Page 1 of 5"


def test_finishing_a_page_opens_the_next_in_the_order_of_work(qtbot, make, path):
    window = make(path, page=THREE)
    choose(qtbot, window, Order.DATE)
    press(window, KEY.Key_F)
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.current.sitting.page == ELSEWHERE)
    settle(qtbot, window)


def test_the_order_is_kept_with_the_project_and_says_which_page_is_opened_first(
    qtbot, make, path, tmp_path
):
    window = make(path)
    choose(qtbot, window, Order.DATE)
    leave(qtbot, window)
    settings = SettingsFile(tmp_path / "settings.json")
    assert settings.now.order_of(path) is Order.DATE
    settings.keep(settings.now.__class__(orders=settings.now.orders))
    again = make(path)
    assert again.current.sitting.page == THREE
    assert shown(again)[0] == THREE
    assert again.actions_.action("order.date").isChecked()


def test_another_project_has_an_order_of_its_own(qtbot, make, path, tmp_path):
    window = make(path)
    choose(qtbot, window, Order.DATE)
    window.project.create_at(tmp_path / "second.annotator")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("second"))
    settle(qtbot, window)
    assert window.actions_.action("order.imported").isChecked()
    window.project.open_at(path)
    qtbot.waitUntil(lambda: window.current.sitting is not None)
    settle(qtbot, window)
    assert window.actions_.action("order.date").isChecked()
    assert shown(window)[0] == THREE


def test_the_menu_of_orders_hangs_below_go_and_at_the_list(qtbot, make, path):
    window = make(path)
    menu = window.actions_.submenus[ORDER]
    assert window.panels.pages.order.menu() is menu
    assert [one.text() for one in menu.actions()] == [
        "As imported",
        "By date",
        "By doubt",
        "By template",
    ]
    choose(qtbot, window, Order.DATE)
    assert window.panels.pages.order.accessibleDescription() == "Order of the pages: by date"


def test_pages_that_come_in_stand_behind_until_the_order_is_read_anew(qtbot, make, path, tmp_path):
    window = make(path)
    choose(qtbot, window, Order.DATE)
    (tmp_path / "new.html").write_text("<title>New</title><p>Text of it.")
    window.exchange.import_paths([tmp_path / "new.html"])
    qtbot.waitUntil(lambda: len(shown(window)) == 6, timeout=15_000)
    settle(qtbot, window)
    # Its date is unknown.
    assert shown(window) == [THREE, ELSEWHERE, BLIND, ONE, TWO, 6]


@pytest.mark.parametrize("order", [Order.DOUBT, Order.TEMPLATE])
def test_all_pages_are_looked_at_where_the_order_needs_that(qtbot, make, path, order):
    window = make(path)
    heard = []
    window.planning.order.progressed.connect(heard.append)
    choose(qtbot, window, order)
    assert sorted(shown(window)) == [1, 2, 3, 4, 5]
    qtbot.waitUntil(lambda: heard[-1:] == [None])
    settle(qtbot, window)
    assert window.panels.ahead.isHidden()
    with open_project(path) as project, project.store.read() as transaction:
        assert set(transaction.prospects.all()) == {1, 2, 3, 4, 5}


def until_stopped(project, _assistant, _annotator, *, sites, report):
    """A look at all pages that goes on for as long as nobody stops it."""
    while True:
        report(Progress(1, 5))
        Event().wait(0.01)


def test_looking_ahead_is_shown_and_can_be_stopped_and_what_is_known_stays(
    qtbot, make, path, monkeypatch
):
    monkeypatch.setattr(looking_ahead, "look_ahead", until_stopped)
    window = make(path)
    strip = window.panels.ahead
    window.actions_.run("order.doubt")
    qtbot.waitUntil(lambda: strip.findChild(QLabel).text() == "Looking ahead, 1 of 5 pages")
    assert strip.isVisible()
    strip.findChild(QToolButton).click()
    qtbot.waitUntil(lambda: not strip.isVisible())
    settle(qtbot, window)
    assert "Not all pages were looked at" in window.banner.notice.text
    assert sorted(shown(window)) == [1, 2, 3, 4, 5]


def test_another_order_or_project_ends_the_looking_ahead_without_a_word(
    qtbot, make, path, tmp_path, monkeypatch
):
    monkeypatch.setattr(looking_ahead, "look_ahead", until_stopped)
    window = make(path)
    strip = window.panels.ahead
    window.actions_.run("order.doubt")
    qtbot.waitUntil(strip.isVisible)
    choose(qtbot, window, Order.IMPORTED)
    assert strip.isHidden()
    window.actions_.run("order.template")
    qtbot.waitUntil(strip.isVisible)
    window.project.create_at(tmp_path / "second.annotator")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("second"), timeout=15_000)
    settle(qtbot, window)
    assert strip.isHidden()
    told = window.banner.notice
    assert told is None or "looked at" not in told.text


# What may propose


def test_each_source_is_switched_off_for_itself_and_stays_off(qtbot, make, path, tmp_path):
    window = make(path)
    assistant = window.current.project.jobs.assistant
    assert assistant.switches == Switches()
    window.actions_.run("sources.model")
    settle(qtbot, window)
    assert assistant.switches == Switches(model=False)
    window.actions_.run("sources.site")
    window.actions_.run("sources.model")
    settle(qtbot, window)
    leave(qtbot, window)
    again = make(path)
    assert again.current.project.jobs.assistant.switches == Switches(site=False)
    assert not again.actions_.action("sources.site").isChecked()
    assert again.actions_.action("sources.rules").isChecked()


def test_without_any_source_nothing_is_proposed_for_the_open_page(qtbot, make, path):
    window = make(path)
    for source in ("rules", "model", "site"):
        window.actions_.run(f"sources.{source}")
    settle(qtbot, window)
    assert not window.current.sitting.proposals


def test_the_menu_of_proposals_says_where_they_come_from(qtbot, make, path):
    menu = make(path).actions_.submenus[PROPOSALS]
    assert [one.text() for one in menu.actions() if not one.isSeparator()] == [
        "Show proposals",
        "By rules",
        "By the model",
        "As seen on this site",
        "As learned in this project",
    ]


# Effort


def test_the_effort_of_finished_pages_is_shown_and_opens_them(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.current.sitting.page == TWO)
    settle(qtbot, window)
    press(window, KEY.Key_E, CTRL | SHIFT)
    settle(qtbot, window)
    dialog = window.findChild(EffortDialog)
    assert dialog.sentence.text().startswith("1 page is finished. In the middle, a page took 2")
    assert dialog.pages.index(0, 1).data() == "Title 1"
    dialog.page_table.setCurrentIndex(dialog.pages.index(0, 0))
    dialog.page_table.activated.emit(dialog.pages.index(0, 0))
    qtbot.waitUntil(lambda: window.current.sitting.page == ONE)
    settle(qtbot, window)
    assert window.findChild(EffortDialog) is None


def test_nothing_finished_yet_says_what_to_do(qtbot, make, path):
    window = make(path)
    window.actions_.run("effort.show")
    settle(qtbot, window)
    dialog = window.findChild(EffortDialog)
    assert "No page is finished yet" in dialog.empty.text()
    dialog.blind.click()
    settle(qtbot, window)
    assert dialog.empty.text() == "No blind page is finished yet."
    leave(qtbot, window)


# A whole site at once


def told_of_site(qtbot, window, words):
    """Wait until something is told of the site that holds these words; the notice."""

    def is_told():
        notice = window.banner.notice
        return notice is not None and notice.topic == "site" and words in notice.text

    qtbot.waitUntil(is_told, timeout=15_000)
    settle(qtbot, window)
    return window.banner.notice


def test_the_labels_of_a_page_are_taken_over_to_its_site_and_all_are_taken_back(qtbot, make, path):
    window = make(path)
    for key in (KEY.Key_X, KEY.Key_H, KEY.Key_B, KEY.Key_X):
        press(window, key)
    assert labels_of(window.current.sitting) == LABELS
    settle(qtbot, window)
    press(window, KEY.Key_A, CTRL | SHIFT)
    dialog = window.findChild(SiteDialog)
    settle(qtbot, window)
    assert [one.page for one in dialog.model.pages] == [TWO, THREE]
    assert "1 blind" in dialog.remark.text()
    assert dialog.preview.page_cursor.sitting.page == TWO
    QTest.keyClick(dialog.table, KEY.Key_Down)
    settle(qtbot, window)
    assert dialog.preview.page_cursor.sitting.page == THREE
    QTest.keyClick(dialog.table, KEY.Key_Return)
    notice = told_of_site(qtbot, window, "2 pages have labels as on page 1")
    for page in (TWO, THREE):
        # A headline is of one page alone, and never taken over.
        assert labels_of(stored(path, page)) == [LABELS[0], None, *LABELS[2:]]
        assert window.current.pages.table.row(page).status is Status.IN_PROGRESS
    notice.accept()
    told_of_site(qtbot, window, "2 pages are as before.")
    for page in (TWO, THREE):
        assert labels_of(stored(path, page)) == [None] * 4


def test_what_was_done_since_is_not_taken_back(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_X)
    settle(qtbot, window)
    window.actions_.run("site.apply")
    dialog = window.findChild(SiteDialog)
    settle(qtbot, window)
    dialog.take.click()
    undo = told_of_site(qtbot, window, "2 pages have labels").accept
    open_page(qtbot, window, TWO)
    assert labels_of(window.current.sitting)[0] == "boilerplate"
    window.actions_.run("give.body")
    undo()
    told_of_site(qtbot, window, "the work went on since")
    assert labels_of(stored(path, TWO))[0] == "boilerplate"
    assert labels_of(stored(path, THREE)) == [None] * 4


def test_a_page_without_labels_or_alone_on_its_site_or_blind_has_nothing_to_apply(
    qtbot, make, path
):
    window = make(path)
    apply = window.actions_.action("site.apply")
    assert not apply.isEnabled()
    press(window, KEY.Key_X)
    assert apply.isEnabled()
    for other in (ELSEWHERE, BLIND):
        open_page(qtbot, window, other)
        press(window, KEY.Key_X)
        assert not apply.isEnabled()


def test_closing_the_dialog_labels_nothing(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_X)
    settle(qtbot, window)
    window.actions_.run("site.apply")
    dialog = window.findChild(SiteDialog)
    settle(qtbot, window)
    QTest.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(SiteDialog) is None)
    assert labels_of(stored(path, TWO)) == [None] * 4


# Blind pages


def test_a_blind_page_says_so_above_its_text_and_in_the_list(qtbot, make, path):
    window = make(path, page=BLIND)
    assert BLIND_TOLD in window.middle.header.lines()[1]
    assert BLIND_TOLD in window.middle.header.accessibleDescription()
    said = window.current.pages.index_of(BLIND).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("labelled blind: no proposals")
    assert not window.current.sitting.proposals
    open_page(qtbot, window, ONE)
    assert BLIND_TOLD not in window.middle.header.lines()[1]
    said = window.current.pages.index_of(ONE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "blind" not in said


def test_nothing_of_a_colleague_is_shown_on_a_blind_page(qtbot, make, path):
    with open_project(path) as project:
        label_blocks(project, BLIND, "bo", "body", 0, 1, 2, 3)
        do(project, BLIND, "bo", Sitting.finish)
        assert annotating.open_sitting(project, BLIND, "bo").status is Status.FINISHED
    window = make(path, page=BLIND)
    row = window.current.pages.table.row(BLIND)
    assert (row.status, row.annotator, row.decided_share) == (Status.NEW, None, 0)
    assert "bo" not in {one for line in window.middle.header.lines() for one in line.split()}
    assert labels_of(window.current.sitting) == [None] * 4
    QApplication.processEvents()
