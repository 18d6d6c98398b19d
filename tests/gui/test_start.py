"""What the window loads before anybody asks for more."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
from pathlib import Path
from annotator.gui.launch import make_application, make_window
from annotator.gui.settings import SettingsFile
application = make_application()
window = make_window(SettingsFile(Path(sys.argv[1])), "ada")
window.show()
application.processEvents()
heavy = ("WebEngine", "lxml", "sqlalchemy", "tinycss", "pyarrow", "brotli")
print([name for name in sys.modules if any(one in name for one in heavy)])
window.close()
"""


def test_neither_browser_nor_parsers_nor_database_are_loaded_to_show_the_window(tmp_path):
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "settings.json")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.stdout.strip() == "[]", result.stderr
