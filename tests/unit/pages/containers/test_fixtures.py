"""Files that others wrote and saved: what is read of them, checked by other readers."""

from __future__ import annotations

import email
import email.policy
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.exceptions import ArchiveLoadFailed

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers.container import Refusal
from annotator.pages.reading import read_paths

ENDS_EARLY = "The file ends within this record."

# Pages, and the reasons for what is refused with the record and the byte where it begins.
ARCHIVES: dict[str, tuple[int, list[tuple[str, int, int]]]] = {
    "bad.arc": (
        0,
        [
            ("The record’s length is no number: “-1”.", 1, 0),
            ("The record’s length is no number: “-1”.", 2, 134),
            ("The page is empty.", 3, 202),
            ("The record’s length is no number: “abc”.", 4, 262),
        ],
    ),
    "derived_news_pages.warc.gz": (15, []),
    "dupes.warc.gz": (1, []),
    "example-bad.warc.gz.bad": (1, []),
    "example-extra.warc": (1, []),
    "example-url-agnostic-orig.warc.gz": (1, []),
    "example-url-agnostic-revisit.warc.gz": (0, []),
    "example-wget-1-14.warc.gz": (1, []),
    "example-wpull.warc.gz": (1, []),
    "example.arc": (1, []),
    "example.arc.gz": (1, []),
    "example.warc": (
        1,
        [("7 bytes behind this record belong to none: its length is wrong.", 5, 4764)],
    ),
    "example.warc.gz": (1, []),
    "example2.warc.gz": (1, []),
    "httpbin-resource.warc.gz": (0, []),
    "iana.warc.gz": (16, []),
    "missing-status-text.warc": (0, []),
    "post-test.warc.gz": (0, []),
    "warcio_example-bad-non-chunked.warc.gz": (1, []),
    "warcio_example-digest.warc": (0, []),
    "warcio_example-iana.org-chunked.warc": (1, []),
    "warcio_example-resource.warc.gz": (1, []),
    "warcio_example-space-in-target-uri.warc.gz": (0, []),
    # Its newlines were changed, so it is shorter than it says; what the server sent is all there.
    "warcio_example-space-in-url.arc": (1, [(ENDS_EARLY, 2, 151)]),
    "warcio_example-trunc.warc": (
        1,
        [("6 bytes behind this record belong to none: its length is wrong.", 3, 2560)],
    ),
    "warcio_example-wget-bad-target-uri.warc.gz": (1, []),
    "warcio_example-wrong-chunks.warc.gz": (1, []),
    "warcio_example.warc": (1, []),
    "warcio_example.warc.gz": (1, []),
}


def found_in(path: Path) -> tuple[list[RawPage], list[Refusal]]:
    found = list(read_paths([path]))
    return (
        [one for one in found if isinstance(one, RawPage)],
        [one for one in found if isinstance(one, Refusal)],
    )


@pytest.mark.parametrize("name", ARCHIVES)
def test_web_archives_give_their_pages_and_the_reasons_for_the_rest(corpus: Path, name: str):
    found, refused = found_in(corpus / "fixtures/warc" / name)
    count, reasons = ARCHIVES[name]
    assert [(one.reason, one.record, one.offset) for one in refused] == reasons
    assert len(found) == count


def test_no_web_archive_is_left_out(corpus: Path):
    files = {path.name for path in (corpus / "fixtures/warc").iterdir()}
    assert {name for name in files if not name.startswith("LICENSE")} == set(ARCHIVES)


def by_warcio(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as file, redirect_stderr(io.StringIO()):
        for one in WarcioIterator(file, arc2warc=True):
            http = one.http_headers
            is_http = one.rec_type == "response" and http is not None
            kind = (http if is_http else one.rec_headers).get_header("Content-Type") or ""
            is_whole = one.rec_type == "resource" or (is_http and http.get_statuscode() == "200")
            if is_whole and kind.startswith("text/html"):
                yield one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read()


def by_fastwarc(path: Path) -> Iterator[tuple[str, bytes]]:
    wanted = WarcRecordType.response | WarcRecordType.resource
    with path.open("rb") as file:
        for one in ArchiveIterator(file, record_types=wanted, auto_decode="all"):
            headers: Any = one.http_headers or one.headers
            is_whole = one.http_headers is None or one.http_headers.status_code == 200
            if is_whole and (headers.get("Content-Type") or "").startswith("text/html"):
                yield one.headers.get("WARC-Target-URI", "").strip("<>"), one.reader.read()


def test_other_readers_find_the_same_pages(corpus: Path):
    """They raise for some, and FastWARC reads no ARC; each is read by one of the two."""
    by_none = []
    for name in ARCHIVES:
        path = corpus / "fixtures/warc" / name
        ours = [(one.url, one.content) for one in found_in(path)[0]]
        theirs = []
        for reader in (by_warcio, by_fastwarc):
            try:
                theirs.append(list(reader(path)))
            except (ArchiveLoadFailed, OSError, ValueError):
                continue
        if ours not in theirs:
            by_none.append(name)
    assert by_none == []


def test_saved_pages_are_those_of_the_parser_of_the_standard_library(corpus: Path):
    paths = sorted((corpus / "fixtures/mhtml").iterdir())
    for path in paths:
        message = email.message_from_bytes(path.read_bytes())
        parts = [one for one in message.walk() if not one.is_multipart()]
        root = next(one for one in parts if one.get_content_type() == "text/html")
        styles = {
            one["Content-Location"]: one.get_payload(decode=True)
            for one in parts
            if one.get_content_type() == "text/css"
        }
        found, refused = found_in(path)
        assert refused == []
        (page,) = found
        assert page.content == root.get_payload(decode=True)
        assert {one.url: one.content for one in page.resources} == styles
        assert page.fetched_at is not None
        assert page.title
    assert len(paths) == 15


def test_pages_saved_by_single_file_tell_their_time(corpus: Path):
    paths = sorted((corpus / "fixtures/singlefile").iterdir())
    for path in paths:
        (page,), refused = found_in(path)
        assert refused == []
        assert page.content == path.read_bytes()
        assert page.fetched_at is not None
    assert len(paths) == 8


def test_a_wacz_gives_the_pages_of_its_list(corpus: Path):
    path = corpus / "fixtures/wacz/valid_example_1.wacz"
    (page,), refused = found_in(path)
    assert refused == []
    with zipfile.ZipFile(path) as archive:
        listed = json.loads(archive.read("pages/pages.jsonl").splitlines()[1])
    assert (page.url, page.title) == (listed["url"], listed["title"])
    assert page.fetched_at is not None
    assert page.kind is PageKind.HTML


def test_a_wacz_without_a_list_says_so(corpus: Path):
    found, (refused,) = found_in(corpus / "fixtures/wacz/invalid_example_1.wacz")
    assert found == []
    assert refused.reason.startswith("It has no list of pages (pages/pages.jsonl)")
