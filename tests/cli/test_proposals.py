"""The machine on the command line: propose, learn, clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.annotations import Origin
from annotator.core.pages import PageId
from annotator.services.importing import import_paths
from annotator.services.projects import create_project, open_project
from tests.services.test_assistant import NAMES, finish, html, import_pages


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three pages of a site, none of them blind."""
    path = tmp_path / "news.annotator"
    with create_project(path, blind_share=0) as project:
        import_pages(project, tmp_path / "pages", *NAMES[:3])
    return path


@pytest.fixture
def blind(tmp_path: Path) -> Path:
    """A project with one page, which is blind."""
    path = tmp_path / "blind.annotator"
    with create_project(path, blind_share=1) as project:
        import_pages(project, tmp_path / "pages", NAMES[0])
    return path


def annotations(path: Path, number: int, name: str):
    with open_project(path) as project, project.store.read() as transaction:
        author = transaction.annotators.find(name)
        return () if author is None else tuple(transaction.sets.annotations(PageId(number), author))


def test_propose_prints_what_is_proposed_for_every_visible_undecided_block(annotator, news):
    annotator("label", news, 1, "0,1", "boilerplate", "--as", "Ada")
    answer = annotator("propose", news, 1, "--as", "Ada", "--json").json
    assert answer["annotator"] == "Ada"
    (page,) = answer["pages"]
    assert (page["page"], page["blind"], page["accepted"]) == (1, False, False)
    assert (page["status"], page["undecided"]) == ("in progress", 8)
    rows = page["proposals"]
    assert [row["block"] for row in rows] == list(range(2, 10))
    assert set(rows[0]) == {"block", "start", "end", "label", "confidence", "source"}
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    assert [one.label for one in annotations(news, 1, "Ada")] == ["boilerplate"] * 2


def test_propose_without_pages_looks_at_all_of_them(annotator, news):
    pages = annotator("propose", news, "--as", "Ada", "--json").json["pages"]
    assert [one["page"] for one in pages] == [1, 2, 3]


def test_propose_prints_a_table(annotator, news):
    lines = annotator("propose", news, 1, "--as", "Ada").out.splitlines()
    assert lines[0] == "Page 1: The ferry is back, 10 proposals"
    assert len(lines) == 11
    assert "The ferry is back" in lines[3]
    assert " %" in lines[3]


def test_what_is_accepted_is_labelled_in_one_edit_that_says_so_and_finishes_nothing(
    annotator, news
):
    annotator("label", news, 1, "2", "teaser", "--as", "Ada")
    answer = annotator("propose", news, 1, "--as", "Ada", "--accept", "--json").json
    (page,) = answer["pages"]
    assert (page["accepted"], page["status"], page["undecided"]) == (True, "in progress", 0)
    found = annotations(news, 1, "Ada")
    assert len(found) == 10
    assert (found[2].label, found[2].origin) == ("teaser", Origin.BY_HAND)
    assert {one.origin for one in found} == {Origin.BY_HAND, Origin.ACCEPTED_WITH_REST}
    proposed = {(row["start"], row["end"], row["label"]) for row in page["proposals"]}
    accepted = {(one.span.start, one.span.end, one.label) for one in found}
    assert proposed == accepted - {(found[2].span.start, found[2].span.end, "teaser")}
    again = annotator("propose", news, 1, "--as", "Ada", "--accept", "--json").json["pages"][0]
    assert (again["accepted"], again["proposals"]) == (False, [])
    annotator("undo", news, 1, "--as", "Ada")
    assert len(annotations(news, 1, "Ada")) == 1
    assert annotator("learn", news, "--json").json["pages"] == 0


def test_a_blind_page_gets_no_proposal_and_nothing_is_accepted_on_it(annotator, blind):
    answer = annotator("propose", blind, 1, "--as", "Ada", "--accept", "--json").json
    (page,) = answer["pages"]
    assert (page["blind"], page["proposals"], page["accepted"]) == (True, [], False)
    assert page["model"] is None
    assert annotations(blind, 1, "Ada") == ()
    assert "blind" in annotator("propose", blind, 1, "--as", "Ada").out


def test_show_tells_whose_labels_a_blind_page_has_only_where_asked(annotator, blind):
    annotator("label", blind, 1, "0", "body", "--as", "Ada")
    shown = annotator("show", blind, 1, "--json").json
    assert (shown["blind"], shown["annotator"], shown["annotations"]) == (True, None, [])
    assert "give --as NAME" in annotator("show", blind, 1).out
    own = annotator("show", blind, 1, "--as", "Ada")
    assert "in progress by Ada" in own.out
    assert "give --as" not in own.out


