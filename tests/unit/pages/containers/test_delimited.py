"""A page in each row below the header, its bytes as they stand in the file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers import delimited
from annotator.pages.containers.container import Columns
from annotator.pages.containers.delimited import DelimitedTable
from tests.unit.pages.containers.sources import pages, read, refusals, source

READER = DelimitedTable()
CELLS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def written(*rows: list[str], delimiter: str = ",", newline: str = "\r\n") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL).writerows(
        rows
    )
    return file.getvalue().encode()


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_the_pages_are_those_that_were_written(
    rows: list[tuple[str, str]], delimiter: str, newline: str, encoding: str
):
    table = written(["html", "note"], *map(list, rows), delimiter=delimiter, newline=newline)
    found = pages(read(READER, table.decode().encode(encoding), "pages.csv"))
    assert [one.content for one in found] == [html.encode() for html, _ in rows]


@pytest.mark.parametrize("encoding", ["windows-1251", "windows-1252", "shift_jis", "gbk", "big5"])
def test_the_bytes_of_a_page_stay_what_they_are_in_any_encoding(encoding: str):
    text = {
        "windows-1251": 'Паром вернулся, "но" ненадолго',
        "windows-1252": "Die Fähre fährt, „Gruß“",
        "shift_jis": "フェリーが戻った、ソ表",
        "gbk": "渡轮回来了，鱼",
        "big5": "渡輪回來了，功許",
    }[encoding]
    quoted = text.replace('"', '""').encode(encoding)
    table = b'id,text\r\n1,"' + quoted + b'"\r\n2,"plain"\r\n'
    first, second = pages(read(READER, table, "pages.csv"))
    assert first.content == text.encode(encoding)
    assert (first.charset, second.charset) == (None, "utf-8")


def test_a_row_tells_address_id_title_and_time():
    table = written(
        ["ID", "Page URL", "Title", "Crawl-Time", "Raw HTML"],
        ["x1", "https://a.example/", "Fähre", "1767225600", '<p>a\r\n"b"'],
    )
    assert read(READER, table, "t.csv") == [
        RawPage(
            content=b'<p>a\r\n"b"',
            name="t.csv#x1",
            kind=PageKind.HTML,
            url="https://a.example/",
            charset="utf-8",
            fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
            title="Fähre",
        )
    ]


def test_a_broken_row_is_refused_with_its_number_and_offset_and_the_rest_is_read():
    table = b'html,url\na,b\n1,2,3\n"x"y,z\nc,\n,d\ne,f\n'
    found = read(READER, table, "t.csv")
    assert [one.content for one in found if isinstance(one, RawPage)] == [b"a", b"c", b"e"]
    assert refusals(found) == [
        ("The row has 3 cells, the header 2.", 2, 13),
        ("A quote in this row is neither doubled nor at the end of a cell.", 3, 19),
        ("The value in the column “html” is empty.", 5, 29),
    ]


def test_the_lines_of_a_broken_row_are_refused_as_one():
    table = b'html,url\n"a "b" c\n<p>d\n<p>e, f, g\n\nh,i\n'
    found = read(READER, table, "t.csv")
    assert len(refusals(found)) == 1
    assert [one.content for one in found if isinstance(one, RawPage)] == [b"h"]


def test_a_quote_that_is_never_closed_is_told_with_its_row():
    found = read(READER, b'html,url\na,b\n"c,d\n' + b"e,f\n" * 100, "t.csv")
    assert [one.content for one in found if isinstance(one, RawPage)] == [b"a"]
    ((reason, record, offset),) = refusals(found)
    assert "not closed" in reason
    assert (record, offset) == (2, 13)


def test_a_row_without_end_is_never_held(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delimited, "LARGEST_ROW", 1_000)
    found = read(READER, b'html,url\na,b\n"c,d\n' + b"e,f\n" * 1_000, "t.csv")
    ((reason, record, offset),) = refusals(found)
    assert "the rest of the file was not read" in reason
    assert (record, offset) == (2, 13)


def test_nul_and_every_other_byte_is_kept():
    content = bytes(range(256))
    table = b'html,url\n"' + content.replace(b'"', b'""') + b'",x\n'
    (page,) = pages(read(READER, table, "t.csv"))
    assert page.content == content


def test_columns_without_a_name_or_with_the_same_one_are_called_by_their_number():
    assert READER.look(source(b"html,,html\na,b,c\n", "t.csv")).names == (
        "html",
        "column 2",
        "column 3",
    )


def test_a_list_of_one_column_needs_no_delimiter():
    (page,) = pages(read(READER, b"text\nall, of it; as | one\n".replace(b",", b""), "t.csv"))
    assert page.content == b"all of it; as | one"


def test_a_chosen_column_counts_and_an_empty_choice_is_none():
    table = written(["html", "story", "url"], ["<p>a", "b", "c"])
    (page,) = pages(read(READER, table, "t.csv", Columns(text="story", url="")))
    assert (page.content, page.kind, page.url) == (b"b", PageKind.TEXT, None)


def test_a_header_without_pages_is_refused():
    assert "There are: “a”, “b”" in refusals(read(READER, b"a,b\n1,2\n", "t.csv"))[0][0]
    assert "no columns" in refusals(read(READER, b"", "t.csv"))[0][0]


@pytest.mark.parametrize(
    ("head", "name", "is_it"),
    [
        (b"url,html\na,b\nc,d\n", "t.csv", True),
        (b"url\thtml\na\tb\n", "t.tsv.gz", True),
        ("url,html\na,b\n".encode("utf-16"), "t.csv", True),
        (b"url,html\na,b\nc,d\n", "t.txt", False),
        (b"<html>a,b\nc,d\n", "t.csv", False),
        (b"One, two\nthree\nfour, five, six\n", "t.csv", False),
    ],
)
def test_it_is_told_by_its_name_and_equal_rows(head: bytes, name: str, is_it: bool):
    assert (READER.sniff(head, name) > 0.5) == is_it


def test_a_head_that_ends_within_a_row_is_no_evidence_against_it():
    head = b"url,html\n" + b'a,"' + b"x" * 70_000
    assert READER.sniff(head[: 64 * 1024], "t.csv") > 0.5
