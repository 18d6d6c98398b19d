"""What is amiss with a page stands where an editor looks: list, heading, status bar."""

import pytest

from annotator.services import importing, projects
from tests.gui.windows import KEY, press, settle

CUT = "<html><head><title>Cut</title></head><body><h1>Deep</h1>" + "<div>" * 3_000 + "lost"


@pytest.fixture
def path(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    text = "<meta charset='utf-8'><title>Replaced</title>" + "<p>Größe und Höhe überall.</p>" * 40
    (pages / "1.html").write_bytes(text.encode() + b"<p>One \xff stray byte.</p>")
    path = tmp_path / "news.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [pages])
    return path


def test_the_encoding_how_it_was_found_and_replaced_characters_are_shown(qtbot, make, path):
    window = make(path)
    facts = window.current.sitting.facts
    assert facts.replaced_count == 1
    assert window.status.encoding.text() == "utf-8, meta element ▾"
    assert "1 character replaced" in window.status.warning.text()
    press(window, KEY.Key_B)
    settle(qtbot, window)
    assert window.status.encoding.text() == "utf-8, meta element"


def test_a_drop_that_cannot_be_taken_says_why(qtbot, make, path, tmp_path):
    window = make()
    window.exchange.import_paths([tmp_path])
    assert "Open a project first" in window.banner.notice.text
    window = make(path)
    window.exchange.import_paths([tmp_path / "pages"])
    window.exchange.import_paths([tmp_path / "pages"])
    assert "under way" in window.banner.notice.text
    settle(qtbot, window)


def test_a_page_whose_end_is_missing_says_so_in_list_heading_and_status_bar(
    qtbot, make, path, tmp_path
):
    (tmp_path / "cut.html").write_text(CUT)
    with projects.open_project(path) as project:
        importing.import_paths(project, [tmp_path / "cut.html"])
    window = make(path, page=2)
    assert window.current.pages.table.row(2).is_cut
    assert "end of the page is missing" in window.middle.header.lines()[1]
    assert "end of the page is missing" in window.status.warning.text()
    assert "nested more than" in window.status.warning.toolTip()
