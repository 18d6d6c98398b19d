from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from concurrent.futures import Future
from pathlib import Path

import jsonschema
import lxml.html
import pytest

from annotator.core.errors import Cancelled, UserError
from annotator.core.journal import Status
from annotator.core.progress import Progress
from annotator.core.set_filter import SetFilter
from annotator.formats import registry
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.exporting import export_project
from annotator.services.importing import import_paths
from annotator.services.projects import create_project
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.stored import add_page, do, label_blocks

SCHEMA = Path(__file__).parents[2] / "docs/reference/export.schema.json"

PAGE = """<!doctype html><meta charset=utf-8><title>{0}</title>
<h1>Big <em>{0}</em> news</h1><p>A  story 👩‍👩‍👧 about {0}.<br>Photo: AI</p><p hidden>menu</p>"""


@pytest.fixture
def project(tmp_path):
    """Two HTML pages and a dump. Ada finished 1 and began 2; Ben labelled 1 and 3."""
    for name in ("dam", "ferry"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(name), encoding="utf-8")
    (tmp_path / "reader.txt").write_text("Headline\n\nText\n", encoding="utf-8")
    with create_project(tmp_path / "news.annotator") as made:
        import_paths(
            made, [tmp_path / "dam.html", tmp_path / "ferry.html", tmp_path / "reader.txt"]
        )
        label_blocks(made, 1, "Ben", "teaser", 0)
        label_blocks(made, 1, "Ada", "headline", 0)
        do(made, 1, "Ada", Sitting.fill)
        do(made, 1, "Ada", Sitting.finish)
        label_blocks(made, 2, "Ada", "body", 1)
        label_blocks(made, 3, "Ben", "body", 0, 1)
        yield made


def exported(project, target: Path, **wanted):
    """The lines of an export of the sets that are `wanted`."""
    export_project(project, target, wanted=SetFilter(**wanted))
    return [json.loads(line) for line in target.read_text(encoding="utf-8").split("\n")[:-1]]


def seen(records):
    return [(one["page"], one["annotator"], one["status"]) for one in records]


def test_every_set_is_a_line_by_page_and_then_by_name(project, tmp_path):
    assert seen(exported(project, tmp_path / "out.jsonl")) == [
        (1, "Ada", "finished"),
        (1, "Ben", "in progress"),
        (2, "Ada", "in progress"),
        (3, "Ben", "in progress"),
    ]


def test_lines_are_as_the_schema_says(project, tmp_path):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for record in exported(project, tmp_path / "out.jsonl"):
        jsonschema.validate(record, schema)


def test_one_annotator_or_one_status_can_be_chosen(project, tmp_path):
    target = tmp_path / "out.jsonl"
    assert seen(exported(project, target, annotator="Ben")) == [
        (1, "Ben", "in progress"),
        (3, "Ben", "in progress"),
    ]
    assert seen(exported(project, target, status=Status.FINISHED)) == [(1, "Ada", "finished")]
    assert exported(project, target, annotator="Ben", status=Status.FINISHED) == []


def test_gold_is_a_set_of_its_own_with_its_decisions(project, tmp_path):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    decide_blocks(project, 1, {0: "headline", 1: "body"})
    target = tmp_path / "out.jsonl"
    (gold,) = exported(project, target, annotator="gold")
    jsonschema.validate(gold, schema)
    assert (gold["page"], gold["annotator"], gold["status"]) == (1, "gold", "finished")
    assert {one["origin"] for one in gold["annotations"]} == {"decided"}
    (decision,) = gold["decisions"]
    assert (decision["decider"], decision["reason"]) == ("Rae", "It is so.")
    assert [one["label"] for one in decision["rulings"]] == ["headline", "body"]
    every = exported(project, target)
    assert [one["annotator"] for one in every if one["page"] == 1] == ["Ada", "Ben", "gold"]


