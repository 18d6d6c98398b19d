"""A window of its own process: labels one block, says so, and leaves the rest to its parent.

With “importing” it begins an import as well, and says so once pages have arrived.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.import_dialog import ImportDialog
from annotator.gui.launch import open_window
from annotator.gui.window import MainWindow
from annotator.services import annotating, importing

_SLOWNESS_S = 0.3


def main(path, *folders):
    real_save, real_store = annotating.save, importing._Import._store

    def slow_save(*arguments):
        time.sleep(_SLOWNESS_S)
        return real_save(*arguments)

    def slow_store(running):
        time.sleep(_SLOWNESS_S)
        real_store(running)

    annotating.save, importing._Import._store = slow_save, slow_store

    def work():
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        if window.current.sitting is None:
            QTimer.singleShot(20, work)
            return
        QTest.keyClicks(window.middle.view, "h")
        if folders:
            window.exchange.import_paths([Path(one) for one in folders])
            agree()
        else:
            say_ready()

    def agree():
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog)]
        if not dialogs:
            QTimer.singleShot(20, agree)
            return
        dialogs[0].import_.click()
        say_ready()

    def say_ready():
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    QTimer.singleShot(0, work)
    return open_window(Path(path), "ada", None)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
