"""Which kind a file is: its content says so before its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.pages.containers.registry import (
    CONTAINERS,
    SUFFIXES,
    container_of,
    has_suffix,
    suffixes_in_words,
)

HTML = b"<!DOCTYPE html><html><title>x</title><p>x"
WARC = b"WARC/1.1\r\nWARC-Type: warcinfo\r\n"
JSON = b'{"html": "<p>x", "url": "https://a.example/"}\n'
CSV = b"url,html\nhttps://a.example/,<p>x\n"
MHTML = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
)


@pytest.mark.parametrize(
    ("head", "name", "title"),
    [
        (HTML, "page.html", "HTML and text"),
        (HTML, "page", "HTML and text"),
        (b"words", "dump.txt", "HTML and text"),
        (WARC, "crawl.warc", "WARC"),
        (WARC, "page.html", "WARC"),
        (b"filedesc://a.arc 0.0.0.0 20260101000000 text/plain 9\n", "old", "WARC"),
        (JSON, "rows.jsonl", "JSON Lines"),
        (JSON, "rows.ndjson.gz", "JSON Lines"),
        (CSV, "rows.csv", "CSV"),
        (b"PAR1\x15\x04", "rows.data", "Parquet"),
        (MHTML, "page.mhtml", "MHTML"),
        (MHTML, "page.html", "MHTML"),
        (HTML, "rows.csv", "HTML and text"),
        (HTML, "crawl.warc", "HTML and text"),
    ],
)
def test_a_file_is_what_its_content_says(head, name, title):
    container = container_of(head, name)
    assert container is not None
    assert container.title == title


@pytest.mark.parametrize("name", ["picture.png", "", "archive.tar", "notes.docx", "html"])
def test_what_is_none_of_them_is_none(name):
    assert container_of(b"\x89PNG\r\n\x1a\n\0\0\0", name) is None


@given(st.binary(max_size=200), st.sampled_from(["page", *SUFFIXES]))
def test_any_bytes_are_told_apart_without_a_failure(head, suffix):
    for container in CONTAINERS:
        assert 0 <= container.sniff(head, f"name{suffix}") <= 1
    container_of(head, f"name{suffix}")


def test_every_kind_is_found_in_folders_by_its_endings_also_compressed():
    for container in CONTAINERS:
        for suffix in container.suffixes:
            assert has_suffix(f"Crawl{suffix.upper()}")
            assert has_suffix(f"crawl{suffix}.gz")
            assert suffix in suffixes_in_words()
    assert not has_suffix("picture.png")
    assert not has_suffix("rows.json")
    assert not has_suffix("html")


def test_no_two_kinds_have_the_same_name_or_ending():
    titles = [container.title for container in CONTAINERS]
    suffixes = [suffix for container in CONTAINERS for suffix in container.suffixes]
    assert len(set(titles)) == len(titles)
    assert len(set(suffixes)) == len(suffixes)