def test_the_best_set_of_each_page_can_be_chosen(project, tmp_path):
    target = tmp_path / "out.jsonl"
    decide_blocks(project, 1, {0: "headline"}, is_finished=False)
    decide_blocks(project, 2, {0: "headline"})
    fork_set(project, 3, "Ben", "Ben (2)", {0: "body", 1: "body"})
    assert seen(exported(project, target, is_best=True)) == [
        (1, "Ada", "finished"),
        (2, "gold", "finished"),
        (3, "Ben", "in progress"),
    ]
    assert seen(exported(project, target, is_best=True, status=Status.IN_PROGRESS)) == [
        (3, "Ben", "in progress")
    ]
    manifest = json.loads((tmp_path / "out.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert manifest["filter"] == {"is_best": True, "status": "in progress"}


def test_a_page_with_nothing_but_a_begun_gold_set_is_written(project, tmp_path):
    add_page(project, page("x"), "Alone")
    decide_blocks(project, 4, {0: "body"}, is_finished=False)
    assert seen(exported(project, tmp_path / "out.jsonl"))[-1] == (4, "gold", "in progress")


def test_an_annotator_who_has_not_labelled_is_refused_with_those_who_have(project, tmp_path):
    with pytest.raises(UserError, match="“ada” is nobody") as caught:
        export_project(project, tmp_path / "out.jsonl", wanted=SetFilter(annotator="ada"))
    assert "Ben, Ada" in caught.value.hint
    assert not (tmp_path / "out.jsonl").exists()


def test_every_annotation_of_html_has_its_range_in_the_tree(project, tmp_path):
    record = exported(project, tmp_path / "out.jsonl", status=Status.FINISHED)[0]
    tree = lxml.html.document_fromstring(PAGE.format("dam"))

    def stands_at(point) -> tuple[str, str]:
        """What lies before and behind a point in its text node."""
        (node,) = tree.xpath(point["xpath"])
        return node[: point["offset"]], node[point["offset"] :]

    headline, story, photo = record["annotations"]
    assert headline["quote"] == "Big dam news"
    assert stands_at(headline["dom"]["start"]) == ("", "Big ")
    assert stands_at(headline["dom"]["end"]) == (" news", "")
    # The page has two blanks where the text has one.
    assert story["quote"] == "A story 👩‍👩‍👧 about dam."
    assert stands_at(story["dom"]["end"]) == ("A  story 👩‍👩‍👧 about dam.", "")
    assert stands_at(photo["dom"]["start"]) == ("", "Photo: AI")


def test_a_dump_has_no_ranges_and_lacks_none(project, tmp_path):
    record = exported(project, tmp_path / "out.jsonl", annotator="Ben")[1]
    assert [one["dom"] for one in record["annotations"]] == [None, None]
    assert record["dom_missing"] is None


def test_a_page_whose_ranges_cannot_be_found_is_written_and_says_so(project, tmp_path, monkeypatch):
    def too_slow(*_arguments) -> Future[object]:
        future: Future[object] = Future()
        future.set_exception(UserError("The page took longer than 5 s."))
        return future

    def all_failed(_pool, pages) -> Future[object]:
        future: Future[object] = Future()
        future.set_result([None] * len(pages))
        return future

    monkeypatch.setattr(ParsingPool, "locate_all", all_failed)
    monkeypatch.setattr(ParsingPool, "locate", too_slow)
    report = export_project(project, tmp_path / "out.jsonl")
    assert report.unlocated_count == 3
    record = exported(project, tmp_path / "out.jsonl")[0]
    assert record["dom_missing"] == "The page took longer than 5 s."


def test_the_same_project_gives_the_same_bytes(project, tmp_path):
    first = export_project(project, tmp_path / "one.jsonl")
    second = export_project(project, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert first.sha256 == second.sha256


def test_the_manifest_tells_what_is_in_the_file_and_what_labels_mean(project, tmp_path):
    report = export_project(
        project, tmp_path / "out.jsonl", wanted=SetFilter(status=Status.FINISHED)
    )
    manifest = json.loads(report.manifest.read_text(encoding="utf-8"))
    assert report.manifest == tmp_path / "out.jsonl.manifest.json"
    content = (tmp_path / "out.jsonl").read_bytes()
    assert manifest["sha256"] == hashlib.sha256(content).hexdigest() == report.sha256
    assert (manifest["set_count"], manifest["annotation_count"]) == (1, 4 - 1)
    assert manifest["filter"] == {"status": "finished"}
    ids = [label["id"] for label in manifest["label_set"]["labels"]]
    assert ids == [label.id for label in project.label_set.labels]


def test_an_export_that_fails_leaves_the_old_file_and_nothing_beside_it(project, tmp_path):
    target = tmp_path / "out" / "out.jsonl"
    target.parent.mkdir()
    target.write_text("old")

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_project(project, target, report=stop)
    assert [path.name for path in target.parent.iterdir()] == ["out.jsonl"]
    assert target.read_text() == "old"


def test_the_data_set_and_its_manifest_are_replaced_together_or_not_at_all(project, tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    (tmp_path / "out.jsonl.manifest.json").mkdir()
    with pytest.raises(UserError, match=r"manifest\.json” is a folder"):
        export_project(project, target)
    assert target.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_device_is_never_replaced_by_a_file(project, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="is no file"):
        export_project(project, tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_stays_and_what_it_points_at_is_replaced(project, tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "far" / "real.jsonl")
    report = export_project(project, tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    content = (tmp_path / "far" / "real.jsonl").read_bytes()
    assert hashlib.sha256(content).hexdigest() == report.sha256


def test_a_name_as_long_as_the_disk_allows_can_be_written(project, tmp_path):
    target = tmp_path / ("文" * 79)  # 237 bytes, and 252 with the manifest's ending
    assert export_project(project, target).manifest.is_file()


@pytest.mark.parametrize("name", ["news.annotator", "other.annotator", "gone/out.jsonl", "folder"])
def test_what_is_no_place_for_a_data_set_is_refused(project, tmp_path, name):
    (tmp_path / "folder").mkdir()
    before = project.path.read_bytes()
    with pytest.raises(UserError):
        export_project(project, tmp_path / name)
    assert project.path.read_bytes() == before


def test_an_unknown_format_is_refused(project, tmp_path):
    with pytest.raises(UserError, match="no format “xml”"):
        export_project(project, tmp_path / "out.xml", format_name="xml")


class Notes:
    """A folder with the first bytes of each page and the names of its labels."""

    name = "notes"
    is_folder = True
    needs_bytes = True
    needs_markup = False
    policy = "keep"

    def write(self, pages, folder):
        for one in pages:
            names = " ".join(named.name for named in one.named_annotations())
            with folder.file(f"{one.annotator}/{one.page}") as file:
                file.write(one.content[:9] + names.encode())


@pytest.fixture
def notes(project, tmp_path, monkeypatch):
    """Writes the project as `Notes` at `out`."""
    monkeypatch.setattr(registry, "writer", lambda _name: Notes())
    return lambda **how: export_project(project, tmp_path / "out", format_name="notes", **how)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_format_of_many_files_is_a_folder_at_exactly_the_place_named(notes, tmp_path):
    report = notes()
    files = files_of(tmp_path / "out")
    assert files["Ben/1"] == b"<!doctypeteaser"
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert len(files) == 4
    assert report.files == digests
    manifest = json.loads((tmp_path / "out.manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"] == digests


def test_a_policy_says_what_labels_are_called_and_stands_in_the_manifest(notes, tmp_path):
    notes(policy="story")
    assert files_of(tmp_path / "out")["Ada/1"] == b"<!doctypemain other other"
    manifest = json.loads((tmp_path / "out.manifest.json").read_text(encoding="utf-8"))
    assert manifest["policy"]["name"] == "story"
    assert manifest["policy"]["labels"]["headline"] == "main"
    assert manifest["command"].endswith("out --format notes --policy story")


def test_a_format_about_main_content_is_refused_a_policy_without_any(notes, monkeypatch):
    monkeypatch.setattr(Notes, "policy", "story")
    with pytest.raises(UserError, match="calls no label main content"):
        notes(policy="keep")


def test_a_folder_is_replaced_where_that_is_wished_and_an_earlier_export_wrote_all_of_it(
    notes, tmp_path
):
    notes()
    with pytest.raises(UserError, match="is there already") as caught:
        notes()
    assert "--overwrite" in caught.value.hint
    notes(is_overwriting=True, wanted=SetFilter(annotator="Ben"))
    assert list(files_of(tmp_path / "out")) == ["Ben/1", "Ben/3"]
    (tmp_path / "out" / "my.txt").write_text("mine")
    with pytest.raises(UserError, match=r"holds what no earlier export wrote, as “my\.txt”"):
        notes(is_overwriting=True)
    assert (tmp_path / "out" / "my.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_somebody_changed_since_is_never_replaced(notes, tmp_path):
    notes()
    (tmp_path / "out/Ben/1").write_text("corrected by hand")
    with pytest.raises(UserError, match=r"out/Ben/1” was changed since") as caught:
        notes(is_overwriting=True)
    assert "Move it away" in caught.value.hint
    assert (tmp_path / "out/Ben/1").read_text() == "corrected by hand"
    (tmp_path / "out/Ben/1").unlink()
    notes(is_overwriting=True)
    assert files_of(tmp_path / "out")["Ben/1"] == b"<!doctypeteaser"


@pytest.mark.parametrize(("manifest", "told"), [(None, "missing"), ("[]", "damaged")])
def test_without_its_manifest_a_folder_is_not_replaced_and_that_is_why(
    notes, tmp_path, manifest, told
):
    notes()
    path = tmp_path / "out.manifest.json"
    path.unlink() if manifest is None else path.write_text(manifest)
    with pytest.raises(UserError, match=rf"out\.manifest\.json” is {told}"):
        notes(is_overwriting=True)


def test_a_folder_that_was_to_be_replaced_stays_where_writing_fails(notes, tmp_path):
    notes()
    before = files_of(tmp_path / "out")

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        notes(is_overwriting=True, report=stop)
    assert files_of(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_damaged_annotations_never_leave_the_project(project, tmp_path):
    with sqlite3.connect(project.path) as connection:
        connection.execute('UPDATE annotations SET "end" = "end" + 9 WHERE start = 0')
    connection.close()
    with pytest.raises(UserError, match="on page 1 are damaged"):
        export_project(project, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
