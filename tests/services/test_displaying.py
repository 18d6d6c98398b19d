"""Copies of the pages of a project."""

from __future__ import annotations

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
