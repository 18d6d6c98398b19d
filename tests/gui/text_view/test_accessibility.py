"""What assistive technology is told, asked as it asks: through Qt's interfaces."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible

from annotator.gui.text_view import TextView
from tests.gui.text_view.sittings import HiddenReason, sitting, span_of

_NAME = QAccessible.Text.Name


@pytest.fixture
def listening():
    """Assistive technology is on."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def _interface(view: TextView):
    return QAccessible.queryAccessibleInterface(view)


def test_the_page_is_a_named_list_of_its_blocks(view):
    view.page_cursor.show_sitting(sitting("alpha", "beta", "gamma"))
    page = _interface(view)
    assert page.role() == QAccessible.Role.List
    assert page.text(_NAME) == "Text of the page"
    assert page.childCount() == 3
    assert [page.child(i).role() for i in range(3)] == [QAccessible.Role.ListItem] * 3
    assert page.indexOfChild(page.child(2)) == 2
    assert page.child(1).parent() is page


def test_a_block_tells_its_number_kind_label_and_text(view):
    hidden = ("div", "secret", HiddenReason.CLASS_NAME)
    one = sitting(("h1", "Title"), "part and whole", hidden, "x" * 400)
    view.page_cursor.show_sitting(one)
    one.label([one.document.blocks[0].span], "teaser")
    one.label([span_of(one.document, "part")], "body")
    told = [_interface(view).child(block).text(_NAME) for block in range(4)]
    assert told[:3] == [
        "Block 1 of 4, h1, labelled Teaser: Title",
        "Block 2 of 4, p, in parts labelled Body: part and whole",
        "Block 3 of 4, div, hidden by the site’s style (class): secret",
    ]
    assert told[3] == f"Block 4 of 4, p, undecided: {'x' * 300}…"


def test_the_block_with_the_cursor_is_the_one_in_focus(view, qtbot):
    view.page_cursor.show_sitting(sitting("alpha", "beta", "gamma"))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.page_cursor.go_to(1)
    page = _interface(view)
    assert page.indexOfChild(page.focusChild()) == 1
    states = [page.child(block).state() for block in range(3)]
    assert [state.focused for state in states] == [False, True, False]
    assert [state.selected for state in states] == [False, True, False]


def test_folded_blocks_are_invisible_and_far_ones_off_the_screen(view):
    hidden = ("div", "secret", HiddenReason.CLASS_NAME)
    view.page_cursor.show_sitting(sitting("alpha", hidden, *["beta"] * 300))
    page = _interface(view)
    assert page.child(1).state().invisible
    assert not page.child(0).state().offscreen
    assert page.child(300).state().offscreen


def test_a_block_is_found_by_its_place_on_the_screen(view):
    view.page_cursor.show_sitting(sitting("alpha", "beta", "gamma"))
    page = _interface(view)
    centre = page.child(1).rect().center()
    assert page.indexOfChild(page.childAt(centre.x(), centre.y())) == 1


def test_the_text_of_a_block_is_read_by_utf_16_units(view):
    view.page_cursor.show_sitting(sitting("first", "a😀b"))
    text = _interface(view).child(1).textInterface()
    assert text.characterCount() == 4
    assert text.text(0, -1) == "a😀b"
    assert text.text(1, 3) == "😀"
    assert text.text(3, 4) == "b"
    assert text.text(-5, 99) == "a😀b"
    area = text.characterRect(3)
    assert area.width() > 3
    assert text.offsetAtPoint(area.center()) == 3
    assert text.offsetAtPoint(QPoint(-500, -500)) in {-1, 0}


def test_children_of_an_earlier_page_are_invalid_not_wrong(view):
    view.page_cursor.show_sitting(sitting("alpha", "beta", "gamma"))
    last = _interface(view).child(2)
    view.page_cursor.show_sitting(sitting("other"))
    assert not last.isValid()
    assert last.text(_NAME) == ""
    assert last.textInterface().characterCount() == 0
    assert _interface(view).child(2) is None
    assert _interface(view).child(0).text(_NAME).endswith("other")


def test_moves_and_labels_are_told_without_asking(view, qtbot, monkeypatch, listening):
    told: list[tuple[object, int]] = []
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: told.append((event.type(), event.accessibleInterface().index)),
    )
    one = sitting("alpha", "beta", "gamma")
    view.page_cursor.show_sitting(one)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    told.clear()
    view.page_cursor.go_to(2)
    view.refresh(one.label(view.page_cursor.selected_spans(), "body").blocks)
    assert (QAccessible.Event.Focus, 2) in told
    assert (QAccessible.Event.NameChanged, 2) in told


def test_views_come_and_go_while_somebody_listens(qtbot, listening):
    for _ in range(6):
        view = TextView()
        view.show()
        view.page_cursor.show_sitting(sitting("alpha", "beta"))
        page = _interface(view)
        children = [page.child(block) for block in range(2)]
        QAccessible.uniqueId(children[0])
        QAccessible.registerAccessibleInterface(children[1])
        view.page_cursor.step(1)
        view.deleteLater()
        del view, page, children
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()


def test_interfaces_that_a_block_lacks_are_answered_by_a_true_null(view):
    # None in place of a null `VoidPtr` is a wild pointer to Qt, which ends the process.
    view.page_cursor.show_sitting(sitting("alpha"))
    page = _interface(view)
    for one in (page, page.child(0)):
        assert one.actionInterface() is None
        assert one.valueInterface() is None
        assert one.editableTextInterface() is None
        assert one.tableCellInterface() is None
        assert one.selectionInterface() is None
    assert page.textInterface() is None
    assert page.child(0).textInterface() is not None
