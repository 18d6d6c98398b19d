"""Pages that may not be passed on: left out of an export, and put back by those who have them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.progress import silent
from annotator.services.exporting import export_project
from annotator.services.importing import import_paths
from annotator.services.licensing import give_licence
from annotator.services.projects import create_project
from annotator.services.rejoining import rejoin
from tests.gold import decide_blocks
from tests.stored import label_blocks

LATIN = "<!doctype html><title>Café</title><h1>Größe\u00a0X</h1><p>Äpfel".encode("latin-1")
EMOJI = "<meta charset=utf-8><title>👩</title><h1>👩‍👩‍👧 خبر</h1><p>e\u0301\u2028x".encode()


@pytest.fixture
def crawl(tmp_path):
    """The pages as somebody else may have them: renamed, and one of them compressed."""
    folder = tmp_path / "crawl"
    folder.mkdir()
    (folder / "a.html").write_bytes(LATIN)
    (folder / "b.html").write_bytes(EMOJI)
    (folder / "c.txt").write_text("Headline\n\nText\n", encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path, crawl):
    with create_project(tmp_path / "news.annotator", blind_share=0) as made:
        import_paths(made, [crawl])
        for page in (1, 2, 3):
            label_blocks(made, page, "Ada", "headline", 0)
        decide_blocks(made, 2, {0: "headline", 1: "body"})
        give_licence(made, [1], "CC0-1.0")
        yield made


@pytest.fixture
def both(project, tmp_path):
    """The same export with pages and without."""
    whole, thin = tmp_path / "whole.jsonl", tmp_path / "thin.jsonl"
    export_project(project, whole)
    export_project(project, thin, has_pages=False)
    return whole, thin


def test_nothing_of_the_pages_is_left_but_what_names_them(both):
    thin = both[1].read_text("utf-8")
    for word in ("Größe", "Café", "Äpfel", "👩", "خبر", "Headline", "Text"):
        assert word not in thin
    record = json.loads(thin.splitlines()[0])
    assert record["digest"]
    assert [(one["start"], one["label"]) for one in record["annotations"]] == [(0, "headline")]
    manifest = json.loads(both[1].with_name("thin.jsonl.manifest.json").read_text("utf-8"))
    assert manifest["without_pages"] is True
    assert manifest["command"].endswith("--without-pages")
    assert [page.get("licence") for page in manifest["pages"]] == ["CC0-1.0", None, None]


def test_pages_from_a_project_give_back_the_very_export(both, project, tmp_path):
    report = rejoin(both[1], project.path, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == both[0].read_bytes()
    assert (report.page_count, report.set_count, report.missing) == (3, 4, ())


def test_pages_from_a_folder_give_it_back_whatever_they_are_called(both, crawl, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (crawl / "a.html").rename(other / "0001.html")
    (other / "0002.html.gz").write_bytes(gzip.compress(EMOJI))
    (crawl / "c.txt").rename(other / "z.txt")
    (other / "unasked.html").write_text("<p>another page")
    rejoin(both[1], other, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == both[0].read_bytes()


def test_pages_that_lack_are_told_or_left_out(both, crawl, tmp_path):
    (crawl / "b.html").unlink()
    with pytest.raises(UserError, match="1 page is not in") as caught:
        rejoin(both[1], crawl, tmp_path / "out.jsonl")
    assert "--skip-missing" in caught.value.hint
    assert not (tmp_path / "out.jsonl").exists()
    report = rejoin(both[1], crawl, tmp_path / "out.jsonl", skips_missing=True)
    assert (report.page_count, report.set_count, len(report.missing)) == (2, 2, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"[]", "no line of an export without pages"),
        (b"{", "no line of an export without pages"),
        (b"[" * 100_000, "no line of an export without pages"),
        (b'{"version":9}', "of version 9"),
        (b'{"version":1,"text":"x"}', "has its page already"),
        (b'{"version":1,"text":null,"text_digest":"","digest":1}', "no line of an export"),
    ],
)
def test_what_is_no_export_without_pages_is_refused_with_its_line(both, tmp_path, line, told):
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(both[1].read_bytes() + line + b"\n")
    with pytest.raises(UserError, match=rf"^Line 5 of .*{told}"):
        rejoin(broken, tmp_path / "crawl", tmp_path / "out.jsonl")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("kind", "video", "no line of an export"), ("name", "\ud800", "is no Unicode")],
)
def test_a_line_that_somebody_changed_is_refused(both, crawl, tmp_path, field, value, told):
    first, *others = both[1].read_text("utf-8").splitlines(keepends=True)
    changed = json.dumps({**json.loads(first), field: value})
    both[1].write_text("".join([f"{changed}\n", *others]), "utf-8")
    with pytest.raises(UserError, match=f"Line 1 of .*{told}"):
        rejoin(both[1], crawl, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_text_that_is_another_by_now_is_refused(both, crawl, tmp_path):
    line = json.loads(both[1].read_text("utf-8").splitlines()[0])
    line["text_digest"] = "0" * 64
    changed = tmp_path / "changed.jsonl"
    changed.write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(UserError, match="another than the one that was labelled"):
        rejoin(changed, crawl, tmp_path / "out.jsonl", report=silent)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("name", ["gone", "gone.annotator"])
def test_what_is_not_there_is_told(both, tmp_path, name):
    with pytest.raises(UserError, match="There is no"):
        rejoin(both[1], tmp_path / name, tmp_path / "out.jsonl")
    with pytest.raises(UserError, match="cannot be read"):
        rejoin(Path(tmp_path, name), tmp_path, tmp_path / "out.jsonl")


def test_a_format_that_holds_the_pages_cannot_leave_them_out(project, tmp_path):
    with pytest.raises(UserError, match="holds the pages themselves"):
        export_project(project, tmp_path / "x.csv", format_name="blocks-csv", has_pages=False)
