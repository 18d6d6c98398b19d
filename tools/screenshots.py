"""Take the pictures of docs/images anew, off-screen: `python tools/screenshots.py [NAME…]`.

The real window on the sample pages, in a home of its own, driven by the keys that an editor types.
The same machine gives the same pictures; other fonts give others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, count
from pathlib import Path

from pictured_colleague import agree_mostly, look_at_places
from pictured_projects import add_siblings, bundle_of_ben, talk_of_the_team
from pictures import PICTURES, Picture
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.gui.agreement.dialog import AgreementDialog
from annotator.gui.evaluating.dialog import EvaluatingDialog
from annotator.gui.export_dialog import ExportDialog
from annotator.gui.launch import make_application, make_window
from annotator.gui.page_view.availability import NO_SANDBOX, is_root
from annotator.gui.reviewing.review_window import ReviewWindow
from annotator.gui.saving import SaveState
from annotator.gui.settings import Appearance, SettingsFile, ViewChoice
from annotator.gui.window import MainWindow
from annotator.services.demo import demo_project
from annotator.services.keystrokes import sample_keystrokes, spelled_out
from annotator.services.sitting import Sitting
from annotator.services.stop_watch import StopWatch

SCALE = "QT_SCALE_FACTOR"
FOLDER = Path(__file__).parents[1] / "docs" / "images"
_LONGEST_MS = 60_000
_PAUSE_MS = 500


def main() -> int:
    """Take the pictures that are named, or all; a process has but one scale."""
    names = set(sys.argv[1:])
    wanted = [one for one in PICTURES if not names or one.name in names]
    if unknown := names - {one.name for one in PICTURES}:
        print(f"There is no picture {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    scale = os.environ.setdefault(SCALE, "1")
    for other in {one.scale for one in wanted} - {scale}:
        some = [one.name for one in wanted if one.scale == other]
        command = [sys.executable, __file__, *some]
        subprocess.run(command, env={**os.environ, SCALE: other}, check=True)
    if is_root():
        # Chromium has no sandbox for root; the pages here are our own.
        os.environ[NO_SANDBOX] = "1"
    make_application()
    for one in wanted:
        if one.scale == scale:
            print(f"{take(one).relative_to(FOLDER.parents[1])}")
    return 0


def take(picture: Picture) -> Path:
    """Set the window up as the picture wants it, and write what it then looks like."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        # Backups go to the data folder; nothing of whoever takes the pictures is touched.
        os.environ["XDG_DATA_HOME"] = str(home / "data")
        settings = SettingsFile(home / "settings.json")
        wish = Appearance.DARK if picture.is_dark else Appearance.LIGHT
        settings.keep(replace(settings.now, appearance=wish, annotator="Ada"))
        window = make_window(settings)
        window.resize(*picture.size)
        window.show()
        try:
            if picture.page:
                project = demo_project(home)
                add_siblings(project, picture.siblings, home)
                bundle = bundle_of_ben(project, picture.by_ben, home)
                window.begin(project)
                _label(window, picture)
                if picture.has_team:
                    talk_of_the_team(project, picture.done)
                    window.page_actions.refresh()
                    _wait(window, lambda: True)
                if picture.has_colleague:
                    agree_mostly(project, picture.done)
                window.view_actions.choose(picture.views)
                page = window.middle.views.page
                _wait(window, lambda: picture.views is ViewChoice.TEXT or page.is_ready)
                window.middle.page_cursor.sought.emit()
                if picture.by_ben:
                    window.teamwork.bundles.receive_file(bundle)
                    _wait(window, lambda: window.findChild(picture.shows))
            if picture.action:
                window.actions_.run(picture.action)
                _wait(window, lambda: _shown(window, picture))
            _pause()
            shown = _shown(window, picture) or window
            _work_at(window, shown, picture)
            for field in shown.findChildren(QLineEdit):
                if str(home) in field.text():
                    # Nothing of whoever takes the picture is on it.
                    field.setText(field.text().replace(str(home), "/home/ada"))
            _pause()
            image = shown.grab().toImage()
        finally:
            window.close()
            _wait(window, lambda: not window.isVisible())
    path = FOLDER / f"{picture.name}.png"
    FOLDER.mkdir(exist_ok=True)
    _written(image, path)
    return path


