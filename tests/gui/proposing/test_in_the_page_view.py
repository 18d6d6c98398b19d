"""Proposals in the page view of the real window: drawn when they come, and seen by looking."""

import pytest

from annotator.core.journal import Status
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


def test_what_the_page_view_does_not_have_is_accepted_when_that_was_told(
    qtbot, make, tmp_path, written
):
    # As sites do in narrow windows; the text has it.
    style = "<style>@media (max-width: 9000px) { .wide { display: none } }</style>"
    page = tmp_path / "narrow.html"
    page.write_text(f"{style}<p>One.</p><p class=wide>Two.</p><p>Three.</p>")
    path = tmp_path / "narrow.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [page])
    written.rows = ()
    window = make(path)
    window.proposing.looking.wait_ms = 0
    press(window, KEY.Key_2, CTRL)
    shown(qtbot, window)
    sitting, doubts = _propose(window), window.proposing.doubts
    assert [run.span for run in doubts.runs(sitting)] == [sitting.document.blocks[1].span]
    told = []
    for _press in range(3):
        press(window, KEY.Key_Return, CTRL)
        told.append(window.banner.notice.text if window.banner.notice else "")
        qtbot.waitUntil(lambda: not doubts.unseen(sitting) or 1 in doubts.missed)
    assert "1 doubtful place was not on the screen" in told[0]
    assert told[1].startswith("The page view does not show this place; the text view does.")
    assert sitting.status is Status.FINISHED
    settle(qtbot, window)
