"""The whole way with proposals: look at what is doubtful, accept the rest, see what it cost."""

from __future__ import annotations

import json

from annotator import app
from annotator.core.annotations import Origin
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services.annotating import open_sitting
from annotator.services.projects import open_project
from annotator.services.resources import resource
from tests.end2end.editor import Editor, work

FINISHED = (1, 2)
NEXT = 3


def wait_for_proposals(editor: Editor, page: int) -> None:
    """Wait until a page is open and something is proposed for it."""
    editor.until(lambda: editor.page == page and not editor.window.current.is_proposing)
    assert editor.sitting.proposals


def accept_the_rest(editor: Editor) -> int:
    """Press the key until the page is finished, looking at what it shows; how often it took."""
    page, sitting = editor.page, editor.sitting
    proposing = editor.window.proposing
    for presses in range(1, 100):
        before = proposing.doubts.unseen(sitting)
        editor.press("Ctrl+Return")
        if not before:
            editor.until(lambda: editor.page != page)
            return presses
        assert "Not finished yet" in editor.told
        assert editor.page == page
        editor.until(lambda before=before: proposing.doubts.unseen(sitting) != before)
    raise AssertionError("the page is never finished")


def test_pages_are_finished_from_doubt_to_doubt_and_their_cost_is_told(qapp, tmp_path, capsys):
    path = tmp_path / "news.annotator"
    assert app.main(["new", str(path), "--blind-share", "0"]) == 0
    assert app.main(["import", str(path), str(resource("samples"))]) == 0

    def script(editor: Editor) -> None:
        editor.window.proposing.looking.wait_ms = 20
        wait_for_proposals(editor, 1)
        editor.press("Tab", "Space")
        assert editor.sitting.annotations
        editor.press("Ctrl+Z")
        assert not editor.sitting.annotations
        editor.press("Tab", "Space")
        for page in FINISHED:
            wait_for_proposals(editor, page)
            accept_the_rest(editor)
        wait_for_proposals(editor, NEXT)
        editor.rest()

    work(["open", str(path), "--as", "Ada"], script)
    capsys.readouterr()
    assert app.main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"]
    assert app.main(["effort", str(path), "--json"]) == 0
    cost = json.loads(capsys.readouterr().out)["pages"]
    assert [one["page"] for one in cost] == list(FINISHED)
    assert [one["by_hand"] for one in cost] == [0, 0]
    assert cost[0]["accepted_singly"] > 0
    assert all(one["accepted_with_the_rest"] > 0 for one in cost)
    with open_project(path) as project:
        for page in FINISHED:
            sitting = open_sitting(project, PageId(page), "Ada")
            assert sitting.status is Status.FINISHED
            origins = {one.origin for one in sitting.annotations}
            assert origins <= {Origin.ACCEPTED_SINGLY, Origin.ACCEPTED_WITH_REST}
        untouched = open_sitting(project, PageId(NEXT), "Ada")
        assert untouched.status is Status.NEW
        assert not untouched.annotations
