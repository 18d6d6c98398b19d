"""Each reader on what its program writes: see docs/reference/taking-in.md for the sources."""

from __future__ import annotations

import gzip
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.offset_units import OffsetUnit
from annotator.formats import readers
from annotator.formats.reading import (
    GoldText,
    Mark,
    MarkedElements,
    MarkedText,
    MarkedTree,
    TreeMark,
)
from tests.formats.data_sets import (
    TEXT,
    marked,
    one_set,
    read,
    reasons,
    write_json,
    write_lines,
)

DIGEST = "ab" * 32


@pytest.mark.parametrize("name", readers.reader_names())
def test_every_reader_tells_what_it_is(name: str):
    reader = readers.reader(name)
    assert reader.name == name
    assert reader.title
    assert all(suffix.startswith(".") for suffix in reader.suffixes)
    assert reader.offset_unit in OffsetUnit


def test_an_unknown_format_is_refused_with_those_that_exist():
    with pytest.raises(UserError, match="no reader of a format “xml”") as caught:
        readers.reader("xml")
    assert "brat" in caught.value.hint


def test_a_strangers_reader_that_fails_to_load_is_told_with_its_package():
    entry = EntryPoint("odd", "a_package.that_is_missing:Reader", readers.GROUP)
    with pytest.raises(UserError, match="does not load"):
        readers._load(entry)


@pytest.mark.parametrize("start", [TEXT.index("news"), TEXT.index("news") + 1])
def test_label_studio_counts_code_points_and_once_counted_utf_16_units(tmp_path: Path, start: int):
    region = {
        "id": "x1",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": start, "end": start + 4, "text": "news", "labels": ["Title"]},
    }
    task = {
        "id": 7,
        "data": {"text": TEXT, "url": "https://news.example/a", "digest": DIGEST},
        "annotations": [
            {"id": 1, "completed_by": {"id": 3, "email": "ada@example.org"}, "result": [region]},
            {"id": 2, "completed_by": 4, "was_cancelled": True, "result": []},
        ],
        "predictions": [{"result": [region]}],
    }
    found = one_set("label-studio", write_json(tmp_path / "tasks.json", [task]))
    assert marked(found) == [("news", "Title")]
    assert (found.annotator, found.page.url, found.page.digest) == (
        "ada@example.org",
        "https://news.example/a",
        DIGEST,
    )


def test_label_studio_marks_html_by_paths(tmp_path: Path):
    def region(path: str, start: int, label: str, text: str, offset: int) -> dict:
        value = {
            "start": path,
            "end": path,
            "startOffset": start,
            "endOffset": start + len(text),
            "globalOffsets": {"start": offset, "end": offset + len(text)},
            "text": text,
            "hypertextlabels": [label],
        }
        return {"type": "hypertextlabels", "value": value}

    two = region("/p[2]/text()[1]", 0, "Body", "Two", 3)
    one = region("/p[1]/text()[1]", 1, "Head", "ne", 1)
    task = {
        "data": {"html": "<p>One</p><p>Two</p>"},
        "annotations": [{"completed_by": 1, "result": [two, one]}],
    }
    found = one_set("label-studio", write_json(tmp_path / "tasks.json", [task]))
    assert found.marks == MarkedTree(
        (
            TreeMark("/p[1]/text()[1]", 1, "/p[1]/text()[1]", 3, "Head", "ne"),
            TreeMark("/p[2]/text()[1]", 0, "/p[2]/text()[1]", 3, "Body", "Two"),
        )
    )
    assert (found.page.content, found.annotator) == (b"<p>One</p><p>Two</p>", "1")


def test_offsets_in_the_text_of_html_go_before_paths(tmp_path: Path):
    value = {
        "start": "/div[1]/text()[1]",
        "end": "/div[1]/text()[1]",
        "startOffset": 6,
        "endOffset": 10,
        "globalOffsets": {"start": 6, "end": 10},
        "text": "news",
        "hypertextlabels": ["Head"],
    }
    meta = {"text": ["why?"], "uncertain": True}
    region = {"type": "hypertextlabels", "value": value, "meta": meta}
    data = {"html": "<div>Big 😀 news</div>", "text": TEXT}
    annotation = {"annotator": "Ada", "status": "finished", "result": [region]}
    task = {"data": data, "annotations": [annotation]}
    found = one_set("label-studio", write_json(tmp_path / "t.json", [task]))
    assert (found.annotator, found.status) == ("Ada", Status.FINISHED)
    assert found.marks == MarkedText(TEXT, (Mark(6, 10, "Head", "news", "why?", uncertain=True),))


def test_label_studio_writes_a_short_form_too(tmp_path: Path):
    label = {"start": 0, "end": 3, "text": "Big", "labels": ["Title"]}
    task = {"id": 1, "text": TEXT, "label": [label], "annotator": 5, "lead_time": 3.5}
    found = one_set("label-studio", write_json(tmp_path / "min.json", [task]))
    assert (marked(found), found.annotator) == ([("Big", "Title")], "5")


