from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from annotator.core.annotations import Origin, violations
from annotator.core.decisions import GOLD
from annotator.core.errors import Cancelled, UserError
from annotator.core.gold_alignment import Fate
from annotator.core.journal import LineKind, Status
from annotator.core.pages import PageId
from annotator.core.progress import Progress
from annotator.services import annotating, exporting, reviewing
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project
from annotator.services.taking_in import SetFate, TakenSet, TakingIn, Wish, take_in
from tests.formats.data_sets import write_json, write_lines
from tests.pictures import mark_line, page
from tests.stored import label_blocks, project_of

STORY = page("Menu", "Big 😀 news", "A story, and more of it", "Read more", "Menu", hidden=[4])
ADA = Wish("Ada")


@pytest.fixture
def project(tmp_path: Path):
    with project_of(tmp_path, STORY, page("Another page", "of two blocks")) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path):
    with create_project(tmp_path / "news.annotator") as made:
        yield made


def doccano(
    folder: Path, *labels: tuple[int, int, str], text: str = STORY.text, **more: str
) -> Path:
    """A file of doccano; the labels are given in code points."""

    def units(offset: int) -> int:
        return len(text[:offset].encode("utf-16-le")) // 2 if offset <= len(text) else offset + 9

    rows = [[units(start), units(end), label] for start, end, label in labels]
    return write_lines(folder / "labels.jsonl", {"text": text, "label": rows, **more})


def taken(project: Project, path: Path, wish: Wish = ADA, **more) -> TakenSet:
    (one,) = take_in(project, path, wish=wish, **more).sets
    return one


def marks(project: Project, number: int = 1, annotator: str = "Ada") -> str:
    sitting = annotating.open_sitting(project, PageId(number), annotator)
    assert violations(sitting.document, sitting.annotations) == []
    return mark_line(sitting.document, sitting.annotations)


def test_marks_become_the_set_of_a_named_annotator_by_one_line(project: Project, tmp_path: Path):
    path = doccano(tmp_path, (5, 15, "headline"), (16, 39, "body"))
    one = taken(project, path)
    assert (one.fate, one.page, one.annotation_count) == (SetFate.NEW, 1, 2)
    assert marks(project) == "....|Hhhhhhhhhh|Bbbbbbbbbbbbbbbbbbbbbbb|.... ....|----"
    sitting = annotating.open_sitting(project, PageId(1), "Ada")
    assert {one.origin for one in sitting.annotations} == {Origin.IMPORTED}
    assert (sitting.revision, sitting.status) == (1, Status.IN_PROGRESS)
    assert sitting.history.done[0].name == "Take in doccano JSONL"


def test_taking_in_is_undone_as_any_step(project: Project, tmp_path: Path):
    taken(project, doccano(tmp_path, (16, 39, "body")))
    annotating.change(project, PageId(1), "Ada", lambda sitting: sitting.undo())
    assert "B" not in marks(project)


def test_what_was_taken_back_can_be_taken_in_again(project: Project, tmp_path: Path):
    taken(project, doccano(tmp_path, (16, 39, "body")))
    annotating.change(project, PageId(1), "Ada", lambda sitting: sitting.undo())
    assert taken(project, doccano(tmp_path, (5, 15, "headline"))).fate is SetFate.NEW
    assert marks(project) == "....|Hhhhhhhhhh|. ...... ... .... .. ..|.... ....|----"


def test_the_same_file_taken_in_again_changes_nothing(project: Project, tmp_path: Path):
    path = doccano(tmp_path, (16, 39, "body"))
    taken(project, path)
    assert taken(project, path).fate is SetFate.SAME
    assert annotating.open_sitting(project, PageId(1), "Ada").revision == 1


def test_another_set_of_the_annotator_is_not_overwritten(project: Project, tmp_path: Path):
    label_blocks(project, 1, "Ada", "teaser", 3)
    before = marks(project)
    one = taken(project, doccano(tmp_path, (16, 39, "body")))
    assert one.fate is SetFate.REFUSED
    assert "--replace" in one.reason
    assert marks(project) == before


def test_a_set_gives_way_by_one_edit_where_that_is_asked_for(project: Project, tmp_path: Path):
    label_blocks(project, 1, "Ada", "teaser", 3)
    before = marks(project)
    one = taken(project, doccano(tmp_path, (16, 39, "body")), Wish("Ada", replaces=True))
    assert one.fate is SetFate.REPLACED
    assert marks(project) == "....|... . ....|Bbbbbbbbbbbbbbbbbbbbbbb|.... ....|----"
    annotating.change(project, PageId(1), "Ada", lambda sitting: sitting.undo())
    assert marks(project) == before


