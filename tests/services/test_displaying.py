"""Copies of the pages of a project."""

from __future__ import annotations

from threading import Thread

import pytest

from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageId
from annotator.services import importing, projects
from annotator.services.displaying import BEGINNING, Displaying


@pytest.fixture
def project(tmp_path):
    (tmp_path / "1.html").write_text("<title>t</title><p style='color: red'>One <b>two</b>")
    (tmp_path / "2.txt").write_text("line one\nline two\n")
    (tmp_path / "3.html").write_text(
        "<p>first</p>" + "<p>more and more</p>" * 10_000 + "<p>last</p>"
    )
    with projects.create_project(tmp_path / "news.annotator") as project:
        importing.import_paths(project, [tmp_path])
        yield project


@pytest.fixture
def displaying(project):
    made = Displaying(project)
    yield made
    made.close()


def test_a_page_is_copied_with_the_programs_own_sheet_and_its_styles(displaying):
    copy = displaying.copy(PageId(1))
    assert b"@layer annotator" in copy.displayed.markup
    assert b"One <b>two</b>" in copy.displayed.markup
    assert b"red" in copy.displayed.markup
    assert copy.resources == ()


def test_styles_of_the_page_can_be_left_out(displaying):
    assert b"red" not in displaying.copy(PageId(1), with_styles=False).displayed.markup


def test_a_text_dump_has_a_copy_too(displaying):
    assert b"line one\nline two" in displaying.copy(PageId(2)).displayed.markup


def test_the_beginning_of_a_long_page_is_copied_alone(displaying):
    whole = displaying.copy(PageId(3)).displayed.markup
    beginning = displaying.copy(PageId(3), is_beginning=True).displayed.markup
    assert b"last" in whole
    assert b"first" in beginning
    assert b"last" not in beginning
    assert len(beginning) < 2 * BEGINNING < len(whole)


def test_a_page_that_is_not_there_is_told(displaying):
    with pytest.raises(UserError):
        displaying.copy(PageId(99))


def test_after_the_end_no_copy_is_made(displaying):
    displaying.close()
    with pytest.raises(Cancelled):
        displaying.copy(PageId(1))


def test_copies_that_are_under_way_or_wait_are_cancelled_by_the_end(displaying):
    ended: list[type[BaseException] | None] = []

    def copy() -> None:
        try:
            displaying.copy(PageId(3))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is looked at
            ended.append(type(error))
        else:
            ended.append(None)

    threads = [Thread(target=copy) for _ in range(6)]
    for thread in threads:
        thread.start()
    displaying.close()
    for thread in threads:
        thread.join()
    assert set(ended) <= {None, Cancelled}
