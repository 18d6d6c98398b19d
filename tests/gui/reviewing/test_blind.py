"""In a blind review nothing that is seen, heard or logged names who labelled."""

import logging

import pytest
from PySide6.QtCore import QAbstractItemModel, QEventLoop, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QWidget

from annotator.core.adjudication import Taking
from annotator.core.decisions import Choice
from annotator.core.masks import COLLEAGUE, mask_key, masks
from annotator.gui.reviewing.veil import Veil
from annotator.gui.reviewing.write_dialog import WriteDialog
from annotator.services import discussing, projects, reviewing
from tests.gui.reviewing.team import (
    ADA,
    AGREED,
    BO,
    CLEO,
    OTHER,
    at_rest,
    label_many,
    make_project,
    press,
    shown,
    type_text,
)
from tests.gui.windows import CTRL, KEY, SHIFT

PARTS = ("Adalind", "Quux", "Bohumil", "Zed", "Third", "Wheel")
THIRD = "Third Wheel"
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def told_by(widget):
    """Everything that a widget shows or says, its models' rows among it."""
    for name in (
        "windowTitle",
        "toolTip",
        "statusTip",
        "whatsThis",
        "accessibleName",
        "accessibleDescription",
        "text",
        "placeholderText",
        "toPlainText",
        "title",
        "currentText",
    ):
        method = getattr(widget, name, None)
        if callable(method):
            try:
                yield str(method())
            except TypeError:
                continue
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None and not isinstance(widget, QAbstractItemView):
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
            yield interface.text(kind)
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
    if isinstance(widget, QAbstractItemView | QComboBox):
        yield from rows_of(widget.model())


def rows_of(model: QAbstractItemModel):
    for row in range(model.rowCount(QModelIndex())):
        for role in _ROLES:
            yield str(model.index(row, 0).data(role))


def everything(*windows):
    """All that the windows tell by now."""
    for window in windows:
        for widget in (window, *window.findChildren(QWidget)):
            yield from told_by(widget)


def seen_of(part):
    """The same of a part that changes with every page, but for what Qt derives of it."""
    for widget in part.findChildren(QWidget):
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        if isinstance(widget, QLabel):
            yield widget.text()


def named(texts):
    return sorted({text for text in texts if any(part in text for part in PARTS)})


@pytest.fixture
def heard():
    """What is logged, by anybody."""
    records = []

    class Ear(logging.Handler):
        def emit(self, record):
            records.append(f"{record.getMessage()} {record.exc_info}")

    ear = Ear(0)
    logging.getLogger().addHandler(ear)
    before = logging.getLogger().level
    logging.getLogger().setLevel(0)
    yield records
    logging.getLogger().removeHandler(ear)
    logging.getLogger().setLevel(before)


def a_project(folder, count):
    """Pages of two annotators; on every third a third one is still at work."""
    path = make_project(folder, count, is_alike=True)
    both = {ADA: (AGREED, True), BO: (OTHER, True)}
    with projects.open_project(path) as project:
        every = range(1, count + 1)
        label_many(project, [page for page in every if page % 3], both)
        thirds = [page for page in every if not page % 3]
        label_many(project, thirds, {**both, THIRD: (AGREED[:1] + (None,) * 3, False)})
    return path


def test_nothing_names_anybody_through_a_whole_review(qtbot, tmp_path, review_of, heard):
    path = a_project(tmp_path / "blind", 6)
    with projects.open_project(path) as project:
        discussing.comment(project, 1, ADA, f"{BO} said this was the story", about=BO)
        reason = f"as {BO} said"
        nothing = Taking(Choice.NOTHING)
        reviewing.change_gold(project, 2, ADA, lambda one: one.decide([1], nothing, reason))
    window, review = review_of(path)
    found = set(named(everything(review)))

    def look(dialogs=()):
        at_rest(qtbot, window, review)
        found.update(named(everything(review, *dialogs)))

    press(review, KEY.Key_Left)
    look()
    press(review, KEY.Key_Return, CTRL)
    look()
    assert "Reason: as " in review.panels.card.earlier.text()
    press(review, KEY.Key_Backspace, CTRL)
    look([shown(qtbot, review, WriteDialog)])
    type_text(review, "No")
    press(review, KEY.Key_Return, CTRL)
    look()
    press(review, KEY.Key_M, CTRL | SHIFT)
    look([shown(qtbot, review, WriteDialog)])
    press(review, KEY.Key_Escape)
    for key in (KEY.Key_Return, KEY.Key_Down, KEY.Key_Delete):
        press(review, key)
        look()
    review.going.open(99)
    look()
    assert sorted(found) == []
    assert named(heard) == []


