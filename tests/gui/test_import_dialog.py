"""What an import would bring is shown, can be changed by keys and mouse, and is agreed to."""

import gzip
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from annotator.core.errors import UserError
from annotator.gui.import_dialog import ImportDialog
from annotator.gui.import_wish import ImportWish
from annotator.gui.text_dialog import TextDialog
from annotator.services.previewing import Columns, FoundKind, FoundTable, Preview, Refusal
from tests.gui.windows import KEY, html
from tests.unit.pages.containers import archives, test_mhtml

PATHS = (Path("crawl.jsonl"),)
COLUMNS = Columns(html="raw", url="url", id="id")
TABLE = FoundTable(
    "crawl.jsonl", "JSON Lines", ("id", "url", "raw", "story", "lang"), COLUMNS, ("story", "lang")
)
PREVIEW = Preview(
    (FoundKind("JSON Lines", 1, 1_200, is_exact=False),),
    (TABLE,),
    ("First", "<b>Second</b>", "العنوان الثالث"),
    (Refusal("crawl.jsonl", "The line is no JSON.", 7, 1_234),),
    1,
    digests=("a", "b", "c"),
    known_count=2,
)


def shown(qtbot):
    dialog = ImportDialog(PATHS, PREVIEW)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show_preview(PREVIEW)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(qtbot):
    return shown(qtbot)


def choose(box, name):
    """Choose as the keys do: the box of a list only tells of choices that a hand made."""
    box.setFocus()
    while box.currentText() != name:
        before = box.currentIndex()
        wanted = box.findText(name)
        QTest.keyClick(box, KEY.Key_Down if wanted > before else KEY.Key_Up)
        assert box.currentIndex() != before


def test_kinds_counts_titles_and_columns_are_shown(dialog):
    assert dialog.found.text() == "JSON Lines: at least 1,200 pages"
    assert dialog.titles.titles == PREVIEW.titles
    assert dialog.columns.pages.currentText() == "raw"
    assert dialog.columns.kind.currentText() == "HTML"
    assert dialog.columns.others["url"].currentText() == "url"
    assert dialog.columns.others["time"].currentText() == "– none –"
    assert dialog.unread.text() == "Not read: story, lang."
    assert dialog.known.text() == "2 of the first 3 pages are in the project already."
    assert dialog.refused.text() == "1 will be refused so far."


def test_nothing_that_is_shown_is_read_as_markup(dialog):
    labels = [one for one in dialog.findChildren(QLabel) if one.text() and not one.buddy()]
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


def test_enter_imports_and_escape_does_not(qtbot, dialog):
    with qtbot.waitSignal(dialog.wished) as heard:
        QTest.keyClick(QApplication.focusWidget() or dialog, KEY.Key_Return)
    assert heard.args == [ImportWish(PATHS, Columns(), None)]
    other = shown(qtbot)
    with qtbot.assertNotEmitted(other.wished), qtbot.waitSignal(other.rejected):
        QTest.keyClick(other, KEY.Key_Escape)


def test_a_column_that_is_chosen_is_looked_at_again_and_goes_with_the_wish(qtbot, dialog):
    with qtbot.waitSignal(dialog.columns_changed) as heard:
        choose(dialog.columns.pages, "story")
    assert heard.args == [Columns(html="story", text="")]
    assert dialog.titles.heading.text() == "Looking…"
    with qtbot.waitSignal(dialog.columns_changed) as heard:
        choose(dialog.columns.kind, "Plain text")
    assert heard.args == [Columns(html="", text="story")]
    choose(dialog.columns.others["url"], "– none –")
    with qtbot.waitSignal(dialog.wished) as heard:
        QTest.mouseClick(dialog.import_, Qt.MouseButton.LeftButton)
    assert heard.args == [ImportWish(PATHS, Columns(html="", text="story", url=""), None)]


