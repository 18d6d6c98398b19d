"""Proposals in the page view of the real window: drawn when they come, and seen by looking."""

import pytest

from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Proposals, Source
from annotator.services import importing, projects
from tests.gui.proposing.proposed import GUESS, SURE
from tests.gui.test_views import js, shown
from tests.gui.windows import CTRL, KEY, press, settle

pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")

_DOUBTFUL = (1, 100)


@pytest.fixture
def path(tmp_path, written):
    written.rows = ()
    page = tmp_path / "long.html"
    page.write_text("".join(f"<p>Paragraph number {n} of many.</p>" for n in range(120)))
    path = tmp_path / "news.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [page])
    return path


def _propose(window):
    sitting = window.current.sitting
    rows = tuple(
        Proposal(block.span, LabelId("body"), confidence, Source.MODEL)
        for block in sitting.document.blocks
        for confidence in (GUESS if block.index in _DOUBTFUL else SURE,)
    )
    window.proposing.fetcher._offer(sitting, Proposals(rows, "test-1"))
    return sitting


def test_proposals_that_arrive_are_painted_in_the_page_that_is_shown(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    assert "proposed" not in js(qtbot, page, "annotator.painted()")
    _propose(window)
    painted = js(qtbot, page, "annotator.painted()")
    assert painted.count("proposed-sure") == 118
    assert painted.count("proposed-guess") == 2


def test_what_is_in_sight_in_the_page_view_alone_is_seen(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    looking, doubts = window.proposing.looking, window.proposing.doubts
    looking.wait_ms = 0
    sitting = _propose(window)

    def unseen():
        return [sitting.document.block_at(run.span.start) for run in doubts.unseen(sitting)]

    qtbot.waitUntil(lambda: unseen() == [100])
    press(window, KEY.Key_Return, CTRL)
    assert window.middle.page_cursor.block == 100
    js(qtbot, page, "0")
    looking.begin()
    qtbot.waitUntil(lambda: unseen() == [])
    settle(qtbot, window)
