"""What is a page in a web archive, and what of it is told where it is damaged."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers import archive_stream
from annotator.pages.containers.archive_records import Record, Records
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import Source
from annotator.pages.containers.web_archive import WebArchive
from tests.unit.pages.containers.archives import HTML, arc, chunked, packed, record, response
from tests.unit.pages.containers.sources import pages, read, refusals, source

READER = WebArchive()
MARKUP = b"<html><title>One</title><p>Text</p></html>"
ENDS_EARLY = "The file ends within this record."

bodies = st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=6)


def markup(body: bytes) -> bytes:
    # What begins as a picture does would be taken for one.
    return b"<p>" + body


@given(bodies, st.booleans(), st.sampled_from(["1.0", "1.1"]))
def test_the_pages_are_those_that_were_written(found: list[bytes], is_packed: bool, version: str):
    records = [
        record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + markup(one), version=version)
        for one in found
    ]
    archive = packed(records) if is_packed else b"".join(records)
    assert [one.content for one in pages(read(READER, archive))] == [markup(one) for one in found]


@given(bodies, st.booleans())
def test_the_pages_of_an_arc_are_those_that_were_written(found: list[bytes], is_packed: bool):
    head = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
    records = arc(*(head + markup(one) for one in found))
    archive = packed(records) if is_packed else b"".join(records)
    got = pages(read(READER, archive))
    assert [one.content for one in got] == [markup(one) for one in found]
    assert {one.fetched_at for one in got} == {datetime(2026, 3, 1, 10, tzinfo=UTC)}


def test_a_record_tells_address_time_and_encoding():
    archive = record(b"crawler: test", "warcinfo", media_type="application/warc-fields")
    archive += response(
        MARKUP, {"Content-Type": 'text/html; Charset="windows-1251"'}, url="<http://a.example/a b>"
    )
    assert read(READER, archive, "crawl.warc") == [
        RawPage(
            MARKUP,
            "crawl.warc#2",
            PageKind.HTML,
            "http://a.example/a%20b",
            "windows-1251",
            datetime(2026, 3, 1, 10, tzinfo=UTC),
        )
    ]


@pytest.mark.parametrize(
    "one",
    [
        response(MARKUP, status="404 Not Found"),
        response(MARKUP, status="302"),
        response(MARKUP, status="206 Partial Content"),
        response(b"{}", {"Content-Type": "application/json"}),
        response(b"\x89PNG\r\n\x1a\n", HTML),
        response(b"\x00\x01binary", {}),
        response(
            b"User-agent: *", {"Content-Type": "text/plain"}, url="http://a.example/robots.txt"
        ),
        record(MARKUP, "request"),
        record(MARKUP, "metadata"),
        record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "revisit"),
        record(b"a log", "resource", url="metadata://a.example/log", media_type="text/plain"),
        record(b"20260301100000\nexample.", url="dns:a.example", media_type="text/dns"),
    ],
)
def test_what_is_no_page_is_passed_over_in_silence(one: bytes):
    assert read(READER, one) == []


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (response(MARKUP, {}), PageKind.HTML),
        (response(MARKUP, {"Content-Type": "nonsense"}), PageKind.HTML),
        (response(MARKUP, {"Content-Type": "application/octet-stream"}), PageKind.HTML),
        (response(MARKUP, {"Content-Type": "text/plain"}), PageKind.HTML),
        (response(b"Text", {"Content-Type": "text/plain"}), PageKind.TEXT),
        (response(b"<?xml version='1.0'?>" + MARKUP, {"Content-Type": "text/xml"}), PageKind.HTML),
        (response(MARKUP, status="203 Non-Authoritative Information"), PageKind.HTML),
        (response(MARKUP, status="200"), PageKind.HTML),
        (record(MARKUP, "resource", media_type="text/html"), PageKind.HTML),
        (record(b"Text of it", "conversion", media_type="text/plain"), PageKind.TEXT),
        (record(MARKUP), PageKind.HTML),
    ],
)
def test_pages_are_told_by_their_type_or_by_a_look(one: bytes, kind: PageKind):
    assert [page.kind for page in pages(read(READER, one))] == [kind]


def test_codings_are_taken_off_in_the_order_in_which_they_were_put_on():
    raw = zlib.compressobj(wbits=-15)
    wrapped = {
        "gzip": gzip.compress(MARKUP),
        "x-gzip": gzip.compress(MARKUP[:9]) + gzip.compress(MARKUP[9:]),
        "deflate": zlib.compress(MARKUP),
        "Deflate": raw.compress(MARKUP) + raw.flush(),
        "br": brotli.compress(MARKUP),
        "zstd": zstandard.ZstdCompressor().compress(MARKUP),
        "identity": MARKUP,
        "gzip, br": brotli.compress(gzip.compress(MARKUP)),
        "br,zstd , gzip": gzip.compress(
            zstandard.ZstdCompressor().compress(brotli.compress(MARKUP))
        ),
    }
    for coding, body in wrapped.items():
        headers = HTML | {"Content-Encoding": coding}
        (page,) = pages(read(READER, response(body, headers)))
        assert page.content == MARKUP, coding
        headers |= {"Transfer-Encoding": "chunked"}
        (page,) = pages(read(READER, response(chunked(body), headers)))
        assert page.content == MARKUP, coding


def test_codings_that_are_promised_and_not_there_are_none():
    for coding in ("gzip", "deflate", "br", "zstd"):
        headers = HTML | {"Content-Encoding": coding, "Transfer-Encoding": "chunked"}
        (page,) = pages(read(READER, response(MARKUP, headers)))
        assert page.content == MARKUP, coding


def test_a_page_whose_coding_lacks_but_its_check_sum_is_whole():
    for missing in range(9):
        body = gzip.compress(MARKUP)
        headers = HTML | {"Content-Encoding": "gzip"}
        (page,) = pages(read(READER, response(body[: len(body) - missing], headers)))
        assert page.content == MARKUP


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"", {}, "The page is empty."),
        (
            gzip.compress(MARKUP, mtime=0)[:-9],
            {"Content-Encoding": "gzip"},
            "Its compression ends early: the end of the page is missing.",
        ),
        (
            gzip.compress(MARKUP, mtime=0)[:-8] + b"????????",
            {"Content-Encoding": "gzip"},
            "The compression of the page is damaged.",
        ),
        (b"\xff" * 9, {"Content-Encoding": "br"}, "The compression of the page is damaged."),
        (b"\xff" * 9, {"Content-Encoding": "zstd"}, "The compression of the page is damaged."),
        (b"\xff" * 9, {"Content-Encoding": "deflate"}, "The compression of the page is damaged."),
        (
            MARKUP,
            {"Content-Encoding": "lzw"},
            "The page is compressed in a way that cannot be undone: “lzw”.",
        ),
        (MARKUP, {"Content-Encoding": "gzip," * 5}, "The page is compressed 5 times over."),
        (
            chunked(MARKUP)[:-20],
            {"Transfer-Encoding": "chunked"},
            "The page ends within a chunk: its end is missing.",
        ),
        (
            chunked(MARKUP).replace(b"\r\n7\r\n", b"\r\nx\r\n", 2),
            {"Transfer-Encoding": "chunked"},
            "The chunks of the page are damaged at byte 12 of it.",
        ),
    ],
)
def test_a_damaged_page_is_refused_and_the_next_one_read(
    body: bytes, headers: dict[str, str], reason: str
):
    records = [response(MARKUP), response(body, HTML | headers), response(MARKUP)]
    found = read(READER, b"".join(records))
    assert refusals(found) == [(reason, 2, len(records[0]))]
    assert [one.content for one in found if isinstance(one, RawPage)] == [MARKUP, MARKUP]


def test_a_bomb_of_codings_is_refused():
    bomb = gzip.compress(bytes(80 * 1024**2), 9)
    found = read(READER, response(gzip.compress(bomb), HTML | {"Content-Encoding": "gzip, gzip"}))
    assert refusals(found) == [("The page is larger than 64 MB.", 1, 0)]


def test_an_archive_that_unpacks_to_too_much_ends_there():
    records = [response(MARKUP)] * 5
    archive = packed([*records, record(bytes(1024**2), "request")])
    taken = source(archive)
    spare = Source(taken.name, taken.file, taken.size, Budget(100_000))
    found = list(READER.read(spare))
    assert [isinstance(one, RawPage) for one in found] == [True] * 5 + [False]
    assert refusals(found)[0][0].startswith("More than 0 MB were unpacked")


def test_a_large_page_is_passed_over_and_never_held(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.pages.containers.archive_records.LARGEST_PAGE", 1_000)
    large = response(b"<p>" + b"x" * 1_001)
    found = read(READER, large + response(MARKUP))
    assert refusals(found) == [("The page is larger than 64 MB.", 1, 0)]
    assert isinstance(found[-1], RawPage)


def test_a_wrong_length_is_told_and_the_next_record_found():
    short = record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + MARKUP, size=60)
    found = read(READER, response(MARKUP) + short + response(MARKUP))
    assert [one.name for one in found if isinstance(one, RawPage)] == [
        "pages#1",
        "pages#2",
        "pages#3",
    ]
    (refused,) = refusals(found)
    assert refused[0].endswith("bytes behind this record belong to none: its length is wrong.")
    assert refused[1] == 2
    none = record(MARKUP, size=0).replace(b"Length: 0", b"Length: x")
    found = read(READER, none + response(MARKUP))
    assert refusals(found) == [("The record’s length is no number: “x”.", 1, 0)]
    assert isinstance(found[-1], RawPage)


def test_behind_a_damaged_gzip_member_the_next_one_is_found():
    members = [packed([response(MARKUP)]) for _ in range(4)]
    broken = bytearray(members[1])
    broken[len(broken) // 2] ^= 0xFF
    found = read(READER, members[0] + bytes(broken) + members[2] + members[3])
    assert [isinstance(one, RawPage) for one in found] == [True, False, True, True]
    reason = "The gzip compression of this record is damaged."
    assert refusals(found) == [(reason, 2, len(members[0]))]


def test_an_archive_packed_as_a_whole_is_read_without_offsets():
    archive = gzip.compress(response(MARKUP) + response(b"") + response(MARKUP))
    found = read(READER, archive)
    assert refusals(found) == [("The page is empty.", 2, None)]
    assert len(found) == 3


@given(st.data())
def test_wherever_a_file_ends_early_it_is_told_but_between_two_records(data: st.DataObject):
    records = [response(MARKUP), record(b"GET /", "request"), response(MARKUP + b"2")]
    is_packed = data.draw(st.booleans())
    parts = [packed([one]) for one in records] if is_packed else records
    archive = b"".join(parts)
    cut = data.draw(st.integers(1, len(archive)))
    found = read(READER, archive[:cut])
    # The blank lines behind a record may be missing.
    spare = 0 if is_packed else 4
    ends = [sum(map(len, parts[: place + 1])) for place in range(len(parts))]
    told = [reason for reason, _, _ in refusals(found)]
    assert (told != []) == all(not end - spare <= cut <= end for end in ends)
    assert set(told) <= {ENDS_EARLY, "There is no record in this file."}
    whole = sum(
        one is not records[1] and cut >= end - spare for one, end in zip(records, ends, strict=True)
    )
    assert sum(isinstance(one, RawPage) for one in found) == whole


@given(st.binary(max_size=400), st.booleans())
def test_whatever_the_bytes_are_nothing_is_raised(junk: bytes, is_packed: bool):
    archive = packed([response(MARKUP)]) if is_packed else response(MARKUP)
    for content in (junk, archive + junk, archive[:-30] + junk + archive, b"WARC/1.0\r\n" + junk):
        read(READER, content)
        read(READER, content[:100] + junk + content[100:])


def test_each_record_is_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive_stream, "_STEP", 64)
    records = [response(MARKUP * n) for n in range(1, 9)]
    for parts in (records, [packed([one]) for one in records]):
        file = source(b"".join(parts)).file
        at = 0
        stream = archive_stream.ArchiveStream(file, Budget())
        for one, part in zip(Records(stream, "x"), parts, strict=True):
            assert isinstance(one, Record)
            assert one.offset == at
            at += len(part)


def test_archives_are_told_by_their_first_line():
    assert READER.sniff(response(MARKUP), "x.html") == 1.0
    assert READER.sniff(arc(MARKUP)[0], "x") == 1.0
    assert READER.sniff(MARKUP, "x.warc.gz") == 0.3
    assert READER.sniff(MARKUP, "x.html") == 0.0


def test_every_damaged_member_is_told_and_the_whole_ones_between_them_are_read():
    good = packed([response(MARKUP)])
    bad = good[:-8] + b"12345678"
    found = read(READER, good + bad + bad + good + bad)
    assert [isinstance(one, RawPage) for one in found] == [True, False, False, True, False]
    size = len(good)
    assert [(number, at) for _, number, at in refusals(found)] == [
        (2, size),
        (3, 2 * size),
        (5, 4 * size),
    ]


def test_what_looks_like_a_member_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive_stream, "_MOST_TRIES", 50)
    good = packed([response(MARKUP)])
    junk = b"\x1f\x8b\x08\x00" * 60
    assert len(refusals(read(READER, good[:-8] + b"12345678" + junk + good))) == 1


def test_a_body_of_very_many_members_is_unpacked_in_no_time():
    body = gzip.compress(b"", mtime=0) * 50_000 + gzip.compress(MARKUP, mtime=0)
    headers = HTML | {"Content-Encoding": "gzip"}
    (page,) = pages(read(READER, response(body, headers)))
    assert page.content == MARKUP
