"""A ZIP is a folder in one file, and its directory is not believed."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers import zip_directory
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import Source
from annotator.pages.containers.zip_folder import ZipFolder
from tests.unit.pages.containers.archives import zipped
from tests.unit.pages.containers.sources import pages, read, refusals

READER = ZipFolder()
names = st.text("abcß漢/", min_size=1, max_size=8).map(lambda one: one.strip("/") or "x")


@given(st.dictionaries(names, st.binary(min_size=1, max_size=300), min_size=1, max_size=5))
def test_the_pages_are_those_that_were_written(found: dict[str, bytes]):
    # What begins as gzip does is unpacked.
    members = {f"{name}.html": b"<" + content for name, content in found.items()}
    got = pages(read(READER, zipped(members)))
    assert {one.name: one.content for one in got} == {
        f"pages#{name}": content for name, content in members.items()
    }


def test_pages_are_told_by_their_names_as_in_a_folder():
    members = {
        "a/": b"",
        "a/one.HTML": b"1",
        "a/two.txt": b"2",
        "a/three.xhtml.gz": gzip.compress(b"3"),
        "a/style.css": b"4",
        "__MACOSX/a/._one.html": b"5",
    }
    got = pages(read(READER, zipped(members), "crawl.zip"))
    assert [(one.name, one.content, one.kind) for one in got] == [
        ("crawl.zip#a/one.HTML", b"1", PageKind.HTML),
        ("crawl.zip#a/two.txt", b"2", PageKind.TEXT),
        ("crawl.zip#a/three.xhtml.gz", b"3", PageKind.HTML),
    ]


def test_names_that_lead_elsewhere_are_shown_and_never_gone_to():
    members = {"/etc/x.html": b"1", "../../x.html": b"2", "C:\\x.html": b"3", "a\nb.html": b"4"}
    got = pages(read(READER, zipped(members)))
    assert [one.name for one in got] == [
        "pages#/etc/x.html",
        "pages#../../x.html",
        "pages#C:\\x.html",
        "pages#a\ufffdb.html",
    ]


def test_a_zip_without_pages_says_so():
    ((reason, record, offset),) = refusals(read(READER, zipped({"data.warc": b"WARC/1.0"})))
    assert reason.startswith("No file in this ZIP ends in .html")
    assert (record, offset) == (None, None)


def test_a_damaged_file_is_refused_and_the_next_one_read():
    members = {"1.html": b"one", "2.html": b"twotwotwo" * 9, "3.html": b"three"}
    content = zipped(members, zipfile.ZIP_STORED).replace(b"twotwotwo", b"towtowtow")
    found = read(READER, content)
    at = content.index(b"PK\x03\x04", 4)
    assert refusals(found) == [("It is damaged.", 2, at)]
    assert [one.content for one in found if isinstance(one, RawPage)] == [b"one", b"three"]


@pytest.mark.parametrize("told", [1, 2**31])
def test_a_lie_about_the_size_is_found_out(told: int):
    content = bytearray(zipped({"1.html": b"x" * 5_000}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + place
        content[at : at + 4] = struct.pack("<I", told)
    assert [reason for reason, _, _ in refusals(read(READER, bytes(content)))] == ["It is damaged."]


def test_encrypted_files_and_rare_compressions_are_refused():
    content = bytearray(zipped({"1.html": b"x"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    assert refusals(read(READER, bytes(content)))[0][0] == "It is encrypted."
    rare = zipped({"1.html": b"x"}, zipfile.ZIP_BZIP2)
    assert refusals(read(READER, rare))[0][0].startswith("It is compressed in a way")


def test_files_that_lie_over_each_other_are_a_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.html", bytes(100_000))
        # A second entry for the same bytes.
        (first,) = archive.infolist()
        archive.filelist.append(first)
    assert refusals(read(READER, file.getvalue())) == [
        ("Files in the ZIP lie over each other, as only in a bomb.", None, None)
    ]


def test_a_bomb_ends_where_a_page_would_be_too_large():
    bomb = bytes(80 * 1024**2)
    for members in ({"1.html": bomb}, {"1.html.gz": gzip.compress(bomb)}):
        (refused,) = refusals(read(READER, zipped(members)))
        assert refused[0].endswith("larger than 64 MB.")


def test_all_files_together_unpack_to_no_more_than_is_allowed():
    content = zipped({f"{number}.html": bytes(10_000) for number in range(20)})
    found = list(READER.read(Source("x", io.BytesIO(content), len(content), Budget(50_000))))
    assert [isinstance(one, RawPage) for one in found] == [True] * 5 + [False]
    assert refusals(found)[0][1] == 6


def test_a_directory_is_not_read_where_it_is_too_large(monkeypatch: pytest.MonkeyPatch):
    content = zipped({f"{number}.html": b"x" for number in range(20)})
    monkeypatch.setattr(zip_directory, "_MOST_MEMBERS", 19)
    (refused,) = refusals(read(READER, content))
    assert refused[0] == "There are more than 19 files in the ZIP."


@pytest.mark.parametrize("disks", [b"\0\0\0\0", b"PK\x05\x06"])
def test_nothing_makes_the_library_read_more_of_a_directory(
    disks: bytes, monkeypatch: pytest.MonkeyPatch
):
    """The second directory has its own signature where a reader that looks for it is led astray."""
    one = zipped({"a.html": b"<p>x"})
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    size = 30 * (end - start)
    told = struct.pack("<HHIIH", 0xFFFF, 0xFFFF, size, start, 0)
    large = one[:start] + 30 * one[start:end] + b"PK\x05\x06" + disks + told
    monkeypatch.setattr(zip_directory, "_MOST_MEMBERS", 29)
    ((reason, _, _),) = refusals(read(READER, large))
    assert reason == "There are more than 29 files in the ZIP."
    monkeypatch.setattr(zip_directory, "_LARGEST_DIRECTORY", size - 1)
    ((reason, _, _),) = refusals(read(READER, large))
    assert reason == "The directory of the ZIP is larger than 32 MB."


@given(st.data())
def test_whatever_is_cut_off_or_changed_nothing_is_raised(data: st.DataObject):
    content = bytearray(zipped({"1.html": b"one" * 50, "2.txt.gz": gzip.compress(b"two", mtime=0)}))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    assert read(READER, bytes(content[:cut]))


def test_a_zip_is_told_by_its_first_letters():
    assert READER.sniff(zipped({"1.html": b"x"}), "x.html") > 0.5
    assert READER.sniff(b"<html>", "x.zip") == 0.3