def test_what_the_new_look_tells_replaces_the_old(dialog):
    columns = Columns(text="story")
    table = FoundTable("crawl.jsonl", "JSON Lines", TABLE.names, columns, ("raw",))
    kinds = (FoundKind("JSON Lines", 1, 2),)
    dialog.show_preview(Preview(kinds, (table,), ("Only",)))
    assert dialog.titles.titles == ("Only",)
    assert dialog.columns.kind.currentText() == "Plain text"
    assert dialog.columns.pages.currentText() == "story"
    assert not dialog.why.isVisible()


def test_two_tables_that_differ_are_read_each_as_it_is_until_one_column_is_chosen(dialog):
    other = FoundTable("b.csv", "CSV", ("page", "url"), Columns(html="page", url="url"))
    dialog.show_preview(Preview(PREVIEW.kinds, (TABLE, other)))
    assert dialog.columns.pages.currentText() == "– as each table has it –"
    assert dialog.columns.others["url"].currentText() == "url"
    assert dialog.columns.wanted == Columns()


def test_a_table_without_pages_says_so_and_cannot_be_imported(dialog):
    table = FoundTable("t.csv", "CSV", ("a",), Columns(), reason="No column is called so.")
    dialog.show_preview(Preview((FoundKind("CSV", 1, 0),), (table,)))
    assert dialog.unread.text() == "No column is called so."
    assert not dialog.import_.isEnabled()
    assert dialog.columns.pages.currentText() == "– choose –"


def test_the_refused_are_told_with_their_place(qtbot, dialog):
    QTest.mouseClick(dialog.why, Qt.MouseButton.LeftButton)
    told = dialog.findChild(TextDialog)
    assert told.text.toPlainText() == (
        "crawl.jsonl, record 7, at byte 1,234\n    The line is no JSON."
    )
    told.close()


def test_how_much_may_be_unpacked_is_asked_only_of_large_archives(qtbot, dialog):
    assert not dialog.unpacked.isVisible()
    dialog.show_preview(Preview((FoundKind("WARC", 2, 9),), packed_bytes=1024**3))
    assert dialog.unpacked.isVisible()
    assert not dialog.columns.isVisible()
    choose(dialog.unpacked, "10 GB")
    with qtbot.waitSignal(dialog.wished) as heard:
        QTest.keyClick(dialog.import_, KEY.Key_Return)
    assert heard.args[0].most_unpacked == 10 * 1024**3


def test_a_look_that_fails_leaves_what_was_known(dialog):
    dialog.show_failure(UserError("The disk is gone."))
    assert dialog.unread.text() == "The disk is gone."
    assert dialog.found.text() == "JSON Lines: at least 1,200 pages"


def test_a_small_window_keeps_its_buttons_and_scrolls_the_rest(qtbot, dialog):
    dialog.resize(320, 240)
    assert dialog.import_.isVisible()
    bottom = dialog.import_.mapTo(dialog, dialog.import_.rect().bottomRight())
    assert dialog.rect().contains(bottom)


# With the window around it


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(QPoint(10, 10)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def table_of(path, count=3):
    rows = "".join(f'{{"html": "<title>Row {n}</title><p>{n}"}}\n' for n in range(count))
    path.write_text(rows)
    return path


def asked(qtbot, window):
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None, timeout=10_000)
    return window.findChild(ImportDialog)


def told(qtbot, window):
    def is_told():
        return window.banner.notice is not None and "imported" in window.banner.notice.text

    qtbot.waitUntil(is_told, timeout=15_000)
    return window.banner.notice.text


def test_a_table_that_is_dropped_is_shown_and_imported_by_enter(qtbot, make, path, tmp_path):
    window = make(path)
    drop(window, table_of(tmp_path / "rows.jsonl"))
    dialog = asked(qtbot, window)
    qtbot.waitUntil(lambda: dialog.titles.titles == ("Row 0", "Row 1", "Row 2"), timeout=10_000)
    QTest.keyClick(dialog.import_, KEY.Key_Return)
    assert told(qtbot, window) == "3 pages imported."


