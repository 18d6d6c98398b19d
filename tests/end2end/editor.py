"""An editor at the real program: keys and mouse for the window that `app.main()` opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from annotator import app
from annotator.gui.leaving import LeavingDialog
from annotator.gui.window import MainWindow
from annotator.services.sitting import Sitting
from tests.pictures import picture

LONGEST_SECONDS = 30
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Editor:
    """What somebody at the window can do and see."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    # What is seen

    @property
    def sitting(self) -> Sitting:
        """The page that is open."""
        sitting = self.window.current.sitting
        assert sitting is not None, "no page is open"
        return sitting

    @property
    def page(self) -> int:
        """The number of the page that is open, 0 where none is."""
        sitting = self.window.current.sitting
        return sitting.page if sitting else 0

    @property
    def block(self) -> int:
        """The block with the cursor."""
        return self.window.middle.view.page_cursor.block

    @property
    def labels(self) -> list[str | None]:
        """What the blocks of the page are labelled."""
        return [standing.summary for standing in self.sitting.tally.standings]

    @property
    def told(self) -> str:
        """What the banner says."""
        notice = self.window.banner.notice
        return notice.text if notice else ""

    @property
    def saved(self) -> str:
        """What the status line says of the labels."""
        return self.window.status.saved.text()

    @property
    def selected(self) -> list[str]:
        """The text that a label would be given to."""
        quote = self.sitting.document.quote
        return [quote(span) for span in self.window.middle.view.page_cursor.selected_spans()]

    @property
    def picture(self) -> str:
        """The open page and its labels, drawn."""
        return picture(self.sitting.document, self.sitting.annotations)

    # What is done

    def until(self, is_so: Callable[[], object], seconds: float = LONGEST_SECONDS) -> None:
        """Wait until something is so."""
        end = monotonic() + seconds
        while not is_so():
            assert monotonic() < end, f"waited in vain; the banner says “{self.told}”"
            QTest.qWait(5)

    def rest(self) -> None:
        """Wait until the window has done what it was told and shows everything as saved."""
        self.until(lambda: self.window.runner.is_idle and self.saved in {"", "✓ Saved"})

    def go_to(self, page: int) -> None:
        """Open a page by its number."""
        self.press("Ctrl+G")
        self.type(str(page))
        self.press("Return")
        self.until(lambda: self.page == page)

    def press(self, *keys: str) -> None:
        """Press keys, named as in the list of keys."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))

    def type(self, text: str) -> None:
        """Type a text where the focus is; one that no key of QTest has is pasted."""
        if not text.isascii():
            QApplication.clipboard().setText(text)
            self.press("Ctrl+V")
            return
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def dialog(self, title: str) -> QWidget:
        """The dialog of that title, once it is there."""
        self.until(lambda: getattr(QApplication.activeModalWidget(), "windowTitle", str)() == title)
        return QApplication.activeModalWidget()

    def choose(self, *paths: object) -> None:
        """Type names of files into the dialog that asks for them."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog = QApplication.activeModalWidget()
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        self.until(field.hasFocus)
        field.selectAll()
        names = [str(path) for path in paths]
        self.type(names[0] if len(names) == 1 else " ".join(f'"{name}"' for name in names))
        # The list of names that begin like this stands in front of the dialog.
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.until(lambda: QApplication.activeModalWidget() is not dialog)
        self.return_to_window()

    def return_to_window(self) -> None:
        """What a desktop does with a window that is new or whose dialog was closed."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def at(self, text: str, offset: int = 0) -> tuple[QPoint, QPoint]:
        """The left and right inner edges of a character: the first of `text`, or `offset` on."""
        sitting, view = self.sitting, self.window.middle.view
        place = sitting.document.text.index(text) + offset
        rectangle = view.character_rectangle(sitting.document.block_at(place), place)
        y = rectangle.center().y()
        return QPoint(rectangle.left() + 1, y), QPoint(rectangle.right(), y)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press the button at a point of the text, move, release it at another."""
        viewport = self.window.middle.view.viewport()
        QTest.mousePress(viewport, LEFT, NONE, start)
        QTest.mouseMove(viewport, (start + end) / 2 + QPoint(0, 1))
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, LEFT, NONE, end)

    def click(self, point: QPoint, times: int = 1, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click once, twice or three times at a point of the text."""
        viewport = self.window.middle.view.viewport()
        for number in range(times):
            act = QTest.mouseDClick if number == 1 else QTest.mouseClick
            act(viewport, LEFT, modifiers, point)

    def click_label(self, name: str) -> None:
        """Click a label of the palette."""
        labels = self.window.panels.labels.list
        model = labels.model()
        index = next(
            model.index(row) for row in range(model.rowCount()) if model.index(row).data() == name
        )
        QTest.mouseClick(labels.viewport(), LEFT, NONE, labels.visualRect(index).center())


def work(arguments: Sequence[str], script: Callable[[Editor], None]) -> None:
    """Run the program with these arguments, and the script once its event loop runs.

    A script that does not close the window itself leaves by the key for it.
    """
    failures: list[BaseException] = []

    def run() -> None:
        editor = Editor(_shown())
        try:
            editor.return_to_window()
            script(editor)
            if editor.window.isVisible():
                editor.press("Ctrl+Q")
                editor.until(lambda: not editor.window.isVisible())
        except BaseException as error:  # noqa: BLE001 - raised again below, outside of Qt
            failures.append(error)
            _leave(editor.window)

    QTimer.singleShot(0, run)
    code = app.main(list(arguments))
    if failures:
        raise failures[0]
    assert code == 0


def _shown() -> MainWindow:
    """The window that is there now; those of earlier runs may linger unseen."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return next(one for one in windows if one.isVisible())


def _leave(window: QWidget) -> None:
    """Close the window whatever its state, so that a test that failed comes to its end."""
    window.close()
    for dialog in window.findChildren(LeavingDialog):
        dialog.leave.click()
    QApplication.closeAllWindows()
    if window.isVisible():
        QApplication.exit(1)
