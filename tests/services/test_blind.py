"""Blind pages: their share, and how many there are."""

from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.services.blind import blind_pages, set_blind_share
from annotator.services.importing import import_paths
from annotator.services.listing import page_rows
from annotator.services.projects import create_project, open_project
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks
from tests.pictures import page
from tests.stored import add_page, do, label_blocks, project_of


def finish(project, number, name):
    label_blocks(project, number, name, "body", 0)
    do(project, number, name, Sitting.finish)


def test_blind_pages_are_counted_with_who_finished_them(tmp_path):
    with project_of(tmp_path, page("seen")) as project:
        for text in ("one", "two", "three"):
            add_page(project, page(text), is_blind=True)
        for number, name in ((1, "Ada"), (2, "Ada"), (2, "Ben"), (3, "Ada")):
            finish(project, number, name)
        label_blocks(project, 4, "Cleo", "body", 0)
        found = blind_pages(project)
    assert (found.page_count, found.blind_count, found.finished_twice) == (4, 3, 1)
    assert found.finished == {"Ada": 2, "Ben": 1, "Cleo": 0}


def test_a_new_share_holds_for_pages_to_come_and_is_kept(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    path = tmp_path / "news.annotator"
    with create_project(path, blind_share=0) as project:
        (texts / "a.txt").write_text("A first story.\n", encoding="utf-8")
        import_paths(project, [texts])
        assert set_blind_share(project, 1).share == 1
    with open_project(path) as project:
        (texts / "b.txt").write_text("A second story.\n", encoding="utf-8")
        import_paths(project, [texts])
        assert [row.is_blind for row in page_rows(project)] == [False, True]
        assert set_blind_share(project, 0).blind_count == 1


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused_and_changes_nothing(tmp_path, share):
    with project_of(tmp_path) as project:
        before = blind_pages(project)
        with pytest.raises(UserError, match="is no share"):
            set_blind_share(project, share)
        assert blind_pages(project) == before
        assert before.share == 0.1


def test_gold_is_nobody_who_finished_a_blind_page(tmp_path):
    with project_of(tmp_path) as project:
        add_page(project, page("one"), is_blind=True)
        finish(project, 1, "Ada")
        decide_blocks(project, 1, {0: "body"})
        found = blind_pages(project)
    assert (found.finished, found.finished_twice) == ({"Ada": 1, "Rae": 0}, 0)
