from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from annotator.core.blind_draw import is_drawn_blind
from annotator.core.errors import Cancelled, UserError
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import EncodingSource, PageId
from annotator.core.progress import Progress
from annotator.services import importing
from annotator.services.checking import check_project
from annotator.services.demo import demo_project
from annotator.services.importing import import_paths, re_decode
from annotator.services.listing import page_facts, page_rows
from annotator.services.projects import create_project, open_project
from tests.stored import label_blocks

HTML = "<!doctype html><meta charset=utf-8><title>{0}</title><h1>{0}</h1><p>A story about {0}."


@pytest.fixture
def project(tmp_path):
    with create_project(tmp_path / "news.annotator") as made:
        yield made


@pytest.fixture
def crawl(tmp_path) -> Path:
    """Three pages in two folders, one of them compressed, a broken one, and a file of no kind."""
    folder = tmp_path / "crawl"
    (folder / "b").mkdir(parents=True)
    (folder / "a.html").write_text(HTML.format("ferries"), encoding="utf-8")
    (folder / "b/b.html.gz").write_bytes(gzip.compress(HTML.format("dams").encode()))
    (folder / "b/c.txt").write_text("Birds\n\nA story about birds.\n", encoding="utf-8")
    (folder / "b/d.html").write_bytes(b"")
    (folder / "notes.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    return folder


def titles(imported):
    return [(one.page, Path(one.path).name, one.title) for one in imported]


def test_pages_are_numbered_in_the_order_of_their_paths(project, crawl):
    report = import_paths(project, [crawl])
    assert titles(report.new) == [
        (1, "a.html", "ferries"),
        (2, "b.html.gz", "dams"),
        (3, "c.txt", "Birds"),
    ]
    assert [(Path(one.path).name, one.reason) for one in report.refused] == [
        ("d.html", "The file is empty.")
    ]
    assert not report.is_stopped
    assert check_project(project, is_deep=True) == ()


def test_the_bytes_are_kept_as_they_were_compression_taken_off(project, crawl):
    import_paths(project, [crawl])
    content = HTML.format("dams").encode()
    with project.store.read() as transaction:
        assert transaction.pages.content(PageId(2)) == content
    assert page_facts(project, PageId(2)).digest == hashlib.sha256(content).hexdigest()


def test_the_same_bytes_are_one_page_whether_stored_before_or_under_way(project, crawl):
    first = crawl / "a.html"
    again = crawl / "a-again.html"
    again.write_bytes(first.read_bytes())
    report = import_paths(project, [first, again, first])
    assert titles(report.new) == [(1, "a.html", "ferries")]
    assert titles(report.same) == [(1, "a-again.html", "ferries"), (1, "a.html", "ferries")]
    assert titles(import_paths(project, [again]).same) == [(1, "a-again.html", "ferries")]


def test_a_twin_of_a_refused_page_is_refused_too(project, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 20)
    report = import_paths(project, [tmp_path / "one.txt", tmp_path / "two.txt"])
    assert [Path(one.path).name for one in report.refused] == ["one.txt", "two.txt"]
    assert page_rows(project) == []


def test_refusals_are_told_in_the_order_of_reading_not_of_finding_out(project, tmp_path):
    for name, content in (("a.txt", b"\x7fELF" + bytes(99)), ("b.txt", b""), ("c.txt", b"Text")):
        (tmp_path / name).write_bytes(content)
    report = import_paths(project, [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")])
    assert [Path(one.path).name for one in report.refused] == ["a.txt", "b.txt"]


def test_a_path_where_nothing_is_is_refused_and_the_rest_goes_on(project, crawl):
    report = import_paths(project, [crawl / "gone.html", crawl / "a.html"])
    assert [one.reason for one in report.refused] == ["There is no such file."]
    assert len(report.new) == 1


def test_nothing_to_import_is_no_failure(project, tmp_path):
    (tmp_path / "empty").mkdir()
    report = import_paths(project, [tmp_path / "empty"])
    assert (report.new, report.same) == ((), ())


def test_the_address_that_is_given_is_kept(project, crawl):
    import_paths(project, [crawl / "a.html"], url="https://www.example.co.uk/ferry")
    row = page_rows(project)[0]
    assert (row.url, row.site) == ("https://www.example.co.uk/ferry", "example.co.uk")


def test_progress_counts_bytes_of_the_files_and_names_them(project, crawl):
    seen: list[Progress] = []
    import_paths(project, [crawl], report=seen.append)
    read = [path for path in crawl.rglob("*.*") if path.suffix != ".doc"]
    total = sum(path.stat().st_size for path in read)
    sizes = [one.done for one in seen]
    assert {one.total for one in seen} == {total}
    assert sizes == sorted(sizes)
    assert sizes[-1] == total
    assert Path(seen[0].what).name == "a.html"


def test_an_import_that_is_stopped_keeps_what_is_done_and_says_so(project, crawl, monkeypatch):
    monkeypatch.setattr(importing, "_ARRIVED_PAGES", 1)
    monkeypatch.setattr(importing, "_WAITING_PAGES", 1)

    def stop_at_the_third(progress: Progress) -> None:
        if Path(progress.what).name == "c.txt":
            raise Cancelled

    report = import_paths(project, [crawl], report=stop_at_the_third)
    assert report.is_stopped
    assert titles(report.new) == [(1, "a.html", "ferries")]
    assert [row.page for row in page_rows(project)] == [1]


def test_pages_are_stored_batch_by_batch(project, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "_ARRIVED_PAGES", 1)
    monkeypatch.setattr(importing, "_BATCH_PAGES", 3)
    monkeypatch.setattr(importing, "_WAITING_PAGES", 2)
    for number in range(10):
        (tmp_path / f"{number}.html").write_text(HTML.format(number), encoding="utf-8")
    stored: list[int] = []

    def look(_progress: Progress) -> None:
        stored.append(len(page_rows(project)))

    import_paths(project, sorted(tmp_path.glob("*.html")), report=look)
    assert sorted(set(stored)) == [0, 3, 6, 10]


def test_a_page_that_holds_the_parser_up_is_refused_and_the_rest_goes_on(project, tmp_path):
    (tmp_path / "a.html").write_text("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">")
    (tmp_path / "b.html").write_text(HTML.format("dams"), encoding="utf-8")
    report = import_paths(project, sorted(tmp_path.glob("*.html")))
    assert [one.title for one in report.new][-1] == "dams"
    assert len(report.new) + len(report.refused) == 2


def test_a_page_without_labels_is_decoded_anew(project, tmp_path):
    (tmp_path / "a.txt").write_bytes("Прогноз погоды на завтра\n".encode("koi8-r"))
    import_paths(project, [tmp_path / "a.txt"])
    facts = re_decode(project, PageId(1), "windows-1251")
    assert (facts.encoding, facts.encoding_source) == ("windows-1251", EncodingSource.CHOSEN)
    re_decode(project, PageId(1), "koi8-r")
    with project.store.read() as transaction:
        assert transaction.pages.document(PageId(1)).text == "Прогноз погоды на завтра"
    assert check_project(project, is_deep=True) == ()


def test_a_labelled_page_is_not_decoded_anew(project, crawl):
    import_paths(project, [crawl / "a.html"])
    label_blocks(project, 1, "Ada", "headline", 0)
    with pytest.raises(UserError, match="has been labelled"):
        re_decode(project, PageId(1), "windows-1252")


def test_an_unknown_encoding_is_refused(project, crawl):
    import_paths(project, [crawl / "a.html"])
    with pytest.raises(UserError, match="klingon"):
        re_decode(project, PageId(1), "klingon")


def test_evidence_comes_along_with_a_page_and_anew_with_another_encoding(project, crawl):
    import_paths(project, [crawl / "a.html"])
    with project.store.read() as transaction:
        kept = transaction.evidence.find(PageId(1))
    assert kept is not None
    assert evidence_from_json(kept.json).titles == ("ferries",)
    re_decode(project, PageId(1), "windows-1252")
    with project.store.read() as transaction:
        assert transaction.evidence.find(PageId(1)) == kept


def test_a_project_draws_which_pages_are_blind_as_they_come(tmp_path):
    for number in range(60):
        (tmp_path / f"{number}.html").write_text(HTML.format(number), encoding="utf-8")
    paths = [tmp_path / f"{number}.html" for number in range(60)]
    with create_project(tmp_path / "news.annotator", blind_share=0.5) as project:
        import_paths(project, paths)
        with project.store.read() as transaction:
            uuid = transaction.project.id()
        blind = {row.page for row in page_rows(project) if row.is_blind}
        drawn = {
            PageId(number)
            for number in range(1, 61)
            if is_drawn_blind(uuid, page_facts(project, PageId(number)).digest, 0.5)
        }
        assert blind == drawn
        assert 0 < len(drawn) < 60


def test_no_page_of_the_demo_is_blind_and_a_tenth_of_the_others_will_be(tmp_path, project):
    with open_project(demo_project(tmp_path / "demo")) as demo:
        assert not any(row.is_blind for row in page_rows(demo))
    with project.store.read() as transaction:
        assert transaction.project.blind_share() == 0.1
