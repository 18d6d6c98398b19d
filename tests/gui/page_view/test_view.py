"""The page view: it shows the page of the cursor, and the mouse in it moves the cursor."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint, Qt

from annotator.core.errors import UserError
from annotator.core.spans import Span
from annotator.pages.display import display
from annotator.pages.parsing import parse
from annotator.services.displaying import PageCopy
from tests.gui.page_view.looking import Looking
from tests.gui.text_view.sittings import sitting_on, span_of
from tests.unit.pages.pages import document_of, dump, html

SHIFT = Qt.KeyboardModifier.ShiftModifier
STORY = (
    "<title>t</title><nav><a href='/'>Home</a></nav><h1>A ferry returns</h1>"
    "<p>The <i>Lady</i>  Merrow is\n back.</p><p>Second paragraph 😀 with more.</p>"
    "<div hidden>Secret</div><footer>Imprint</footer>"
)


def test_the_text_of_every_visible_block_is_on_the_screen(looking):
    document = looking.at(STORY).document
    assert looking.texts() == [document.quote(block.span) for block in document.blocks]
    assert looking.seen() == [block.hidden is None for block in document.blocks]


def test_labels_are_painted_where_they_are(looking):
    sitting = looking.at(STORY)
    changes = sitting.label([span_of(sitting.document, "A ferry returns")], "body")
    looking.view.refresh(changes.blocks)
    units = looking.units(span_of(sitting.document, "A ferry returns"))
    assert looking.painted("an-label-0") == [tuple(units)]
    looking.view.refresh(sitting.undo().blocks)
    assert looking.painted("an-label-0") == []


def test_what_was_labelled_before_is_painted_when_the_page_comes(looking):
    sitting = looking.at(STORY)
    sitting.label([span_of(sitting.document, "Imprint")], "rest")
    looking.cursor.show_sitting(sitting)
    looking.wait()
    assert len(looking.painted("an-label-2")) == 1


def test_a_click_takes_the_cursor_to_a_block(looking):
    document = looking.at(STORY).document
    wanted = span_of(document, "Second paragraph")
    looking.click(looking.point(wanted.start + 3))
    looking.until(lambda: looking.cursor.block == document.block_at(wanted.start))
    assert looking.view.hasFocus()


def test_a_double_click_selects_a_word_and_a_third_the_block(looking):
    document = looking.at(STORY).document
    word = span_of(document, "Merrow")
    looking.click(looking.point(word.start + 2), times=2)
    looking.until(lambda: looking.cursor.selected_spans() == [word])
    assert [stop - start for start, stop in looking.painted("an-selection")] == [6]
    looking.click(looking.point(word.start + 2), times=3)
    looking.until(lambda: looking.cursor.selected_spans() == [document.blocks[2].span])


def test_a_drag_selects_exactly_what_it_passed(looking):
    document = looking.at(STORY).document
    start, stop = span_of(document, "Lady").start, span_of(document, "Merrow").end
    way = [looking.point(start), looking.point(start + 6), looking.point(stop - 1, after=True)]
    looking.drag(way)
    looking.until(lambda: looking.cursor.selected_spans() == [Span(start, stop)])


def test_a_drag_over_an_emoji_takes_all_of_it(looking):
    document = looking.at(STORY).document
    smile = span_of(document, "😀")
    looking.drag([looking.point(smile.start - 2), looking.point(smile.start, after=True)])
    wanted = Span(smile.start - 2, smile.end)
    looking.until(lambda: looking.cursor.selected_spans() == [wanted])


def test_the_block_with_the_cursor_has_a_frame(looking):
    looking.at(STORY)
    looking.cursor.go_to(1)
    assert looking.js("annotator.frame('cursor')")
    first = looking.js("annotator.frame('cursor')")
    looking.cursor.go_to(2)
    assert looking.js("annotator.frame('cursor')") != first


def test_hidden_text_is_shown_on_request_in_its_place(looking):
    document = looking.at(STORY).document
    secret = span_of(document, "Secret")
    assert looking.boxes(secret) == []
    looking.cursor.toggle_hidden()
    assert looking.boxes(secret) != []
    looking.cursor.toggle_hidden()
    assert looking.boxes(secret) == []


def test_the_cursor_that_is_sent_to_hidden_text_is_seen(looking):
    document = looking.at("<p>a</p><div class=d-none>one</div><p>b</p><p hidden>two</p>").document
    looking.cursor.go_to(document.block_at(span_of(document, "one").start))
    assert looking.boxes(span_of(document, "one")) != []
    assert looking.boxes(span_of(document, "two")) == []


def test_the_cursor_is_brought_into_sight(looking):
    document = looking.at("".join(f"<p>Paragraph {n}</p>" for n in range(300))).document
    looking.cursor.go_to(250)
    top = looking.boxes(document.blocks[250].span)[0][1]
    assert 0 <= top <= 700


def test_scrolling_in_the_page_is_told_and_following_is_not(looking):
    looking.at("".join(f"<p>Paragraph {n}</p>" for n in range(300)))
    told = []
    looking.view.scrolled.connect(lambda: told.append(looking.view.place))
    looking.view.follow(100, 0.0)
    looking.js("0")
    looking.qtbot.wait(60)
    assert told == []
    with looking.qtbot.waitSignal(looking.view.scrolled):
        looking.wheel(-1200)
    assert looking.view.place[0] > 100


def test_a_page_without_text_is_shown_all_the_same(looking):
    looking.at("<p></p><img alt='A ferry' src=x>")
    looking.click(looking.view.rect().center())
    assert looking.cursor.block == -1


def test_a_page_of_very_many_elements_is_shown_only_when_wanted(looking, monkeypatch):
    monkeypatch.setattr("annotator.gui.page_view.prepared.MOST_ELEMENTS", 3)
    looking.raw = html(STORY)
    sitting = sitting_on(document_of(parse(looking.raw)))
    looking.view.show()
    looking.cursor.show_sitting(sitting)
    assert "elements" in looking.view.note.text
    assert not looking.view.is_ready
    looking.view.note.accepted.emit()
    looking.wait()


def test_a_text_dump_is_shown_too(looking):
    document = looking.at(dump("first line\r\nsecond line\n\nthird 😀\n")).document
    assert looking.texts() == [document.quote(block.span) for block in document.blocks]


def test_the_dark_page_has_no_light_ground(looking):
    looking.at("<p>plain</p>")
    looking.view.set_dark(True)
    assert looking.js("document.documentElement.classList.contains('an-dark')")
    looking.at("<p style='background: #fff'>own ground</p>")
    assert not looking.js("document.documentElement.classList.contains('an-dark')")


def test_styles_of_the_page_can_be_taken_off(looking):
    document = looking.at("<style>p { display: none }</style><p>hidden by a sheet</p>").document
    span = document.blocks[0].span
    assert looking.boxes(span) == []
    looking.view.wear_styles(False)
    looking.wait()
    assert looking.boxes(span) != []


def test_the_mouse_outlines_the_block_below_it(looking):
    document = looking.at(STORY).document
    looking.cursor.go_to(0)
    assert looking.js("annotator.frame('hover')") is None
    looking.hover(looking.point(span_of(document, "Imprint").start))
    looking.until(lambda: looking.js("annotator.frame('hover')") is not None)
    looking.hover(QPoint(880, 690))
    looking.until(lambda: looking.js("annotator.frame('hover')") is None)


def test_a_run_of_blocks_is_selected_with_shift(looking):
    document = looking.at(STORY).document
    looking.click(looking.point(span_of(document, "A ferry").start))
    looking.until(lambda: looking.cursor.block == 1)
    looking.click(looking.point(span_of(document, "Second").start), modifiers=SHIFT)
    looking.until(lambda: looking.cursor.selection.run == range(1, 4))
    assert len(looking.painted("an-run")) >= 3


def test_the_top_of_a_long_page_is_shown_before_its_copy_is_made(looking):
    looking.view.copy_wanted.disconnect()
    looking.raw = html(STORY)
    sitting = sitting_on(document_of(parse(looking.raw)))
    looking.view.show()
    looking.cursor.show_sitting(sitting)
    looking.view.show_beginning(sitting, PageCopy(display(html("<p>only the top"), "utf-8"), ()))
    looking.until(lambda: "only the top" in looking.js("document.body.textContent"))
    assert not looking.view.is_ready
    looking.bring(sitting)
    looking.wait()
    assert "Imprint" in looking.texts()


def test_a_copy_that_comes_too_late_is_not_shown(looking):
    late = sitting_on(document_of(parse(html("<p>late"))))
    looking.at(STORY)
    looking.view.show_failure(late, UserError("It took too long."))
    assert looking.view.is_ready
    assert "Imprint" in looking.texts()


def test_why_a_page_cannot_be_shown_is_told_in_its_place(looking):
    sitting = looking.at(STORY)
    looking.view.show_failure(sitting, UserError("It takes too long.", "Use the text."))
    assert looking.view.note.text == "It takes too long. Use the text."


def test_the_view_recovers_when_the_browser_ends(looking):
    looking.at(STORY)
    looking.view.browser.died.emit()
    assert not looking.view.is_ready
    looking.view.note.accepted.emit()
    looking.wait()
    assert "Imprint" in looking.texts()


def test_one_page_after_another_is_shown(looking):
    for number in range(12):
        looking.at(f"<p>Page number {number}</p>")
        assert looking.texts() == [f"Page number {number}"]


def test_the_top_of_a_page_that_is_to_be_asked_for_is_not_taken_for_all_of_it(looking, monkeypatch):
    monkeypatch.setattr("annotator.gui.page_view.prepared.MOST_ELEMENTS", 3)
    looking.view.copy_wanted.disconnect()
    looking.raw = html(STORY)
    sitting = sitting_on(document_of(parse(looking.raw)))
    looking.view.show()
    looking.cursor.show_sitting(sitting)
    looking.view.show_beginning(sitting, PageCopy(display(html("<p>only the top"), "utf-8"), ()))
    looking.bring(sitting)
    looking.until(lambda: "only the top" in looking.js("document.body.textContent"))
    looking.qtbot.wait(50)
    assert not looking.view.is_ready
    assert looking.view.current is looking.view.note


def test_the_page_before_does_not_stand_there_for_long(looking):
    looking.at(STORY)
    looking.view.copy_wanted.disconnect()
    looking.cursor.show_sitting(sitting_on(document_of(parse(html("<p>slow")))))
    looking.until(lambda: "prepared" in looking.view.note.text)
    assert looking.view.current is looking.view.note


def test_a_page_that_does_not_come_is_given_up_though_it_was_announced(looking, monkeypatch):
    monkeypatch.setattr("annotator.gui.page_view.stage._LONGEST_LOAD_MS", 900)
    patient = Looking(looking.qtbot)
    patient.view.expect()
    patient.until(lambda: patient.view.browser is not None)
    monkeypatch.setattr(patient.view.browser, "show_document", lambda _served: None)
    patient.raw = html(STORY)
    patient.view.show()
    patient.cursor.show_sitting(sitting_on(document_of(parse(patient.raw))))
    patient.until(lambda: "prepared" in patient.view.note.text)
    patient.until(lambda: "too long" in patient.view.note.text)
    patient.end()


def test_scrolling_the_page_before_does_not_scroll_the_next_one(looking):
    looking.at("".join(f"<p>Paragraph {n}</p>" for n in range(300)))
    looking.view.copy_wanted.disconnect()
    looking.cursor.show_sitting(sitting_on(document_of(parse(html("<p>next")))))
    told = []
    looking.view.scrolled.connect(lambda: told.append(looking.view.place))
    looking.wheel(-1200)
    looking.until(lambda: looking.js("scrollY") > 0)
    looking.js("0")
    looking.qtbot.wait(60)
    assert (told, looking.view.place) == ([], (0, 0.0))


def test_a_browser_that_cannot_be_loaded_is_told_in_its_place(qtbot, monkeypatch):
    monkeypatch.setitem(sys.modules, "annotator.gui.page_view.browser", None)
    looking = Looking(qtbot)
    looking.raw = html(STORY)
    looking.view.show()
    looking.cursor.show_sitting(sitting_on(document_of(parse(looking.raw))))
    looking.until(lambda: "cannot be loaded" in looking.view.note.text)
    assert "text view" in looking.view.note.text
    looking.end()


def test_the_block_with_the_cursor_can_be_read_whatever_colours_the_page_gives_it(looking):
    document = looking.at("<p style='color: #fff; background: #fff'>White on white</p>").document
    assert looking.painted("an-cursor") == [tuple(looking.units(document.blocks[0].span))]


def test_a_cursor_in_sight_stays_there_when_the_page_is_laid_out_anew(looking):
    text = "Some words that fill a line and then some more of it. " * 3
    document = looking.at("".join(f"<p>{text}</p>" for _ in range(80))).document
    looking.cursor.go_to(60)
    looking.until(lambda: 0 < looking.boxes(document.blocks[60].span)[0][1] < 700)
    looking.view.resize(420, 500)
    looking.until(lambda: looking.js("innerWidth") < 430)
    looking.until(lambda: -50 < looking.boxes(document.blocks[60].span)[0][1] < 500)


def test_a_browser_that_does_not_answer_is_left_for_another(looking):
    looking.at(STORY)
    silent = looking.view.browser
    looking.view.delayed.emit()
    assert "too long" in looking.view.note.text
    looking.view.note.accepted.emit()
    looking.wait()
    assert looking.view.browser is not silent
    assert "Imprint" in looking.texts()
