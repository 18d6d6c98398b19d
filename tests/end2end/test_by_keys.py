"""The whole way by keys alone: import, label, undo, close, reopen, finish, export."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from annotator import app
from annotator.services.keystrokes import spelled_out
from annotator.services.resources import resource
from tests.end2end.editor import Editor, work

SAMPLES = ("05-selamber-library.html", "10-reader-dump.txt", "14-mylly.html")
GOLDEN = Path(__file__).parents[1] / "golden" / "by_keys.jsonl"
AI_LABEL = "በ AI የተሰራ ምስል"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project is to be."""
    return tmp_path / "news.annotator"


def import_samples(editor: Editor, path: Path) -> None:
    """Make the project and bring the pages in."""
    editor.press("Ctrl+N")
    editor.choose(path)
    editor.until(lambda: editor.saved)
    editor.press("Ctrl+I")
    editor.choose(*(resource("samples") / name for name in SAMPLES))
    editor.until(lambda: editor.told == "3 pages imported.")
    editor.until(lambda: editor.page == 1)
    editor.rest()


def label_runs_and_mend_a_slip(editor: Editor) -> None:
    """Blocks by letters and digits, a run of them at once, and one label that was wrong."""
    editor.press(*["Shift+Down"] * 6)
    assert editor.block == 6
    editor.press("5")
    assert editor.labels[:8] == ["boilerplate"] * 7 + [None]
    assert editor.block == 7
    editor.press("H", "X", "X", "T")
    assert editor.labels[7:11] == ["headline", "boilerplate", "boilerplate", "teaser"]
    editor.press("K", "Backspace")
    assert (editor.block, editor.labels[10]) == (10, None)
    editor.press("2", "2")
    assert editor.labels[10:13] == ["body", "body", None]
    # Past the undecided blocks and back to them.
    editor.press("End", "Shift+N", "Shift+N")
    assert editor.block == len(editor.labels) - 3
    editor.press("Home", "N")
    assert editor.block == 12


def label_the_tail_of_a_block(editor: Editor) -> None:
    """Characters selected by Shift and arrows, and then the ends of what they were labelled."""
    editor.press("Home", *["J"] * 9)
    editor.press("Up", "Down", *["Ctrl+Shift+Left"] * 4)
    assert editor.selected == [AI_LABEL]
    editor.press("A")
    assert editor.labels[9] == "mixed"
    editor.press("Home", *["Down"] * 9, *["Ctrl+Shift+Left"] * 2)
    before = editor.picture
    editor.press("Ctrl+Alt+Left", "Alt+Left")
    assert quotes(editor, "ai_label") == ["በ AI የተሰ"]
    editor.press("Alt+Right", "Ctrl+Alt+Right")
    assert quotes(editor, "ai_label") == [AI_LABEL]
    editor.press("Alt+Shift+Right")
    assert quotes(editor, "ai_label") == ["AI የተሰራ ምስል"]
    editor.press("Ctrl+Alt+Shift+Left")
    assert editor.picture == before


def undo_and_redo(editor: Editor) -> None:
    """Everything back to the first step, and all of it again."""
    end = editor.picture
    steps = len(editor.sitting.history.done)
    editor.press(*["Ctrl+Z"] * steps)
    assert editor.labels == [None] * len(editor.labels)
    editor.press("Ctrl+Z")
    editor.press(*["Ctrl+Shift+Z"] * steps)
    assert editor.picture == end


def finish_the_first_page(editor: Editor) -> None:
    """Refused with a jump while blocks are undecided; then it opens the next page."""
    editor.press("Home", "Return")
    assert "blocks are still undecided" in editor.told
    assert editor.block == 12
    assert editor.labels[12] is None
    editor.type(spelled_out("5b x 2t 2b x 5t a"))
    editor.press("F")
    editor.until(lambda: None not in editor.labels)
    editor.press("Return")
    editor.until(lambda: editor.page == 2)


def quotes(editor: Editor, label: str) -> list[str]:
    """The texts of the open page that have the label."""
    sitting = editor.sitting
    return [sitting.document.quote(one.span) for one in sitting.annotations if one.label == label]


def test_three_pages_go_all_the_way_by_keys_alone(qapp, path, tmp_path):
    left: list[object] = []

    def first_day(editor: Editor) -> None:
        import_samples(editor, path)
        label_runs_and_mend_a_slip(editor)
        label_the_tail_of_a_block(editor)
        undo_and_redo(editor)
        finish_the_first_page(editor)
        editor.type(spelled_out("7x h 3x"))
        editor.press("Ctrl++", "Down")
        left.extend((editor.page, editor.block, editor.window.middle.view.zoom, editor.picture))
        editor.press("Ctrl+Q")

    def second_day(editor: Editor) -> None:
        editor.until(lambda: editor.page)
        editor.rest()
        zoom = editor.window.middle.view.zoom
        assert [editor.page, editor.block, zoom, editor.picture] == left
        editor.press("Ctrl+Z", "Ctrl+Z")
        assert editor.labels[:12] == ["boilerplate"] * 7 + ["headline", "boilerplate"] + [None] * 3
        editor.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
        assert editor.picture == left[3]
        editor.press("N")
        editor.type(spelled_out("4x a 6b x b a x 4t a 4t f"))
        editor.rest()
        editor.press("Return")
        editor.until(lambda: editor.page == 3)
        editor.type(spelled_out("7x h b 2x 6b a x 2t f"))
        editor.rest()
        editor.press("Return")
        editor.until(lambda: "All pages of the list are finished" in editor.told)
        editor.rest()
        export(editor, tmp_path / "news.jsonl")

    work(["open", "--as", "Ada"], first_day)
    work(["open", "--as", "Ada"], second_day)
    assert app.main(["check", str(path)]) == 0
    exported = (tmp_path / "news.jsonl").read_bytes()
    manifest = json.loads((tmp_path / "news.jsonl.manifest.json").read_bytes())
    assert manifest["sha256"] == hashlib.sha256(exported).hexdigest()
    # Names are paths as they were given; where this checkout lies is no matter of the format.
    folder = json.dumps(f"{resource('samples')}/", ensure_ascii=False)[1:-1].encode()
    exported = exported.replace(folder, b"")
    # Which pages are blind is drawn anew for every project.
    exported = exported.replace(b'"blind":true', b'"blind":false')
    if os.environ.get("ANNOTATOR_UPDATE_GOLDEN"):
        GOLDEN.write_bytes(exported)
    assert exported == GOLDEN.read_bytes()


def export(editor: Editor, target: Path) -> None:
    """Write the data set of what is finished."""
    editor.press("Ctrl+E")
    dialog = editor.dialog("Export")
    editor.press("Alt+I")
    assert dialog.target.path.hasFocus()
    editor.press("Ctrl+A")
    editor.type(str(target))
    editor.press("Return")
    editor.return_to_window()
    editor.until(lambda: editor.told == f"3 pages exported to “{target}”.")
