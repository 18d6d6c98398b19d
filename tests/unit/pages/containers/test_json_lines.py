"""A page in each line; what is none is refused by its line."""

from __future__ import annotations

import gc
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers import json_lines, lines
from annotator.pages.containers.container import Columns
from annotator.pages.containers.json_lines import JsonLines
from tests.unit.pages.containers.sources import pages, read, refusals, source

READER = JsonLines()
MARKUP = "<html><p>One</p></html>"


def written(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@given(
    st.lists(st.text(min_size=1), min_size=1, max_size=8),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_the_pages_are_those_that_were_written(values: list[str], is_ascii: bool, newline: str):
    rows = (json.dumps({"html": one, "n": 1}, ensure_ascii=is_ascii) for one in values)
    found = pages(read(READER, newline.join(rows).encode("utf-8")))
    assert [one.content for one in found] == [one.encode() for one in values]
    assert {one.charset for one in found} == {"utf-8"}
    assert {one.kind for one in found} == {PageKind.HTML}


def test_a_row_tells_address_id_title_and_time():
    row = {
        "id": 17,
        "url": " https://a.example/1 ",
        "title": "A\ntitle",
        "fetched_at": "2026-03-01T10:00:00+02:00",
        "html": MARKUP,
        "extra": [1, 2],
    }
    assert read(READER, written(row), "crawl.jsonl") == [
        RawPage(
            content=MARKUP.encode(),
            name="crawl.jsonl#17",
            kind=PageKind.HTML,
            url="https://a.example/1",
            charset="utf-8",
            fetched_at=datetime(2026, 3, 1, 8, tzinfo=UTC),
            title="A title",
        )
    ]


def test_a_row_without_an_id_is_called_by_its_line():
    found = pages(read(READER, b"\n" + written({"html": "a"}) + b"\n" + written({"html": "b"})))
    assert [one.name for one in found] == ["pages#2", "pages#4"]


def test_a_bad_line_is_refused_with_its_number_and_offset_and_the_rest_is_read():
    good = written({"html": "x"})
    bad = (
        b"{no json\n",
        b"[1]\n",
        written({"url": "no page"}),
        written({"html": ""}),
        written({"html": ["x"]}),
        b'{"html": "\xff"}\n',
        b"\0\0\0\n",
        b'{"html": "x", "deep": ' + b"[" * 100_000 + b"\n",
        b'{"html": ' + b"1" * 10_000 + b"}\n",
    )
    found = read(READER, good + b"".join(bad) + good)
    assert isinstance(found[0], RawPage)
    assert isinstance(found[-1], RawPage)
    reasons, offset = [], len(good)
    for number, line in enumerate(bad, 2):
        reasons.append((number, offset))
        offset += len(line)
    assert [(record, at) for _, record, at in refusals(found)] == reasons
    assert [reason for reason, _, _ in refusals(found)][:6] == [
        "The line is no JSON.",
        "The line is no JSON object.",
        "The row has no value in the column “html”.",
        "The value in the column “html” is empty.",
        "The value in the column “html” is no text.",
        "The line is no UTF-8.",
    ]


def test_a_half_of_a_character_becomes_a_replacement_character():
    (page,) = pages(read(READER, b'{"html": "a\\ud83db \\ud83d\\ude00", "id": "\\udc00"}'))
    assert page.content == "a\ufffdb 😀".encode()
    assert page.name == "pages#\ufffd"


def test_a_line_that_is_too_long_is_passed_over_and_never_held(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "_STEP", 64)
    monkeypatch.setattr(json_lines, "lines_of", lambda file: lines.lines_of(file, longest=500))
    good = written({"html": "x"})
    long = written({"html": "y" * 1_000})
    found = read(READER, good + long + good + long.strip())
    assert [type(one) is RawPage for one in found] == [True, False, True, False]
    assert [(record, at) for _, record, at in refusals(found)] == [
        (2, len(good)),
        (4, 2 * len(good) + len(long)),
    ]


def test_a_line_of_very_many_values_is_refused_before_it_takes_the_memory():
    many = b'{"html": "x", "n": [' + b"0," * 1_000_001 + b"0]}\n"
    (refused,) = refusals(read(READER, written({"html": "y"}) + many))
    assert "1,000,000 values" in refused[0]
    commas = written({"html": "," * 1_000_100})
    assert len(pages(read(READER, commas))) == 1


def test_the_first_lines_are_let_go_of_while_the_rest_is_read():
    rows = READER.read(source(written(*({"html": f"<p>{n}"} for n in range(60)))))
    next(rows)
    next(rows)
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, json_lines.Row)]
    assert len(held) <= 49


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    rows = written({"page_html": MARKUP, "note": "x"})
    (refused,) = refusals(read(READER, rows, columns=Columns(html="html")))
    assert refused[0] == "There is no column “html”. There are: “page_html”, “note”."
    (refused,) = refusals(read(READER, written({"a": "b"})))
    assert refused[0].startswith("No column is called as one of HTML or text is.")


def test_a_task_of_doccano_is_its_text_and_the_labels_are_told_as_unread():
    task = {"id": 1, "text": "Rain in Rome", "label": [[0, 4, "WEATHER"]]}
    (page,) = pages(read(READER, written(task)))
    assert (page.content, page.kind) == (b"Rain in Rome", PageKind.TEXT)
    assert READER.look(source(written(task))).unread == ("label",)


def test_a_task_of_label_studio_is_refused_because_its_text_lies_deeper():
    task = {"id": 1, "data": {"html": MARKUP}, "annotations": []}
    (refused,) = refusals(read(READER, written(task)))
    assert "“data”" in refused[0]


@pytest.mark.parametrize(
    ("head", "name", "is_it"),
    [
        (b'\xef\xbb\xbf\n{"html": "x"}\n', "x", True),
        (b'{"html": "' + b"x" * 65_000, "pages.jsonl.gz", True),
        (b'{"html": "' + b"x" * 65_000, "x", True),
        (b'{\n  "html": "x"\n}', "x.json", False),
        (b'[{"html": "x"}]', "x.json", False),
        (b"<!doctype html>{}", "x.html", False),
        (b"{{ template }}\n", "x.txt", False),
        (b"", "x", False),
    ],
)
def test_it_is_told_by_its_first_line(head: bytes, name: str, is_it: bool):
    assert (READER.sniff(head, name) > 0.5) == is_it


def test_an_empty_file_has_no_rows_and_says_so():
    assert len(refusals(read(READER, b""))) == 1
    assert "None of the first lines is a row" in refusals(read(READER, b"nothing\n"))[0][0]