def test_an_accepted_set_is_settled(project: Project, tmp_path: Path):
    path = doccano(tmp_path, (16, 39, "body"))
    taken(project, path, Wish("Ada", fills=True))
    reviewing.accept(project, PageId(1), "Rita")
    other = doccano(tmp_path, (5, 15, "body"))
    assert "accepted" in taken(project, other, Wish("Ada", replaces=True)).reason


def test_what_is_not_marked_is_filled_where_that_is_asked_for(project: Project, tmp_path: Path):
    path = doccano(tmp_path, (5, 15, "headline"), (16, 39, "body"))
    one = taken(project, path, Wish("Ada", fills=True))
    assert one.status is Status.FINISHED
    assert marks(project) == "Xxxx|Hhhhhhhhhh|Bbbbbbbbbbbbbbbbbbbbbbb|Xxxxxxxxx|----"


def test_labels_are_led_over_and_unknown_ones_listed(project: Project, tmp_path: Path):
    path = doccano(tmp_path, (0, 4, "NAV"), (5, 15, "Headline"), (16, 39, "TXT"))
    result = take_in(project, path, wish=ADA)
    assert result.unknown_labels == {"NAV": 1, "TXT": 1}
    assert result.count(SetFate.REFUSED) == 1
    assert "“NAV”, “TXT”" in result.sets[0].reason
    one = taken(project, path, labels={"NAV": "", "TXT": "body"})
    assert one.fate is SetFate.NEW
    assert marks(project).startswith("....|Hhhhhhhhhh|Bbbb")


def test_a_label_that_the_project_lacks_cannot_be_led_to(project: Project, tmp_path: Path):
    with pytest.raises(UserError, match="no label “text”"):
        take_in(project, doccano(tmp_path, (0, 4, "TXT")), wish=ADA, labels={"TXT": "text"})


def test_a_page_is_refused_whole_where_one_mark_is_wrong(project: Project, tmp_path: Path):
    for wrong in ((10, 20, "body"), (0, 400, "body"), (7, 7, "body")):
        path = doccano(tmp_path, (5, 15, "headline"), wrong)
        assert taken(project, path).fate is SetFate.REFUSED
    assert annotating.open_sitting(project, PageId(1), "Ada").revision == 0


def test_a_quote_that_differs_tells_of_another_unit(project: Project, tmp_path: Path):
    span = {"start": 8, "end": 12, "label": "body", "text": "news"}
    path = write_lines(tmp_path / "p.jsonl", {"text": STORY.text, "spans": [span]})
    assert "count something else" in taken(project, path, format_name="prodigy").reason


@pytest.mark.parametrize(
    "told",
    [
        {"url": "http://www.news.example/story#top"},
        {"name": "folder/PAGE.txt.gz"},
        {"meta": {"url": "https://news.example/story"}},
    ],
)
def test_several_pages_of_one_address_are_told_apart_by_their_text(
    project: Project, tmp_path: Path, told: dict
):
    assert taken(project, doccano(tmp_path, (16, 39, "body"), **told)).page == 1
    other = doccano(tmp_path, (16, 39, "body"), text=STORY.text + "\nmore", **told)
    assert "Several pages have" in taken(project, other, Wish("Bo")).reason


def test_a_page_is_known_by_its_digest_whatever_its_text(project: Project, tmp_path: Path):
    with project.store.read() as transaction:
        digest = transaction.pages.facts(PageId(1)).digest
    text = "Menu\nBig news!\n\n A story, and more of it"
    start = text.index("A story")
    path = doccano(tmp_path, (start, len(text), "body"), text=text, digest=digest)
    assert taken(project, path).page == 1
    assert marks(project) == "....|... . ....|Bbbbbbbbbbbbbbbbbbbbbbb|.... ....|----"


def test_what_has_no_page_here_is_refused(project: Project, tmp_path: Path):
    one = taken(project, doccano(tmp_path, (0, 2, "body"), text="An unknown text"))
    assert (one.fate, one.page) == (SetFate.REFUSED, None)
    assert "Import the page first" in one.reason


def test_another_page_is_not_taken_for_the_one_that_is_meant(empty: Project, tmp_path: Path):
    (tmp_path / "story.html").write_text("<p>Quite another page than the one that was marked</p>")
    import_paths(empty, [tmp_path / "story.html"])
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/story.txt").write_text(
        "A story that is nowhere on that page\n\nQuite another"
    )
    one = taken(empty, tmp_path / "gold")
    assert "Look whether it is the same page" in one.reason