def test_a_page_that_is_not_there_is_refused(annotator, news):
    answer = annotator("propose", news, 9, "--as", "Ada", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert "no page 9" in answer.err


def test_learn_says_what_there_was_to_learn_from(annotator, news):
    assert "no finished page" in annotator("learn", news).out
    with open_project(news) as project:
        finish(project, 1)
    learned = annotator("learn", news, "--json").json
    assert (learned["pages"], learned["sites"]) == (1, 1)
    assert "1 page of 1 site" in annotator("learn", news).out
    proposals = annotator("propose", news, 2, "--as", "Ada", "--json").json["pages"][0]
    assert "seen on this site" in {row["source"] for row in proposals["proposals"]}


def texts(answer, label: str) -> list[str]:
    return [
        text["text"]
        for page in answer.json["pages"]
        for text in page["texts"]
        if text["label"] == label
    ]


def test_clean_prints_the_story_of_a_file_and_stores_nothing(annotator, tmp_path):
    path = tmp_path / "ferry.html"
    path.write_text(html("ferry"), encoding="utf-8")
    lines = annotator("clean", path).out.splitlines()
    assert lines[0] == "The ferry is back"
    assert lines[1].startswith("The ferry was reopened")
    assert "Sport" not in lines
    assert [one.name for one in tmp_path.iterdir()] == ["ferry.html"]


def test_clean_tells_files_of_a_folder_apart_and_what_is_refused(annotator, tmp_path):
    folder = tmp_path / "crawl"
    folder.mkdir()
    for name in NAMES[:2]:
        folder.joinpath(f"{name}.html").write_text(html(name), encoding="utf-8")
    folder.joinpath("empty.html").write_bytes(b"")
    answer = annotator("clean", folder, "--labels", "headline", "--json")
    assert answer.code == 0
    assert [page["texts"][0]["text"] for page in answer.json["pages"]] == [
        "The bridge is back",
        "The ferry is back",
    ]
    assert [Path(one["path"]).name for one in answer.json["refused"]] == ["empty.html"]
    printed = annotator("clean", folder, "--labels", "headline")
    assert "ferry.html: The ferry is back" in printed.out
    assert "Refused" in printed.err


def test_clean_fails_where_nothing_can_be_read(annotator, tmp_path):
    path = tmp_path / "empty.html"
    path.write_bytes(b"")
    answer = annotator("clean", path, "--json")
    assert (answer.code, answer.out) == (1, "")
    missing = annotator("clean", tmp_path / "nowhere")
    assert (missing.code, missing.out) == (1, "")
    assert "no file or folder" in missing.err


def test_clean_uses_what_a_project_learned(annotator, news, tmp_path):
    path = tmp_path / "other.html"
    path.write_text(html(NAMES[4]), encoding="utf-8")
    with open_project(news) as project:
        finish(project, 1)
        for block in (6, 7, 8):
            annotator("label", news, 1, block, "boilerplate", "--as", "Ada")
        annotator("finish", news, 1, "--as", "Ada")
    answer = annotator("clean", path, "--labels", "boilerplate", "--with", news, "--json")
    assert "All about the ferry" in texts(answer, "boilerplate")


def test_clean_prints_the_labels_of_a_project_before_its_proposals(annotator, news):
    annotator("label", news, 1, "3", "teaser", "--as", "Ada")
    answer = annotator("clean", news, "--labels", "headline,teaser", "--json")
    assert [page["page"] for page in answer.json["pages"]] == [1, 2, 3]
    assert texts(answer, "teaser")[0].startswith("The ferry was reopened")
    assert "== Page 2: The bridge is back" in annotator("clean", news).out


def test_clean_guesses_nothing_about_blind_pages(annotator, blind):
    annotator("label", blind, 1, "2", "headline", "--as", "Ada")
    answer = annotator("clean", blind, "--labels", "headline,body", "--json")
    assert [text["text"] for text in answer.json["pages"][0]["texts"]] == ["The ferry is back"]
    assert answer.json["pages"][0]["blind"] is True


def test_a_project_is_cleaned_alone_and_with_its_own_labels(annotator, news, tmp_path):
    assert annotator("clean", news, tmp_path / "pages").code == 2
    assert annotator("clean", news, "--with", news).code == 2
    wrong = annotator("clean", news, "--labels", "sport")
    assert (wrong.code, wrong.out) == (1, "")
    assert "no label “sport”" in wrong.err


def test_a_label_set_without_the_usual_roles_has_to_be_told_what_to_print(annotator, tmp_path):
    source = '[[label]]\nid = "good"\nname = "Good"\nkeys = ["g"]\nlight = "#112233"\n'
    path = tmp_path / "own.annotator"
    with create_project(path, label_set_source=source + 'dark = "#ddeeff"\n') as project:
        import_paths(project, [])
    answer = annotator("clean", path)
    assert answer.code == 1
    assert "--labels" in answer.err
    assert annotator("clean", path, "--labels", "good", "--json").json == {
        "pages": [],
        "refused": [],
    }
