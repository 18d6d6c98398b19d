from __future__ import annotations

import os
from base64 import b64encode

import pytest
from lxml import etree

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.services.importing import import_paths
from annotator.services.page_files import write_page_file
from annotator.services.projects import create_project

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def project(tmp_path):
    """A page that was saved with its picture."""
    path = tmp_path / "saved.mhtml"
    path.write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/ferry\r\n"
        b"Subject: Ferry & returns\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html\r\nContent-Location: https://news.example/ferry\r\n\r\n"
        b"<style>h1 { color: #123456 }</style><script>evil()</script>"
        b"<h1>Ferry</h1><p hidden>menu</p><img src='https://news.example/a.png'>\r\n"
        b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://news.example/a.png\r\n\r\n" + b64encode(PNG) + b"\r\n--x--\r\n"
    )
    with create_project(tmp_path / "news.annotator") as made:
        import_paths(made, [path])
        yield made


def test_the_file_holds_the_page_its_styles_and_its_picture(project, tmp_path):
    target = tmp_path / "page.xhtml"
    report = write_page_file(project, PageId(1), target)
    content = target.read_bytes()
    root = etree.fromstring(content)
    assert root.findtext(f".//{NAMESPACE}h1") == "Ferry"
    assert root.findtext(f".//{NAMESPACE}title") == "Ferry & returns"
    (image,) = root.iter(f"{NAMESPACE}img")
    assert image.get("src") == "data:image/png;base64," + b64encode(PNG).decode()
    assert b"#123456" in content
    assert b"evil" not in content
    assert (report.path, report.byte_count) == (target, len(content))
    assert (report.block_count, report.has_styles, report.cut) == (2, True, None)


def test_the_pages_styles_can_be_left_out(project, tmp_path):
    target = tmp_path / "page.xhtml"
    write_page_file(project, PageId(1), target, with_styles=False)
    assert b"#123456" not in target.read_bytes()


def test_what_the_page_hides_can_be_shown_without_the_program(project, tmp_path):
    target = tmp_path / "page.xhtml"
    write_page_file(project, PageId(1), target)
    assert b"html.an-shows-hidden .an-hidden," in target.read_bytes()
    write_page_file(project, PageId(1), target, shows_hidden=True)
    content = target.read_bytes()
    assert b"  html .an-hidden, .an-hidden.an-unfolded {" in content
    assert b"html.an-shows-hidden" not in content


@pytest.mark.parametrize("name", ["page", "page.html", "page.annotator", "page.xhtml.txt"])
def test_a_name_that_browsers_take_for_something_else_is_refused(project, tmp_path, name):
    with pytest.raises(UserError, match=r"\.xhtml"):
        write_page_file(project, PageId(1), tmp_path / name)
    assert not (tmp_path / name).exists()


def test_nothing_is_written_where_there_is_no_such_page(project, tmp_path):
    (tmp_path / "page.xhtml").write_text("Dear editor")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError):
        write_page_file(project, PageId(2), tmp_path / "page.xhtml")
    assert (tmp_path / "page.xhtml").read_text() == "Dear editor"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_what_is_no_file_is_never_replaced(project, tmp_path):
    os.mkfifo(tmp_path / "pipe.xhtml")
    with pytest.raises(UserError, match="is no file"):
        write_page_file(project, PageId(1), tmp_path / "pipe.xhtml")