def test_a_few_pages_are_imported_without_a_question(qtbot, make, path, tmp_path):
    window = make(path)
    (tmp_path / "new.html").write_text(html(7))
    drop(window, tmp_path / "new.html")
    assert told(qtbot, window) == "1 page imported."
    assert window.findChild(ImportDialog) is None


def test_very_many_pages_are_never_imported_without_a_question(
    qtbot, make, path, tmp_path, monkeypatch
):
    monkeypatch.setattr("annotator.gui.import_actions.MOST_UNASKED", 2)
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(4, 7):
        (folder / f"{number}.html").write_text(html(number))
    window = make(path)
    drop(window, folder)
    dialog = asked(qtbot, window)
    assert "3 pages in 3 files" in dialog.found.text()
    QTest.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    assert window.current.pages.table.total == 3


def test_another_import_waits_for_the_answer(qtbot, make, path, tmp_path):
    window = make(path)
    drop(window, table_of(tmp_path / "rows.jsonl"))
    dialog = asked(qtbot, window)
    drop(window, tmp_path / "rows.jsonl")
    assert "Answer what is asked" in window.banner.notice.text
    dialog.reject()


def test_refused_rows_are_told_after_the_import_with_their_place(qtbot, make, path, tmp_path):
    window = make(path)
    rows = table_of(tmp_path / "rows.jsonl", 1)
    rows.write_text(rows.read_text() + "{broken\n")
    drop(window, rows)
    dialog = asked(qtbot, window)
    QTest.keyClick(dialog.import_, KEY.Key_Return)
    assert told(qtbot, window) == "1 page imported, 1 refused."
    window.banner.notice.accept()
    report = window.findChild(TextDialog)
    assert "rows.jsonl, record 2, at byte" in report.text.toPlainText()
    report.close()


def test_the_file_dialog_names_every_kind(qtbot, make, path):
    window = make(path)
    window.exchange.import_files()
    dialog = window.findChild(QFileDialog)
    filters = " ".join(dialog.nameFilters())
    for suffix in ("*.html", "*.warc.gz", "*.wacz", "*.mhtml", "*.jsonl", "*.csv", "*.parquet"):
        assert suffix in filters
    dialog.reject()


_PAGE = b"<html><title>Dropped</title><p>A page in a container.</p></html>"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
_RECORDS = [archives.response(_PAGE)]
_KINDS = {
    "page.html": _PAGE,
    "page.html.gz": gzip.compress(_PAGE),
    "dump.txt": b"a page\nof text\n",
    "crawl.warc": b"".join(_RECORDS),
    "crawl.warc.gz": archives.packed(_RECORDS),
    "old.arc": b"".join(
        archives.arc(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _PAGE)
    ),
    "crawl.wacz": archives.wacz(_RECORDS, [{"url": "https://a.example/1"}]),
    "pages.zip": archives.zipped({"one.html": _PAGE}),
    "saved.mhtml": test_mhtml.message(test_mhtml.html(_PAGE)),
    "rows.jsonl": b'{"html": "<p>a row"}\n',
    "rows.csv": b"html,url\n<p>a row,https://a.example/\n",
    "rows.tsv": b"html\turl\n<p>a row\thttps://a.example/\n",
}


@pytest.mark.parametrize("name", _KINDS)
def test_every_kind_can_be_dropped(qtbot, make, path, tmp_path, name):
    (tmp_path / name).write_bytes(_KINDS[name])
    window = make(path)
    drop(window, tmp_path / name)

    def is_settled():
        return window.findChild(ImportDialog) is not None or window.banner.notice is not None

    qtbot.waitUntil(is_settled, timeout=10_000)
    dialog = window.findChild(ImportDialog)
    if dialog is not None:
        qtbot.waitUntil(dialog.import_.isEnabled, timeout=10_000)
        QTest.keyClick(dialog.import_, KEY.Key_Return)
    assert told(qtbot, window) == "1 page imported."
