"""Paths that the system keeps from being read: each is refused by itself, and the rest is read."""

from __future__ import annotations

import gzip
import inspect
import os
import struct
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.core.pages import RawPage
from annotator.pages.containers.budget import LARGEST_PAGE
from annotator.pages.containers.container import Refusal
from annotator.pages.reading import byte_count, read_paths
from tests.permissions import permissions, run_bound

MB = 1024 * 1024
READ = """
import sys
from pathlib import Path
from annotator.pages.containers.container import Refusal
from annotator.pages.reading import read_paths
for found in read_paths(map(Path, sys.argv[1:])):
    print(found.reason if isinstance(found, Refusal) else Path(found.name).name)
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are others there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page, a folder with another page, and a third page."""
    (tmp_path / "b").mkdir()
    for name in ("a.html", "b/inside.html", "c.html"):
        (tmp_path / name).write_bytes(b"<p>x")
    return tmp_path


def told(*paths: Path) -> list[str]:
    """What is told of each path: the name of the page, or why it is refused."""
    return [
        found.reason if isinstance(found, Refusal) else Path(found.name).name
        for found in read_paths(paths)
    ]


def told_to_the_bound(*paths: Path) -> list[str]:
    """The same, to a user whom permissions bind."""
    done = run_bound("-c", READ, *paths)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@posix
def test_a_file_that_may_not_be_read_is_refused(folder: Path):
    with permissions({folder / "a.html": 0}):
        assert told_to_the_bound(folder) == [
            "You may not read this file.",
            "inside.html",
            "c.html",
        ]


@posix
@pytest.mark.parametrize("mode", [0, 0o444], ids=["closed", "without entry"])
def test_a_folder_that_may_not_be_entered_is_refused(folder: Path, mode: int):
    with permissions({folder / "b": mode}):
        assert told_to_the_bound(folder) == [
            "a.html",
            "You may not read this file.",
            "c.html",
        ]


@posix
def test_a_file_named_in_a_folder_that_may_not_be_entered_is_refused(folder: Path):
    with permissions({folder / "b": 0}):
        assert told_to_the_bound(folder / "b" / "inside.html", folder / "c.html") == [
            "You may not read this file.",
            "c.html",
        ]


@posix
def test_links_that_lead_to_themselves_are_refused(folder: Path):
    (folder / "b.html").symlink_to(folder / "b.html")
    (folder / "d.html").symlink_to(folder / "e.html")
    (folder / "e.html").symlink_to(folder / "d.html")
    names = told(folder)
    assert [name for name in names if name.endswith(".html")] == [
        "a.html",
        "inside.html",
        "c.html",
    ]
    assert sum("links" in name for name in names) == 3


@posix
def test_a_link_to_a_page_is_read_under_its_own_name(folder: Path):
    (folder / "d.html").symlink_to(folder / "a.html")
    assert told(folder / "d.html") == ["d.html"]


@pytest.mark.parametrize("length", [256, 5000])
def test_a_name_longer_than_the_system_takes_is_refused(folder: Path, length: int):
    refused, read = told(folder / f"{'x' * (length - 5)}.html", folder / "c.html")
    assert (refused.startswith(("The file cannot", "There is no")), read) == (True, "c.html")


def test_the_longest_name_that_the_system_takes_is_read(folder: Path):
    name = f"{'x' * 250}.html"
    (folder / name).write_bytes(b"<p>x")
    assert told(folder / name) == [name]


@contextmanager
def few_calls(count: int) -> Iterator[None]:
    """No more than so many further calls may be nested."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + count)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def test_folders_may_be_nested_deeper_than_calls(tmp_path: Path):
    deepest = tmp_path.joinpath(*["a"] * 200)
    deepest.mkdir(parents=True)
    (deepest / "page.html").write_bytes(b"<p>x")
    with few_calls(100):
        (page,) = read_paths([tmp_path])
        count = byte_count([tmp_path])
    assert isinstance(page, RawPage)
    assert (page.name, count) == (str(deepest / "page.html"), 4)


@posix
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_devices_are_no_pages(folder: Path, device: str):
    (folder / "b.html").symlink_to(device)
    assert told(folder / "b.html") == ["This is no file."]


def test_a_file_of_a_terabyte_is_refused_after_the_limit(folder: Path):
    with (folder / "a.html").open("wb") as file:
        try:
            file.truncate(1 << 40)  # takes up no room: it is one hole
        except OSError:
            pytest.skip("the file system has no files of that size")
    assert told(folder / "a.html", folder / "c.html") == [
        "The page is larger than 64 MB.",
        "c.html",
    ]


def test_a_file_of_just_the_largest_size_is_read(folder: Path):
    with (folder / "a.html").open("wb") as file:
        file.truncate(LARGEST_PAGE)
    assert told(folder / "a.html") == ["a.html"]


def test_a_gzip_bomb_of_many_members_is_refused_by_what_comes_out(folder: Path):
    path = folder / "a.html.gz"
    path.write_bytes(gzip.compress(bytes(16 * MB)) * 64)
    assert path.stat().st_size < 2 * MB
    tracemalloc.start()
    try:
        assert told(path) == ["The page is larger than 64 MB."]
        assert tracemalloc.get_traced_memory()[1] < 2 * LARGEST_PAGE
    finally:
        tracemalloc.stop()


def test_what_a_gzip_trailer_says_of_the_length_is_not_believed(folder: Path):
    path = folder / "a.html.gz"
    packed = gzip.compress(bytes(65 * MB))
    path.write_bytes(packed[:-4] + struct.pack("<I", 10))
    assert told(path) == ["The page is larger than 64 MB."]
    path.write_bytes(gzip.compress(b"<p>x")[:-4] + struct.pack("<I", 1 << 31))
    assert told(path) == ["The gzip compression of the file is damaged."]


def test_every_truncation_of_a_compressed_page_is_refused(folder: Path):
    path = folder / "a.html.gz"
    packed = gzip.compress(os.urandom(20).hex().encode())
    for length in range(3, len(packed)):
        path.write_bytes(packed[:length])
        assert told(path) == ["The gzip compression of the file is damaged."], length


def test_rubbish_behind_a_compressed_page_is_damage_and_zeros_are_not(folder: Path):
    path = folder / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>x") + bytes(100))
    assert told(path) == ["a.html.gz"]
    path.write_bytes(gzip.compress(b"<p>x") + b"rubbish")
    assert told(path) == ["The gzip compression of the file is damaged."]


def test_a_bundle_is_no_page_and_its_reader_is_named(tmp_path: Path) -> None:
    bundle = tmp_path / "ada.annobundle"
    bundle.write_bytes(b"PK\x05\x06" + b"\0" * 18)
    (found,) = read_paths([bundle])
    assert found == Refusal(
        str(bundle), "It is a colleague's bundle: receive it, its labels come along."
    )
