"""The strip that shows how far an import is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar

from annotator.core.progress import Progress
from annotator.gui.progress_strip import ProgressStrip

MB = 1024**2


@pytest.fixture
def strip(qtbot):
    made = ProgressStrip()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("done", "total", "text", "value"),
    [
        (0, 5 * MB, "Importing, 0.0 of 5.0 MB", 0),
        (MB // 2, 5 * MB, "Importing, 0.5 of 5.0 MB", 100),
        (30 * MB, 300 * MB, "Importing, 30 of 300 MB", 100),
        (40_000 * MB, 50_000 * MB, "Importing, 40,000 of 50,000 MB", 800),
    ],
)
def test_it_counts_megabytes_of_files_of_any_size(strip, done, total, text, value):
    strip.show_progress(Progress(done, total, "crawl.warc.gz"))
    bar = strip.findChild(QProgressBar)
    assert strip.findChild(QLabel).text() == text
    assert (bar.value(), bar.maximum()) == (value, 1000)


def test_it_is_busy_while_nothing_is_known_and_goes_where_all_is_over(strip):
    strip.show_progress(Progress(0, None))
    assert strip.findChild(QLabel).text() == "Importing"
    assert strip.findChild(QProgressBar).maximum() == 0
    strip.show_progress(None)
    assert strip.isHidden()