def _benchmark(folder: Path) -> Path:
    markup = "<title>T</title><p>Menu<p>Story, part one<p>Menu<p>And part two<p>Menu"
    (folder / "aeb/html").mkdir(parents=True)
    (folder / "aeb/html/abc.html.gz").write_bytes(gzip.compress(markup.encode()))
    truth = {
        "abc": {"articleBody": "Story, part one\nAnd part two", "url": "https://a.example/s"},
        "def": {"articleBody": "x", "url": ""},
    }
    write_json(folder / "aeb/ground-truth.json", truth)
    return folder / "aeb"


def test_a_page_that_comes_along_is_added_with_its_gold(empty: Project, tmp_path: Path):
    result = take_in(empty, _benchmark(tmp_path), wish=Wish("Gold", fills=True))
    first, second = result.sets
    assert (first.fate, first.is_new_page, first.page) == (SetFate.NEW, True, 1)
    assert second.fate is SetFate.REFUSED
    assert marks(empty, 1, "Gold") == "Xxxx|Bbbbbbbbbbbbbbb|Xxxx|Bbbbbbbbbbbb|Xxxx"
    with empty.store.read() as transaction:
        assert transaction.pages.facts(PageId(1)).url == "https://a.example/s"
        assert transaction.pages.count() == 1


def test_gold_that_is_not_all_found_leaves_the_page_open(empty: Project, tmp_path: Path):
    folder = _benchmark(tmp_path)
    body = "Story, part one\nAnd part two\nA caption"
    write_json(folder / "ground-truth.json", {"abc": {"articleBody": body, "url": ""}})
    one = taken(empty, folder, Wish("Gold", fills=True))
    assert (one.status, dict(one.fates)) == (
        Status.IN_PROGRESS,
        {Fate.FOUND: 2, Fate.NOT_FOUND: 1},
    )
    assert [(text.text, text.fate) for text in one.unsure] == [("A caption", Fate.NOT_FOUND)]


def test_an_ambiguous_place_is_marked_uncertain(empty: Project, tmp_path: Path):
    folder = _benchmark(tmp_path)
    write_json(folder / "ground-truth.json", {"abc": {"articleBody": "Menu", "url": ""}})
    taken(empty, folder, Wish("Gold"))
    (only,) = annotating.open_sitting(empty, PageId(1), "Gold").annotations
    assert only.uncertain


def test_a_preview_says_the_same_and_writes_nothing(empty: Project, tmp_path: Path):
    folder = _benchmark(tmp_path)
    foreseen = take_in(empty, folder, wish=Wish("Gold"), is_preview=True)
    with empty.store.read() as transaction:
        assert transaction.pages.count() == 0
        assert transaction.annotators.all() == []
    assert _without_numbers(foreseen) == _without_numbers(take_in(empty, folder, wish=Wish("Gold")))


def _without_numbers(result: TakingIn) -> list[tuple]:
    return [
        (one.where, one.fate, one.is_new_page, one.annotation_count, one.reason, one.fates)
        for one in result.sets
    ]


def test_several_annotators_of_a_page_that_is_new(empty: Project, tmp_path: Path):
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 3}
    region = {
        "type": "hypertextlabels",
        "value": {**value, "text": "One", "hypertextlabels": ["Body"]},
    }
    task = {
        "data": {"html": "<html><body><p>One 😀 two</p></body></html>"},
        "annotations": [
            {"completed_by": "ada", "result": [region]},
            {"completed_by": "bo", "result": [region]},
            {"completed_by": "ada", "result": []},
        ],
    }
    path = write_json(tmp_path / "t.json", [task])
    for is_preview in (True, False):
        result = take_in(empty, path, wish=Wish(), is_preview=is_preview)
        assert [(one.fate, one.is_new_page) for one in result.sets] == [
            (SetFate.NEW, True),
            (SetFate.NEW, False),
            (SetFate.REFUSED, False),
        ]
    assert marks(empty, 1, "ada") == marks(empty, 1, "bo") == "Bbb . ..."
    only = take_in(empty, path, wish=Wish("Eve", only="bo"))
    assert [(one.annotator, one.fate) for one in only.sets] == [("Eve", SetFate.NEW)]


