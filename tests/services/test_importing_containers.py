"""Pages out of containers come into a project with all that the containers tell of them."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime

import pytest

from annotator.core.errors import Cancelled
from annotator.core.pages import PageId, PageKind, RawPage, Resource
from annotator.core.progress import Progress
from annotator.services import importing
from annotator.services.checking import check_project
from annotator.services.held_pages import ComingPage, HeldPages
from annotator.services.importing import Columns, import_paths, re_decode
from annotator.services.listing import page_rows
from annotator.services.projects import create_project

COUNT = 40
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def project(tmp_path):
    with create_project(tmp_path / "news.annotator") as made:
        yield made


@pytest.fixture
def table(tmp_path):
    """A table of pages, the seventh row of which is broken."""
    rows = [
        json.dumps({"html": f"<title>Story {n}</title><p>It rained.", "id": n})
        for n in range(COUNT)
    ]
    rows[6] = "{"
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows))
    return path


@pytest.fixture
def mhtml(tmp_path):
    """A page without a title, saved with its picture."""
    path = tmp_path / "saved.mhtml"
    path.write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/ferry\r\n"
        b"Subject: Ferry returns\r\nDate: Tue, 3 Feb 2026 04:05:06 +0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html\r\nContent-Location: https://news.example/ferry\r\n\r\n"
        b"<h1>Ferry</h1><img src='https://news.example/a.png'>\r\n"
        b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://news.example/a.png\r\n\r\n" + b64encode(PNG) + b"\r\n--x--\r\n"
    )
    return path


def batches_of(count, monkeypatch):
    for name in ("_ARRIVED_PAGES", "_WAITING_PAGES", "_BATCH_PAGES"):
        monkeypatch.setattr(importing, name, count)


def test_an_import_of_a_container_that_is_stopped_keeps_whole_pages_and_goes_on_later(
    project, table, monkeypatch
):
    batches_of(3, monkeypatch)

    def stop_half_way(progress: Progress) -> None:
        if progress.what == f"{table}#20":
            raise Cancelled

    stopped = import_paths(project, [table], report=stop_half_way)
    assert stopped.is_stopped
    assert 10 < len(stopped.new) < 20
    assert check_project(project, is_deep=True) == ()
    assert len(page_rows(project)) == len(stopped.new)

    rest = import_paths(project, [table])
    assert [one.page for one in rest.same] == [one.page for one in stopped.new]
    assert len(rest.same) + len(rest.new) == COUNT - 1
    assert [(one.record, one.path) for one in rest.refused] == [(7, str(table))]
    titles = [one.title for one in page_rows(project)]
    assert titles == [f"Story {n}" for n in range(COUNT) if n != 6]


def test_an_import_can_be_stopped_at_any_moment(project, table, monkeypatch):
    batches_of(2, monkeypatch)
    known = 0
    for moment in range(0, 60, 7):
        calls = iter(range(10_000))

        def stop(_progress: Progress, calls=calls, moment=moment) -> None:
            if next(calls) >= moment:
                raise Cancelled

        report = import_paths(project, [table], report=stop)
        known += len(report.new)
        assert len(page_rows(project)) == known
    assert known == COUNT - 1
    assert check_project(project, is_deep=True) == ()


def test_of_a_great_many_refusals_the_first_are_told_and_all_are_counted(
    project, tmp_path, monkeypatch
):
    monkeypatch.setattr(importing, "_MOST_REFUSED", 5)
    (tmp_path / "rows.jsonl").write_text('{"html": "<p>One"}\n' + "broken\n" * 30)
    report = import_paths(project, [tmp_path])
    assert [one.record for one in report.refused] == [2, 3, 4, 5, 6]
    assert (report.refused_count, len(report.new)) == (30, 1)


def test_what_a_container_tells_of_a_page_is_kept(project, mhtml):
    (new,) = import_paths(project, [mhtml]).new
    with project.store.read() as transaction:
        facts = transaction.pages.facts(new.page)
        resources = transaction.pages.resources(new.page)
    assert facts.url == "https://news.example/ferry"
    assert facts.title == "Ferry returns"
    assert facts.fetched_at == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert resources == (Resource("https://news.example/a.png", "image/png", PNG),)
    assert check_project(project, is_deep=True) == ()


def test_a_page_that_is_read_anew_keeps_what_its_container_told(project, mhtml):
    import_paths(project, [mhtml])
    facts = re_decode(project, PageId(1), "windows-1252")
    assert (facts.title, facts.fetched_at) == (
        "Ferry returns",
        datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
    )


def test_the_columns_that_the_user_chose_are_read(project, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"a": "<p>One", "b": "Two", "c": "2026-02-03T04:05:06Z"}))
    import_paths(project, [path], columns=Columns(text="b", time="c", title="a"))
    with project.store.read() as transaction:
        assert transaction.pages.content(PageId(1)) == b"Two"
        assert transaction.pages.facts(PageId(1)).kind is PageKind.TEXT
        assert transaction.pages.facts(PageId(1)).title == "<p>One"


def test_what_comes_along_counts_where_pages_are_held_back():
    held = HeldPages(most_pages=10, most_bytes=1000)
    resource = Resource("https://news.example/a.png", "image/png", bytes(600))
    for number in range(2):
        raw = RawPage(b"<p>", "a", PageKind.HTML, resources=(resource,))
        held.add(ComingPage(number, raw, "0" * 64))
        assert held.is_full is (number == 1)
    assert held.take_oldest().number == 0
    assert not held.is_full