def test_a_thousand_pages_name_nobody(qtbot, tmp_path, review_of, heard):
    count = 1_000
    path = a_project(tmp_path / "many", count)
    _window, review = review_of(path)
    seen, letters, found = set(), set(), set(named(everything(review)))
    loop = QEventLoop()
    review.desk.opened.connect(loop.quit)
    # What is told is asked of the widgets; painting each page would be half of the time.
    review.setUpdatesEnabled(False)
    for page in range(1, count + 1):
        review.going.open(page)
        if review.desk.sitting.page != page:
            loop.exec()
        seen.add(review.desk.sitting.page)
        letters.add(review.panels.veil.names)
        for part in (review.panels.card, review.panels.header, review.foot):
            found.update(named(seen_of(part)))
        if page % 250 == 0:
            found.update(named(everything(review)))
    found.update(named(everything(review)))
    assert len(seen) == count
    assert sorted(found) == []
    assert named(heard) == []
    assert letters == {(ADA, BO), (BO, ADA)}, "the letters are shuffled"


def test_without_the_veil_the_sets_have_names(qtbot, path, review_of):
    _window, review = review_of(path)
    press(review, KEY.Key_B, CTRL)
    titles = [one.choice.title for one in review.panels.card.buttons.values()]
    assert titles[:2] == [f"A ({ADA}): Body", f"B ({BO}): Teaser"]
    assert ADA in review.panels.header.below.accessibleDescription()
    assert "Not blind" in review.foot.blind.text()
    press(review, KEY.Key_B, CTRL)
    assert named(everything(review)) == []


def test_it_is_remembered_whether_the_review_is_blind(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_B, CTRL)
    assert not window.settings.now.review_blind
    review.close()
    qtbot.waitUntil(lambda: window.teamwork.handlers["review"].window is None)
    window.actions_.run("review.open")
    again = window.teamwork.handlers["review"].window
    assert not again.actions_.action("look.blind").isChecked()
    at_rest(qtbot, window, again)
    assert QApplication.activeWindow() is not None


def test_letters_follow_the_masks_of_the_page():
    veil = Veil.over("digest", CLEO, (ADA, BO), (THIRD,), is_blind=True)
    assert veil.names == masks((ADA, BO), mask_key("digest", CLEO))
    assert veil.person(CLEO) == "you"
    assert veil.person(THIRD) == COLLEAGUE
    told = veil.over_text(f"“{BO}” and {THIRD}, not {ADA}s: {CLEO}")
    assert told == f"“{COLLEAGUE}” and {COLLEAGUE}, not {COLLEAGUE} Quuxs: {CLEO}"


def test_names_are_found_in_any_case_and_in_scripts_without_spaces():
    veil = Veil.over("digest", CLEO, ("Ann", "王芳"), ("سلمى",), is_blind=True)
    told = veil.over_text("ANN says 王芳说 annual, وسلمى")
    assert told == f"{COLLEAGUE} says {COLLEAGUE}说 annual, و{COLLEAGUE}"


def test_ones_own_words_do_not_tell_whose_set_is_whose():
    veil = Veil.over("digest", CLEO, (ADA, BO), (THIRD,), is_blind=True)
    assert veil.over_text(f"{ADA} / {BO}") == veil.over_text(f"{BO} / {ADA}")


def test_without_a_veil_nothing_is_hidden():
    veil = Veil.over("digest", CLEO, (BO, ADA), (), is_blind=False)
    assert veil.names == (BO, ADA)
    assert veil.masked == ()
    assert veil.over_text(f"{ADA} and {BO}") == f"{ADA} and {BO}"
    assert veil.side(BO) == f"A ({BO})"