def test_a_region_of_two_labels_is_refused(tmp_path: Path):
    value = {"start": 0, "end": 3, "labels": ["A", "B"]}
    task = {
        "data": {"text": TEXT},
        "annotations": [{"result": [{"type": "labels", "value": value}]}],
    }
    assert "has 2 labels" in reasons("label-studio", write_json(tmp_path / "a.json", [task]))[0]


def test_doccano_counts_utf_16_units(tmp_path: Path):
    start = TEXT.index("news") + 1
    old = {"id": 1, "text": TEXT, "label": [[start, start + 4, "Title"]], "Comments": []}
    new = {
        "id": 2,
        "text": TEXT,
        "entities": [{"id": 9, "label": "Title", "start_offset": start, "end_offset": start + 4}],
        "relations": [],
        "url": "https://news.example/b",
    }
    sets = read("doccano", write_lines(tmp_path / "admin.jsonl", old, new))
    assert [marked(one) for one in sets] == [[("news", "Title")]] * 2
    assert sets[1].page.url == "https://news.example/b"


def test_prodigy_gives_what_was_accepted(tmp_path: Path):
    start = TEXT.index("news")
    span = {"start": start, "end": start + 4, "label": "TITLE", "token_start": 2, "token_end": 2}
    task = {
        "text": TEXT,
        "spans": [span],
        "meta": {"url": "https://news.example/c"},
        "_input_hash": 1,
        "_task_hash": 2,
        "_annotator_id": "news-ada",
        "answer": "accept",
    }
    path = write_lines(tmp_path / "news.jsonl", task, {**task, "answer": "reject"})
    found, refused = read("prodigy", path)
    assert (marked(found), found.annotator) == ([("news", "TITLE")], "news-ada")
    assert found.page.url == "https://news.example/c"
    assert "“reject”" in refused.reason


