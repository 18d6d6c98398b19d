"""Text dumps: lines, paragraphs, hard-wrapped files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.core.pages import EncodingSource
from annotator.pages.parsing import parse
from tests.unit.pages.pages import document, dump, picture

PROSE = "The quick brown fox jumps over the lazy dog and then it runs away from the bear. " * 3


def wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def test_a_block_is_a_line_and_its_paragraph_is_remembered():
    assert picture(dump("Title\n\nCaption\nAI-made picture\n\n\nStory\n")) == "\n".join(
        ["0: Title", "1: Caption", "1: AI-made picture", "2: Story"]
    )


def test_lines_that_show_nothing_are_no_blocks_and_end_paragraphs():
    assert picture(dump("a\n \u00a0\nb\n\u200b\n\tc \n")) == "0: a\n1: b\n2: c"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(newline: str):
    assert document(dump(f"a{newline}b{newline}{newline}c")).text == "a\nb\nc"


def test_only_newlines_end_lines():
    assert document(dump("a\u2028b\u0085c\vd\fe")).text == "a\u2028b\u0085c\vd\fe"


def test_white_space_inside_a_line_is_kept():
    assert document(dump("  a   b\tc\u00a0 ")).text == "a   b\tc\u00a0"


@pytest.mark.parametrize("width", [52, 72, 80, 118])
def test_a_hard_wrapped_file_is_joined_by_paragraphs(width: int):
    text = f"A title\n\n{wrapped(PROSE * 4, width)}\n\n{wrapped(PROSE * 2, width)}\n"
    assert document(dump(text)).text == f"A title\n{(PROSE * 4).strip()}\n{(PROSE * 2).strip()}"


def test_short_lines_before_full_ones_stay_by_themselves():
    text = f"By Ann\n{wrapped(PROSE * 6, 72)}"
    assert document(dump(text)).text == f"By Ann\n{(PROSE * 6).strip()}"


def test_consecutive_lines_of_any_length_are_not_joined():
    lines = ["A caption of the picture above that is fairly long as captions go, is it not"]
    lines += [
        "Short one",
        "Another line that goes on for a while until it stops somewhere else",
        "x",
    ]
    lines += [
        "AI-made",
        "The last of the lines which nobody wrapped because they are all different",
    ]
    assert len(document(dump("\n".join(lines))).blocks) == len(lines)


def test_chinese_hard_wrapped_without_spaces_is_joined_without_spaces():
    sentence = "这是一个关于人工智能和新闻业的故事，它有很多很多的字，" * 8
    text = "\n".join(sentence[start : start + 36] for start in range(0, len(sentence), 36))
    assert document(dump(text)).text == sentence


def test_the_title_of_a_dump_is_its_first_line_and_its_encoding_is_detected():
    facts = parse(dump(f"Заголовок\n\n{'Текст о погоде. ' * 9}".encode("windows-1251"))).facts
    assert facts.title == "Заголовок"
    assert (facts.encoding, facts.encoding_source) == ("windows-1251", EncodingSource.DETECTED)
    assert (facts.url, facts.site, facts.cut) == (None, "", None)


def test_markup_in_a_dump_is_text():
    assert document(dump("<p>a &amp; b</p>")).text == "<p>a &amp; b</p>"


def test_lines_of_the_real_dump_are_the_blocks_that_people_labelled(corpus: Path):
    gold = json.loads((corpus / "pages/seed/gold.jsonl").read_text(encoding="utf-8").split("\n")[0])
    page = document(dump((corpus / f"pages/seed/{gold['id']}.txt").read_bytes()))
    assert [block_text.strip() for block_text in page.text.split("\n")] == [
        line["text"].strip() for line in gold["lines"]
    ]


def test_real_dumps_keep_every_line(corpus: Path):
    for path in sorted((corpus / "fixtures/text_dumps").glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        lines = [line.strip(" \t\r\f") for line in content.split("\n") if line.strip()]
        assert document(dump(path.read_bytes())).text.split("\n") == lines, path.name
