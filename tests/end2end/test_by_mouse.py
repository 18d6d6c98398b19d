"""Labelling by mouse alone, to the character, where text runs both ways and characters are long."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from annotator.core.pages import PageId
from annotator.services.annotating import open_sitting
from annotator.services.importing import import_paths
from annotator.services.projects import create_project, open_project
from tests.end2end.editor import SHIFT, Editor, work
from tests.pictures import picture

FIREFIGHTER = "👩🏽\u200d🚒"
PAGE = f"""<!DOCTYPE html><html lang="ar"><meta charset="utf-8"><title>الجسر</title><body>
<h1 dir="rtl">الجسر الجديد افتُتح</h1>
<p dir="rtl">قالت البلدية إن 7.4 متر 👍🏽 تكفي. صورة مولدة</p>
<p>Crew {FIREFIGHTER} saves 🇸🇪 swan at noon</p>
<p>Nobody was hurt</p><ul><li>Share</li><li>Print</li></ul><footer>شروط الاستخدام</footer>
"""

NOTHING = """\
الجسر الجديد افت◌تح|قالت البلدية إن 7.4 متر 👍🏽 تكفي. صورة مولدة|\
Crew 👩🏽◌🚒 saves 🇸🇪 swan at noon|Nobody was hurt|Share|Print|شروط الاستخدام
..... ...... ......|.... ....... .. ... ... .. ..... .... .....|.... .... ..... .. .... .. ....|\
...... ... ....|.....|.....|.... ........."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with the page."""
    (tmp_path / "bridge.html").write_text(PAGE, "utf-8")
    path = tmp_path / "news.annotator"
    with create_project(path) as project:
        import_paths(project, [tmp_path / "bridge.html"])
    return path


def stored(path: Path) -> str:
    """The page and its labels as the project file has them."""
    with open_project(path) as project:
        sitting = open_sitting(project, PageId(1), "Ada")
        return picture(sitting.document, sitting.annotations)


def over(editor: Editor, text: str, *, is_rtl: bool) -> None:
    """Drag over exactly the characters of a text."""
    first, last = editor.at(text), editor.at(text, len(text) - 1)
    start, end = (first[1], last[0]) if is_rtl else (first[0], last[1])
    editor.drag(start, end)
    assert editor.selected == [text]


def inside(editor: Editor, text: str) -> QPoint:
    """The middle of the first character of a text."""
    left, right = editor.at(text)
    return (left + right) / 2


def run_by_mouse(path: Path, script) -> str:
    def at_the_page(editor: Editor) -> None:
        editor.until(lambda: editor.page == 1)
        editor.rest()
        assert editor.picture == NOTHING
        script(editor)
        editor.rest()

    work(["open", str(path), "--as", "Ada"], at_the_page)
    return stored(path)


def test_drags_take_exactly_the_characters_they_pass_in_both_directions(qapp, path):
    def script(editor: Editor) -> None:
        over(editor, "الجديد", is_rtl=True)
        editor.click_label("Headline")
        over(editor, "7.4", is_rtl=False)
        editor.click_label("Body")
        over(editor, "صورة مولدة", is_rtl=True)
        editor.click_label("AI label")
        over(editor, FIREFIGHTER, is_rtl=False)
        editor.click_label("Teaser")
        over(editor, "swan", is_rtl=False)
        editor.click_label("Body")

    assert (
        run_by_mouse(path, script)
        == NOTHING.splitlines()[0]
        + """
..... Hhhhhh ......|.... ....... .. Bbb ... .. ..... Aaaaaaaaaa|.... Tttt ..... .. Bbbb .. ....|\
...... ... ....|.....|.....|.... ........."""
    )


def test_a_drag_goes_on_across_blocks_and_shift_and_click_stretches_it(qapp, path):
    def script(editor: Editor) -> None:
        editor.drag(editor.at("swan")[0], editor.at("was hurt", 2)[1])
        assert editor.selected == ["swan at noon\nNobody was"]
        editor.click_label("Body")
        editor.drag(editor.at("🇸🇪")[0], editor.at("🇸🇪")[1])
        assert editor.selected == ["🇸🇪"]
        editor.click(editor.at("saves")[0], modifiers=SHIFT)
        assert editor.selected == ["saves "]
        editor.click_label("Teaser")

    assert (
        run_by_mouse(path, script)
        == NOTHING.splitlines()[0]
        + """
..... ...... ......|.... ....... .. ... ... .. ..... .... .....|.... .... Ttttt .. Bbbbbbbbbbbb|\
Bbbbbbbbbb ....|.....|.....|.... ........."""
    )


def test_two_clicks_take_a_word_three_the_block_and_a_drag_in_the_gutter_a_run(qapp, path):
    def script(editor: Editor) -> None:
        editor.click(inside(editor, "البلدية"), times=2)
        assert editor.selected == ["البلدية"]
        editor.click_label("Body")
        editor.click(inside(editor, FIREFIGHTER), times=2)
        assert editor.selected == [FIREFIGHTER]
        editor.click_label("AI label")
        editor.click(inside(editor, "افتُتح"), times=3)
        assert editor.selected == ["الجسر الجديد افتُتح"]
        editor.click_label("Headline")
        view = editor.window.middle.view
        first, last = (view.block_rectangle(block) for block in (4, 6))
        x = first.left() + 20
        editor.drag(QPoint(x, first.center().y()), QPoint(x, last.center().y()))
        assert editor.selected == ["Share\nPrint\nشروط الاستخدام"]
        editor.click_label("Boilerplate")
        editor.click(inside(editor, "hurt"))
        editor.click_label("Body")

    assert (
        run_by_mouse(path, script)
        == NOTHING.splitlines()[0]
        + """
Hhhhhhhhhhhhhhhhhhh|.... Bbbbbbb .. ... ... .. ..... .... .....|.... Aaaa ..... .. .... .. ....|\
Bbbbbbbbbbbbbbb|Xxxxx|Xxxxx|Xxxxxxxxxxxxxx"""
    )