def test_brat_keeps_text_and_marks_in_two_files(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    start = TEXT.index("story")
    (tmp_path / "a.ann").write_text(
        f"T1\tTitle 0 3;6 10\tBig news\nT2\tBody {start} {start + 5}\tstory\n"
        "#1\tAnnotatorNotes T2\tis it?\nR1\tOf Arg1:T1 Arg2:T2\nA1\tSure T1\n",
        encoding="utf-8",
    )
    found = one_set("brat", tmp_path)
    assert marked(found) == [("Big", "Title"), ("news", "Title"), ("story", "Body")]
    assert isinstance(found.marks, MarkedText)
    assert [one.note for one in found.marks.marks] == ["", "", "is it?"]
    assert found.page.name == "a"


def test_a_carriage_return_counts_in_brat(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"One\r\ntwo")
    (tmp_path / "a.ann").write_text("T1\tBody 5 8\ttwo\n", encoding="utf-8")
    assert marked(one_set("brat", tmp_path)) == [("two", "Body")]


def test_annotations_without_their_text_are_told(tmp_path: Path):
    (tmp_path / "a.ann").write_text("T1\tBody 0 3\tOne\n", encoding="utf-8")
    assert "“a.txt”, is missing" in reasons("brat", tmp_path)[0]


def test_boilernet_says_it_in_an_attribute(tmp_path: Path):
    page = b'<html><body><span __boilernet_label="1">Story</span></body></html>'
    (tmp_path / "story.html").write_bytes(page)
    (tmp_path / "notes.txt").write_text("no page", encoding="utf-8")
    for path in (tmp_path, tmp_path / "story.html"):
        found = one_set("boilernet", path)
        assert isinstance(found.marks, MarkedElements)
        assert (found.page.name, found.page.content) == ("story", page)
        assert (found.marks.labels["1"], found.marks.outside) == ("main", "other")


def test_clean_eval_tags_its_paragraphs(tmp_path: Path):
    text = "URL: http://news.example/d\n\n<h>Big news\n\n<p>A story,\nand more\n\n<l>One\n<l>Two\n"
    (tmp_path / "12.txt").write_bytes(text.encode("cp1252"))
    found = one_set("cleaneval", tmp_path / "12.txt")
    assert found.marks == GoldText(
        (("Big news", "h"), ("A story,", "p"), ("and more", "p"), ("One", "l"), ("Two", "l"))
    )
    assert (found.page.url, found.page.name) == ("http://news.example/d", "12")


def test_dragnet_parts_the_comments_from_the_article(tmp_path: Path):
    for folder in ("HTML", "Corrected"):
        (tmp_path / folder).mkdir()
    (tmp_path / "HTML/story.html").write_bytes(b"<p>Story")
    text = "Big news\n\nA story\n\n!@#$%^&*()  COMMENTS\n\nWell said!\n"
    (tmp_path / "Corrected/story.html.corrected.txt").write_text(text, encoding="utf-16")
    found = one_set("dragnet", tmp_path)
    assert found.marks == GoldText(
        (("Big news", "main"), ("A story", "main"), ("Well said!", "comments"))
    )
    assert (found.page.content, found.page.name) == (b"<p>Story", "story")


def test_the_article_benchmark_has_its_pages_beside(tmp_path: Path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html/abc.html.gz").write_bytes(gzip.compress(b"<p>Story"))
    truth = {"abc": {"articleBody": "Story\n\nMore", "url": "https://news.example/e"}}
    write_json(tmp_path / "ground-truth.json", truth)
    for path in (tmp_path, tmp_path / "ground-truth.json"):
        found = one_set("article-extraction-benchmark", path)
        assert found.marks == GoldText((("Story", "main"), ("More", "main")))
        assert (found.page.content, found.page.name) == (b"<p>Story", "abc")
        assert found.page.url == "https://news.example/e"


def test_wceb_names_pages_by_their_digest(tmp_path: Path):
    record = {
        "page_id": DIGEST,
        "url": "https://a.example/",
        "plaintext": "Story\nMore",
        "source": [],
    }
    found = one_set("wceb", write_lines(tmp_path / "cetd.jsonl", record))
    assert found.marks == GoldText((("Story", "main"), ("More", "main")))
    assert found.page.digest == DIGEST


def test_web_main_bench_marks_elements(tmp_path: Path):
    record = {"track_id": "t1", "html": '<p cc-select="true">Story', "url": "https://a.example/"}
    found = one_set("webmainbench", write_lines(tmp_path / "sample.jsonl", record))
    assert isinstance(found.marks, MarkedElements)
    assert (found.page.content, found.page.name) == (b'<p cc-select="true">Story', "t1")


def test_gold_text_is_parted_by_blank_lines(tmp_path: Path):
    (tmp_path / "story.txt").write_text(
        "Big news\n\nA story,\nand more\n \n\nEnd\n", encoding="utf-8"
    )
    (tmp_path / "story.html").write_bytes(b"<p>Story")
    found = one_set("gold-text", tmp_path)
    assert found.marks == GoldText(
        (("Big news", "main"), ("A story,\nand more", "main"), ("End", "main"))
    )
    assert (found.page.name, found.page.content) == ("story", b"<p>Story")


def test_own_lines_carry_status_and_notes(tmp_path: Path):
    annotation = {
        "start": 0,
        "end": 3,
        "label": "body",
        "quote": "Big",
        "note": "?",
        "uncertain": True,
    }
    record = {
        "version": 1,
        "digest": DIGEST,
        "text": TEXT,
        "annotator": "Ada",
        "status": "finished",
        "annotations": [annotation],
    }
    found = one_set("jsonl", write_lines(tmp_path / "own.jsonl", record))
    assert (marked(found), found.annotator, found.status) == (
        [("Big", "body")],
        "Ada",
        Status.FINISHED,
    )
    other = {**record, "version": 9}
    assert "version 9" in reasons("jsonl", write_lines(tmp_path / "new.jsonl", other))[0]


def _write_all(folder: Path) -> dict[str, Path]:
    """One of each that its content tells."""
    for name in ("brat", "dragnet/Corrected", "aeb", "clean", "gold"):
        (folder / name).mkdir(parents=True)
    (folder / "brat/a.txt").write_text("Text")
    (folder / "brat/a.ann").write_text("")
    (folder / "dragnet/Corrected/a.html.corrected.txt").write_text("Text")
    write_json(folder / "aeb/ground-truth.json", {"a": {"articleBody": "Text", "url": ""}})
    (folder / "clean/1.txt").write_text("URL: http://a.example/\n<p>Text")
    (folder / "gold/1.txt").write_text("Text")
    (folder / "b.html").write_text('<b __boilernet_label="1">Text</b>')
    span = {"start": 0, "end": 1, "label": "x"}
    annotated = [{"data": {"text": "Text"}, "annotations": [], "id": 1}]
    return {
        "brat": folder / "brat",
        "dragnet": folder / "dragnet",
        "article-extraction-benchmark": folder / "aeb",
        "cleaneval": folder / "clean",
        "gold-text": folder / "gold",
        "boilernet": folder / "b.html",
        "label-studio": write_json(folder / "ls.json", annotated),
        "doccano": write_lines(folder / "d.jsonl", {"text": "Text", "label": [[0, 1, "x"]]}),
        "prodigy": write_lines(
            folder / "p.jsonl", {"text": "T", "spans": [span], "answer": "accept"}
        ),
        "wceb": write_lines(folder / "w.jsonl", {"page_id": "a", "plaintext": "Text"}),
        "webmainbench": write_lines(folder / "m.jsonl", {"track_id": "a", "html": "<p>Text"}),
    }


def test_what_a_file_or_folder_is_its_content_tells(tmp_path: Path):
    written = _write_all(tmp_path)
    assert {name: readers.fitting_reader(path).name for name, path in written.items()} == {
        name: name for name in written
    }


def test_what_no_reader_knows_is_refused(tmp_path: Path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0")
    with pytest.raises(UserError, match="cannot be told") as caught:
        readers.fitting_reader(tmp_path / "picture.png")
    assert "brat" in caught.value.hint


def test_a_path_where_nothing_is_is_told(tmp_path: Path):
    with pytest.raises(UserError, match="There is nothing at"):
        readers.fitting_reader(tmp_path / "nothing")
