"""The window with the real assistant: what is learned on one page is seen on the next."""

import json

import pytest

from annotator.core.journal import Status
from annotator.core.proposals import Source
from annotator.services import importing, projects
from tests.gui.windows import CTRL, KEY, labels_of, press, settle, stored

_PAGE = """<html><head><title>{head} | The Harbour Post</title></head><body>
<nav><a href="/">Harbour Post home</a><a href="/sport">Sport and tides</a></nav>
<article><h1>{head}</h1><p class="lead">{lead}</p><p>{body}</p></article>
<footer><p>Imprint of the Harbour Post</p></footer></body></html>"""

_STORIES = (
    ("Ferry returns to the quay", "After eleven months the ferry is back.", "Regulars had cake."),
    ("Bridge closes for repairs", "The old bridge shuts on Monday.", "Buses go round by the mill."),
    ("Lighthouse gets a new lamp", "The keeper has waited for years.", "It can be seen for miles."),
)


@pytest.fixture
def site(tmp_path):
    source = tmp_path / "pages.jsonl"
    rows = [
        {
            "url": f"https://harbour-post.example/news/{number}",
            "html": _PAGE.format(head=head, lead=lead * 3, body=body * 6),
        }
        for number, (head, lead, body) in enumerate(_STORIES)
    ]
    source.write_text("\n".join(map(json.dumps, rows)))
    path = tmp_path / "site.annotator"
    with projects.create_project(path, blind_share=0.0) as project:
        importing.import_paths(project, [source])
    return path


def test_a_page_that_was_finished_teaches_the_next_of_its_site(qtbot, make, site):
    window = make(site)
    first = window.current.sitting
    assert len(first.proposals) > 0
    assert labels_of(first) == [None] * len(first.document.blocks)
    for index, block in enumerate(first.document.blocks):
        window.middle.page_cursor.go_to(index)
        keys = {"h1": KEY.Key_H, "p": KEY.Key_B}
        is_story = "/article" in block.xpath
        press(window, keys[block.tag] if is_story else KEY.Key_X)
    press(window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    second = window.current.sitting
    assert Source.SITE in {one.source for one in second.proposals}
    assert labels_of(second) == [None] * len(second.document.blocks)


def test_a_page_is_finished_by_ctrl_enter_once_its_doubts_were_seen(qtbot, make, site):
    window = make(site)
    window.proposing.looking.wait_ms = 0
    first = window.current.sitting
    proposed = {one.span: one.label for one in first.proposals}
    for _ in range(len(proposed) + 1):
        press(window, KEY.Key_Return, CTRL)
        qtbot.wait(5)
        if window.current.sitting is not first or first.status is Status.FINISHED:
            break
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    found = stored(site, 1)
    assert found.status is Status.FINISHED
    assert {one.span: one.label for one in found.annotations} == proposed
