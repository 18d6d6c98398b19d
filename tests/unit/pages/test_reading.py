"""Files and folders in, raw pages and refusals out."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers.budget import LARGEST_PAGE
from annotator.pages.containers.container import Refusal
from annotator.pages.parsing import parse
from annotator.pages.reading import byte_count, read_paths

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def write(path: Path, content: bytes = b"<p>x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def only(path: Path) -> RawPage | Refusal:
    (found,) = read_paths([path])
    return found


def reason(path: Path) -> str:
    found = only(path)
    assert isinstance(found, Refusal)
    assert found.path == str(path)
    return found.reason


def test_folders_are_read_with_all_that_is_in_them_by_name(tmp_path: Path):
    for name in ("b.htm", "a/z.txt", "a/b/c.XHTML", "a.html.gz", "no.png", "a/readme.md"):
        write(tmp_path / name)
    pages = [page for page in read_paths([tmp_path]) if isinstance(page, RawPage)]
    assert [Path(page.name).relative_to(tmp_path).as_posix() for page in pages] == [
        "a/b/c.XHTML",
        "a/z.txt",
        "a.html.gz",
        "b.htm",
    ]
    assert [page.kind for page in pages] == [
        PageKind.HTML,
        PageKind.TEXT,
        PageKind.HTML,
        PageKind.HTML,
    ]
    assert {page.content for page in pages} == {b"<p>x"}
    sizes = [(tmp_path / name).stat().st_size for name in ("b.htm", "a/z.txt", "a.html.gz")]
    assert byte_count([tmp_path]) == sum(sizes) + 4


def test_the_address_that_the_user_knows_goes_with_the_page(tmp_path: Path):
    (page,) = read_paths([write(tmp_path / "a.html")], url="https://a.example/")
    assert isinstance(page, RawPage)
    assert page.url == "https://a.example/"


def test_gzip_is_told_by_its_bytes_and_not_by_the_name(tmp_path: Path):
    (tmp_path / "a.html").write_bytes(gzip.compress(b"<p>x"))
    (tmp_path / "b.html.gz").write_bytes(b"<p>x")
    assert [page.content for page in read_paths([tmp_path]) if isinstance(page, RawPage)] == [
        b"<p>x",
        b"<p>x",
    ]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path):
    write(tmp_path / "a.html", b"")
    write(tmp_path / "b.html")
    first, second = read_paths([tmp_path])
    assert isinstance(first, Refusal)
    assert isinstance(second, RawPage)


def test_an_empty_file_is_refused(tmp_path: Path):
    assert "empty" in reason(write(tmp_path / "a.html", b""))
    assert "empty" in reason(write(tmp_path / "b.txt.gz", b""))


def test_other_endings_are_refused_where_they_are_named(tmp_path: Path):
    assert ".xhtml" in reason(write(tmp_path / "a.pdf"))


def test_a_vanished_file_is_refused(tmp_path: Path):
    assert reason(tmp_path / "gone.html") == "There is no such file."


def test_a_file_that_vanishes_while_the_folder_is_read_is_refused(tmp_path: Path):
    for name in "ab":
        write(tmp_path / f"{name}.html")
    found: Iterator[RawPage | Refusal] = read_paths([tmp_path])
    assert isinstance(next(found), RawPage)
    (tmp_path / "b.html").unlink()
    assert isinstance(next(found), Refusal)


@pytest.mark.skipif(IS_ROOT, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path):
    path = write(tmp_path / "a.html")
    path.chmod(0)
    assert reason(path) == "You may not read this file."


def test_what_the_system_says_no_to_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write(tmp_path / "a.html")

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        found = only(path)
    assert found == Refusal(str(path), "You may not read this file.")


def test_a_folder_without_pages_is_told(tmp_path: Path):
    assert "No file in this folder" in reason(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "a.html")
    assert reason(tmp_path / "a.html") == "This is no file."


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_to_folders_are_not_followed(tmp_path: Path):
    write(tmp_path / "a.html")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "b.html").symlink_to(tmp_path / "missing.html")
    first, second = read_paths([tmp_path])
    assert isinstance(first, RawPage)
    assert isinstance(second, Refusal)


def test_a_large_file_is_refused_by_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert "larger than 64 MB" in reason(path)


def test_a_gzip_bomb_is_refused_after_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as file:
        for _ in range(300):
            file.write(bytes(1024 * 1024))
    (tmp_path / "a.html.gz").write_bytes(packed.getvalue())
    read_count = 0
    whole = gzip.GzipFile.read

    def counting(self: gzip.GzipFile, size: int | None = -1) -> bytes:
        nonlocal read_count
        part = whole(self, size)
        read_count += len(part)
        return part

    monkeypatch.setattr(gzip.GzipFile, "read", counting)
    assert "larger than 64 MB" in reason(tmp_path / "a.html.gz")
    assert read_count <= LARGEST_PAGE + 2 * 1024 * 1024


@pytest.mark.parametrize("cut", [3, 12, -9, -4])
def test_damaged_gzip_is_refused(tmp_path: Path, cut: int):
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>x" * 100)[:cut])
    assert "gzip compression" in reason(path)


def test_gzip_with_a_wrong_checksum_is_refused(tmp_path: Path):
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>x")[:-8] + bytes(8))
    assert "gzip compression" in reason(path)


@pytest.mark.parametrize(
    "name",
    ["new\nline.html", "\u202eltr\u202c.html", "ü" * 125 + ".html", "a b'\"&<>.html", " .html"],
)
def test_odd_names_are_read_and_kept(tmp_path: Path, name: str):
    try:
        path = write(tmp_path / name)
    except OSError:
        pytest.skip("the file system does not know such names")
    page = only(path)
    assert isinstance(page, RawPage)
    assert page.name == str(path)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text_is_shown_as_one(tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.html"))
    page = only(write(path))
    assert isinstance(page, RawPage)
    assert page.name == f"{tmp_path}/\ufffd\ufffd.html"
    assert parse(page).facts.name == page.name


def test_tables_beside_pages_are_refused_and_alone_are_read(tmp_path: Path):
    row = b'{"html": "<p>from a table"}\n'
    write(tmp_path / "gold.jsonl", row)
    page = write(tmp_path / "page.html")
    assert [one.name for one in pages(tmp_path)] == [str(page)]
    (refused,) = [one for one in read_paths([tmp_path]) if isinstance(one, Refusal)]
    assert refused.path == str(tmp_path / "gold.jsonl")
    assert "name it" in refused.reason
    assert [one.content for one in pages(tmp_path / "gold.jsonl")] == [b"<p>from a table"]
    page.unlink()
    assert [one.content for one in pages(tmp_path)] == [b"<p>from a table"]


def pages(path: Path) -> list[RawPage]:
    return [one for one in read_paths([path]) if isinstance(one, RawPage)]