def test_paths_that_lead_nowhere_are_made_up_for_by_the_text(empty: Project, tmp_path: Path):
    value = {"start": "/x/text()[1]", "end": "/x/text()[1]", "startOffset": 0, "endOffset": 3}
    region = {
        "type": "hypertextlabels",
        "value": {**value, "text": "two", "hypertextlabels": ["Body"]},
    }
    html = "<html><body><p>One</p><p>two</p></body></html>"
    task = {"data": {"html": html}, "annotations": [{"completed_by": 1, "result": [region]}]}
    taken(empty, write_json(tmp_path / "t.json", [task]))
    assert marks(empty) == "...|Bbb"


def test_elements_that_say_what_is_content(empty: Project, tmp_path: Path):
    html = (
        "<html><body><p>Menu</p><div cc-select='true'><p>Story <b>one</b></p></div>"
        "<p hidden>Not shown</p><p>Menu</p></body></html>"
    )
    record = {"track_id": "t1", "html": html, "url": "https://a.example/"}
    one = taken(empty, write_lines(tmp_path / "m.jsonl", record))
    assert (one.fate, one.status) == (SetFate.NEW, Status.IN_PROGRESS)
    assert marks(empty) == "Xxxx|Bbbbbbbbb|--- -----|Xxxx"


def test_names_that_are_nobodys_are_refused(project: Project, tmp_path: Path):
    path = doccano(tmp_path, (16, 39, "body"))
    with pytest.raises(UserError, match="nobody's name"):
        take_in(project, path, wish=Wish(GOLD))
    assert "names no annotator" in taken(project, path, Wish()).reason
    assert "cannot be the name" in taken(project, path, Wish("A\nda")).reason
    named = doccano(tmp_path, (16, 39, "body"), annotator=GOLD)
    assert "nobody's name" in taken(project, named, Wish()).reason


def test_what_was_settled_stays_where_the_user_stops(project: Project, tmp_path: Path):
    record = {"text": STORY.text, "label": [[16, 39, "body"]]}
    path = write_lines(tmp_path / "a.jsonl", record, {**record, "user": "x"})
    told: list[Progress] = []

    def stop_at_the_second(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 2:
            raise Cancelled

    result = take_in(project, path, format_name="doccano", wish=ADA, report=stop_at_the_second)
    assert result.is_stopped
    assert [one.fate for one in result.sets] == [SetFate.NEW]
    assert told[0].total == path.stat().st_size


def test_a_file_that_is_not_there_is_refused(project: Project, tmp_path: Path):
    for name in ("", "doccano", "brat", "dragnet", "label-studio", "article-extraction-benchmark"):
        with pytest.raises(UserError):
            take_in(project, tmp_path / "nothing", format_name=name, wish=ADA)


def test_own_lines_come_back_with_status_notes_and_doubt(project: Project, tmp_path: Path):
    label_blocks(project, 1, "Ada", "body", 1, 2)
    annotating.change(project, PageId(1), "Ada", lambda sitting: sitting.fill())
    annotating.change(project, PageId(1), "Ada", lambda sitting: sitting.finish())
    target = tmp_path / "out.jsonl"
    exporting.export_project(project, target, format_name="jsonl")
    one = taken(project, target, Wish("Bo"))
    assert (one.fate, one.status) == (SetFate.NEW, Status.FINISHED)
    assert marks(project, 1, "Bo") == marks(project, 1, "Ada")
    assert taken(project, target, Wish()).fate is SetFate.SAME


def test_a_finished_page_on_which_nothing_is_marked_stays_finished(tmp_path: Path):
    with project_of(tmp_path, page("Hidden", hidden=[0])) as project:
        with project.store.read() as transaction:
            digest = transaction.pages.facts(PageId(1)).digest
        record = {"version": 1, "digest": digest, "text": "Hidden", "annotations": []}
        path = write_lines(tmp_path / "a.jsonl", {**record, "status": "finished"})
        assert taken(project, path).status is Status.FINISHED
        with project.store.read() as transaction:
            (stored,) = transaction.sets.of_page(PageId(1))
            author = transaction.annotators.find("Ada")
            lines = transaction.sets.journal(PageId(1), author)
        assert (stored.status, lines[0].kind) == (Status.FINISHED, LineKind.STATUS)


def test_the_report_is_of_plain_values(project: Project, tmp_path: Path):
    result = take_in(project, doccano(tmp_path, (16, 39, "body")), wish=ADA)
    assert json.dumps([one.where for one in result.sets]) == '["labels.jsonl, record 1"]'