def _shown(window: MainWindow, picture: Picture) -> QWidget | None:
    """What the picture shows: the window, a dialog of it or another window; None without it."""
    if picture.shows is MainWindow:
        return window
    others = (one for one in QApplication.topLevelWidgets() if isinstance(one, picture.shows))
    return window.findChild(picture.shows) or next((one for one in others if one.isVisible()), None)


def _work_at(window: MainWindow, shown: QWidget, picture: Picture) -> None:
    """Do in a dialog what is to be seen of it."""
    if isinstance(shown, AgreementDialog):
        look_at_places(shown)
        _wait(window, shown.confusion.places.rowCount)
    if isinstance(shown, EvaluatingDialog):
        shown.measure.click()
        _wait(window, lambda: shown.figures)
        shown.tabs.setCurrentIndex(picture.tab)
    if isinstance(shown, ReviewWindow):
        shown.resize(*picture.size)
        _wait(window, lambda: shown.desk.gold is not None)
    for key in picture.presses_shown:
        QTest.keyClick(QApplication.focusWidget() or shown, key)
    if picture.dialog_keys:
        QTest.keyClicks(QApplication.focusWidget(), picture.dialog_keys)
    if isinstance(shown, ExportDialog):
        _wait(window, lambda: "Looking" not in shown.preview.about.text())


def _pace(window: MainWindow) -> None:
    """Tell the steps the time that a hand takes: here they are typed without a pause."""
    moments = accumulate(0.7 + number * 7919 % 2600 / 1000 for number in count())

    def start(sitting: Sitting) -> None:
        sitting.watch = StopWatch(lambda: next(moments))
        sitting.watch.start()

    desk = window.current.desk
    assert desk is not None
    desk.opened.connect(start)


def _label(window: MainWindow, picture: Picture) -> None:
    """Finish the pages that are done, then type what the picture wants on its own."""
    known = sample_keystrokes()
    view = window.middle.view
    total = len(known) + len(picture.siblings)
    _wait(window, lambda: window.current.pages.table.total == total)
    _pace(window)
    for number in picture.done:
        typed = known[_open(window, number)]
        QTest.keyClicks(view, typed.keys)
        for quote, key in typed.quotes:
            view.page_cursor.find(quote)
            QTest.keyClicks(view, key)
        QTest.keyClick(view, Qt.Key.Key_Return)
    _open(window, picture.page)
    QTest.keyClicks(view, spelled_out(picture.keys))
    if picture.quote:
        view.page_cursor.find(picture.quote)
    for key in picture.presses:
        QTest.keyClick(view, key)


def _open(window: MainWindow, number: int) -> str:
    """Open a page; the name of its file."""
    window.page_actions.open(number)
    current = window.current
    _wait(window, lambda: current.sitting is not None and current.sitting.page == number)
    return "" if current.sitting is None else Path(current.sitting.facts.name).name


def _wait(window: MainWindow, is_there: Callable[[], object]) -> None:
    """Let the window work until it is idle, everything is saved, and `is_there`."""
    loop = QEventLoop()

    def look() -> None:
        desk = window.current.desk
        is_saved = desk is None or desk.queue.state is SaveState.SAVED
        is_idle = window.runner.is_idle and not window.current.is_proposing
        if is_idle and is_saved and is_there():
            loop.quit()

    timer, limit = QTimer(interval=10), QTimer(singleShot=True, interval=_LONGEST_MS)
    timer.timeout.connect(look)
    limit.timeout.connect(lambda: loop.exit(1))
    timer.start()
    limit.start()
    if loop.exec():
        raise TimeoutError("The window is still at work.")
    QApplication.sendPostedEvents()


def _pause() -> None:
    """Wait for what the window puts off until the editor pauses, as the outline."""
    loop = QEventLoop()
    QTimer.singleShot(_PAUSE_MS, loop.quit)
    loop.exec()


def _written(image: QImage, path: Path) -> None:
    """Write the picture small: as many colours as it needs, packed as well as PNG can."""
    image.setDevicePixelRatio(1)
    if not image.convertToFormat(QImage.Format.Format_RGB888).save(str(path), "PNG", 0):
        raise OSError(f"“{path}” cannot be written.")


if __name__ == "__main__":
    sys.exit(main())
