"""Ten pages in a row, as an editor labels them on a good morning."""

from __future__ import annotations

import json

from annotator import app
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services.annotating import open_sitting
from annotator.services.keystrokes import sample_keystrokes
from annotator.services.projects import open_project
from annotator.services.resources import resource
from tests.end2end.editor import Editor, work

COUNT = 10


def test_ten_sample_pages_in_a_row_are_labelled_finished_and_saved(qapp, tmp_path, capsys):
    path = tmp_path / "news.annotator"
    assert app.main(["new", str(path)]) == 0
    assert app.main(["import", str(path), str(resource("samples"))]) == 0
    known = list(sample_keystrokes().values())
    seen: list[list[str | None]] = []

    def script(editor: Editor) -> None:
        for number in range(1, COUNT + 1):
            editor.until(lambda number=number: editor.page == number)
            # Not a moment's rest: what is typed while the last page is saved must not be lost.
            editor.type(known[number - 1].keys)
            for quote, key in known[number - 1].quotes:
                editor.press("Ctrl+F")
                editor.type(quote)
                # Closing leaves the block current; the quote alone is selected by the next search.
                editor.press("Esc", "F3")
                editor.type(key)
            editor.until(lambda: None not in visible(editor))
            seen.append(editor.labels)
            editor.press("Return")
        editor.until(lambda: editor.page == COUNT + 1)

    work(["open", str(path), "--as", "Ada"], script)
    capsys.readouterr()
    assert app.main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "problems": []}
    with open_project(path) as project:
        for number, labels in enumerate(seen, 1):
            sitting = open_sitting(project, PageId(number), "Ada")
            assert sitting.status is Status.FINISHED
            assert [standing.summary for standing in sitting.tally.standings] == labels
            assert {"headline", "body", "teaser", "ai_label", "boilerplate"} == {
                one.label for one in sitting.annotations
            }
        assert open_sitting(project, PageId(COUNT + 1), "Ada").status is Status.NEW


def visible(editor: Editor) -> list[str | None]:
    """What the blocks are labelled that a browser shows."""
    blocks = editor.sitting.document.blocks
    return [label for block, label in zip(blocks, editor.labels, strict=True) if not block.hidden]
