"""Guidelines beside the page: a stranger's Markdown is read, and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QTextFormat

from annotator.gui.guidelines.guideline_text import GuidelineText
from annotator.gui.guidelines.markdown import (
    MOST_CHARACTERS,
    MOST_PARTS,
    Part,
    Words,
    taken_apart,
)
from annotator.services import guiding
from annotator.services.projects import open_project
from tests.gui.windows import CTRL, KEY, press, settle

HOSTILE = """<script>alert(1)</script> <img src="file:///etc/passwd">
![steal](file:///etc/passwd) [click](javascript:alert(1)) <a href='x'>y</a>

<style>* {color: red}</style> &amp; <iframe src=http://x.example>
[a]: http://x.example
\x1b]8;;http://x.example\x07 \u202egnp.exe"""


def parts(source):
    return [(one.part, one.level, one.text) for one in taken_apart(source).parts]


def test_headings_lists_quotes_code_and_rules_are_told_apart():
    source = (
        "Title\n=====\n\n# One #\n## Two\ntext of\ntwo lines\n- a\n  more of a\n  - b\n3) c\n\n"
        "> said\n> so\n\n```\n<b>**as it is**\n```\n***\nend"
    )
    assert parts(source) == [
        (Part.HEADING, 1, "Title"),
        (Part.HEADING, 1, "One"),
        (Part.HEADING, 2, "Two"),
        (Part.PARAGRAPH, 0, "text of two lines"),
        (Part.ITEM, 0, "a more of a"),
        (Part.ITEM, 1, "b"),
        (Part.ITEM, 0, "c"),
        (Part.QUOTE, 0, "said so"),
        (Part.CODE, 0, "<b>**as it is**"),
        (Part.RULE, 0, ""),
        (Part.PARAGRAPH, 0, "end"),
    ]
    assert [one.marker for one in taken_apart(source).parts if one.marker] == ["•", "•", "3."]


def test_emphasis_and_code_in_a_line_are_styles():
    (part,) = taken_apart("a **b _c_** `d*` 2 * 3 snake_case_name \\*e\\*").parts
    assert part.words == (
        Words("a "),
        Words("b ", is_strong=True),
        Words("c", is_strong=True, is_emphasis=True),
        Words(" "),
        Words("d*", is_code=True),
        Words(" 2 "),
        Words("*"),
        Words(" 3 snake"),
        Words("_"),
        Words("case"),
        Words("_"),
        Words("name "),
        Words("*"),
        Words("e"),
        Words("*"),
    )


def test_a_mark_that_never_ends_is_a_letter():
    (part,) = taken_apart("a *b and `c").parts
    assert part.text == "a *b and `c"
    assert not any(one.is_emphasis for one in part.words)


def test_links_and_pictures_are_words():
    (part,) = taken_apart("[here](http://x.example) ![a cat](cat.png)").parts
    assert part.text == "here (http://x.example) [picture: a cat]"


@given(st.text(alphabet="ab *_`[]()!#>-\n\\1.~\x00\u202e\ud800", max_size=80))
def test_no_text_is_refused_and_nothing_invisible_gets_through(source):
    for part in taken_apart(source).parts:
        assert not set(part.text) & {"\x00", "\u202e", "\ud800"}


@pytest.mark.parametrize(
    "piece", ["*", "`", "[", "_ ", "> ", "- ", "[a](", "**a ", "\n", "![", "#"]
)
def test_what_repeats_without_end_is_shown_in_part(piece):
    source = piece * (1_000_000 // len(piece))
    shown = taken_apart(source)
    assert sum(len(one.text) for one in shown.parts) <= MOST_CHARACTERS + MOST_PARTS
    assert len(shown.parts) <= MOST_PARTS
    assert shown.is_cut


def test_long_guidelines_are_written_to_their_end(qtbot):
    view = GuidelineText()
    qtbot.addWidget(view)
    view.show_text(taken_apart("- one\n" * MOST_PARTS))
    view.set_dark(True)
    qtbot.waitUntil(lambda: view.document().blockCount() == MOST_PARTS)
    view.show_text(taken_apart("- one\n" * (MOST_PARTS + 1)))
    qtbot.waitUntil(lambda: "too long to be shown" in view.toPlainText())
    assert view.document().blockCount() == MOST_PARTS + 1


def test_nothing_in_a_strangers_guidelines_is_markup_a_link_or_a_picture(qtbot):
    view = GuidelineText()
    qtbot.addWidget(view)
    view.show_text(taken_apart(HOSTILE))
    text = view.toPlainText()
    assert "<script>alert(1)</script>" in text
    assert '<img src="file:///etc/passwd">' in text
    assert "[picture: steal]" in text
    assert "\u202e" not in text
    formats = [one for one in view.document().allFormats() if one.isCharFormat()]
    assert not [one for one in formats if one.toCharFormat().isAnchor()]
    kind = QTextFormat.ObjectTypes.ImageObject.value
    assert not [one for one in formats if one.objectType() == kind]
    assert not isinstance(view.loadResource(2, "file:///etc/passwd"), QImage)


def test_f2_shows_the_guidelines_beside_the_page_and_hides_them_again(qtbot, make, path):
    with open_project(path) as project:
        guiding.set_guidelines(project, "# Rules\n\n- One **rule**")
    window = make(path)
    press(window, KEY.Key_F2)
    settle(qtbot, window)
    panel = window.panels.side.current
    assert panel.version.text().startswith("Version 1, ")
    assert panel.list.toPlainText() == "Rules\n• One rule"
    assert window.middle.view.hasFocus()
    press(window, KEY.Key_F2)
    assert window.panels.side.current is window.panels.outline


def test_keys_that_were_in_another_panel_go_to_the_text_of_the_guidelines(qtbot, make, path):
    with open_project(path) as project:
        guiding.set_guidelines(project, "# Rules")
    window = make(path)
    press(window, KEY.Key_F2)
    settle(qtbot, window)
    press(window, KEY.Key_M, CTRL)
    settle(qtbot, window)
    assert window.panels.side.current.isAncestorOf(window.focusWidget())
    press(window, KEY.Key_F2)
    assert window.panels.side.current.list.hasFocus()


def test_a_project_without_guidelines_says_how_it_gets_some(qtbot, make, path, tmp_path):
    window = make(path)
    press(window, KEY.Key_F2)
    settle(qtbot, window)
    panel = window.panels.side.current
    assert "no guidelines yet" in panel.version.text()
    rules = tmp_path / "rules.md"
    rules.write_text("Be *kind*.")
    window.teamwork.handlers["guidelines"].set_from(rules)
    settle(qtbot, window)
    assert panel.list.toPlainText() == "Be kind."
    assert window.banner.notice.sentence == "The guidelines are now version 1."


def test_a_file_that_is_no_text_is_refused_with_a_notice(qtbot, make, path, tmp_path):
    window = make(path)
    picture = tmp_path / "rules.md"
    picture.write_bytes(b"\xff\xfe\x00")
    window.teamwork.handlers["guidelines"].set_from(picture)
    settle(qtbot, window)
    assert "is not UTF-8 text" in window.banner.notice.sentence
