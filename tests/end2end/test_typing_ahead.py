"""Keys that come faster than the pages."""

from __future__ import annotations

import time

import pytest

from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services import annotating
from annotator.services.projects import open_project
from tests.end2end.editor import Editor, work
from tests.pictures import page
from tests.stored import project_of


@pytest.fixture
def path(tmp_path):
    """A project with two pages, the first of which is long to fill."""
    long = page(*(f"Block {number}" for number in range(3_000)))
    project_of(tmp_path, long, page("Next", "page")).close()
    return tmp_path / "news.annotator"


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_keys_typed_ahead_of_the_next_page_never_change_the_page_that_is_left(
    qapp, path, monkeypatch, seconds: float
):
    real = annotating.open_sitting

    def slow(*arguments):
        time.sleep(seconds)
        return real(*arguments)

    def script(editor: Editor) -> None:
        editor.until(lambda: editor.page == 1)
        editor.press("X", "F", "Return", "H", "Ctrl+Z", "Alt+Left")
        editor.until(lambda: editor.page == 2)
        editor.rest()

    monkeypatch.setattr(annotating, "open_sitting", slow)
    work(["open", str(path), "--as", "Ada"], script)
    with open_project(path) as project:
        sitting = real(project, PageId(1), "Ada")
    assert {standing.summary for standing in sitting.tally.standings} == {"boilerplate"}
    assert sitting.status is Status.FINISHED
