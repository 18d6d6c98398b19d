"""Opens the window on a project, tries to label, and prints what an editor would see."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.launch import open_window
from annotator.gui.window import MainWindow


def main(path):
    def work():
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        if window.current.sitting is None:
            QTimer.singleShot(20, work)
            return
        QTest.keyClicks(window.middle.view, "hf")
        seen = {
            "notice": window.banner.notice.text if window.banner.notice else "",
            "text": window.current.sitting.document.text,
            "labels": len(window.current.sitting.annotations),
            "can_label": window.actions_.action("give.headline").isEnabled(),
            "can_import": window.actions_.action("exchange.import_files").isEnabled(),
        }
        sys.stdout.write(json.dumps(seen))
        window.close()

    QTimer.singleShot(0, work)
    return open_window(Path(path), "ada", None)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
