"""Bundles that are damaged or meant to harm: each is refused in words, and nothing changes."""

from __future__ import annotations

import random
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.core.errors import UserError
from annotator.core.line_json import set_id
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.formats.bundle.lines import line_of
from annotator.services import discussing
from annotator.services.bundling import write_bundle
from annotator.services.checking import check_project
from annotator.services.projects import open_project
from annotator.services.receiving import preview, receive
from tests.bundles import NOON, dump, imported, label_at, members, sealed, with_rows, written

Files = dict[str, bytes]
Take = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """`base.annotator` of three pages, and `good.annobundle` of work in a copy of it."""
    found = tmp_path_factory.mktemp("hostile")
    imported(found / "base.annotator").close()
    shutil.copy(found / "base.annotator", found / "work.annotator")
    with open_project(found / "work.annotator") as project:
        label_at(project, 1, "Ada", 0, "headline", 0)
        label_at(project, 1, "Ada", 1, "body", 1, 2)
        label_at(project, 2, "Bob", 2, "teaser", 4)
        discussing.comment(project, PageId(1), "Bob", "Is this one?", Span(0, 4))
        with project.store.begin() as transaction:
            bob = transaction.annotators.find_or_add("Bob")
            transaction.assignments.give([PageId(2)], bob, NOON)
        write_bundle(project, found / "good.annobundle")
    return found


@pytest.fixture
def good(folder) -> Files:
    return members(folder / "good.annobundle")


@pytest.fixture
def refused(folder, tmp_path) -> Callable[[bytes], str]:
    """Receives bytes as a bundle, which has to be refused; answers in which words."""

    def receive_them(content: bytes, takes: tuple[Take, ...] = (preview, receive)) -> str:
        path, target = tmp_path / "hostile.annobundle", tmp_path / "base.annotator"
        path.write_bytes(content)
        shutil.copy(folder / "base.annotator", target)
        before = target.read_bytes()
        with open_project(target) as project:
            for take in takes:
                with pytest.raises(UserError) as caught:
                    take(project, path)
        assert target.read_bytes() == before
        assert caught.value.sentence.endswith(".")
        assert caught.value.hint
        return caught.value.sentence

    return receive_them


def with_set(files: Files, change: Callable[[Any], object]) -> bytes:
    """A bundle whose first set is changed, under the id that it has then."""

    def change_first(rows: list[Any]) -> None:
        row = rows[0]
        change(row)
        try:
            lines = [line_of(row["journal"][0], "")]
        except (UserError, LookupError, TypeError):
            return
        row["id"] = set_id(row["page"], row["annotator"], lines)

    return written(with_rows(files, "sets.jsonl", change_first))


def with_annotations(files: Files, *rows: list[Any]) -> bytes:
    """A bundle whose first set has one step that makes these annotations."""

    def change(row: Any) -> None:
        row["journal"] = [{**row["journal"][0], "after": list(rows)}]
        row["revision"] = 1
        row["anchors"] = [
            [one[0], one[1], "", 0, None, 0, "x" * min(one[1] - one[0], 10**5)] for one in rows
        ]

    return with_set(files, change)


def test_the_bundle_that_the_others_are_made_of_is_a_good_one(folder, tmp_path, good):
    shutil.copy(folder / "base.annotator", tmp_path / "base.annotator")
    (tmp_path / "again.annobundle").write_bytes(written(sealed(good)))
    with (
        open_project(tmp_path / "base.annotator") as project,
        open_project(folder / "work.annotator") as work,
    ):
        receive(project, tmp_path / "again.annobundle")
        assert dump(project) == dump(work)


@pytest.mark.parametrize(
    "name", ["../up.html", "/etc/passwd", "pages/../../up", "C:\\up", "notes.txt", "pages/"]
)
def test_a_name_that_does_not_belong_there_is_refused(refused, good, name):
    assert "does not belong into a bundle" in refused(written(sealed({**good, name: b"x"})))


def test_a_file_that_is_there_twice_is_refused(refused, good, tmp_path):
    target = tmp_path / "twice.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in good.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("sets.jsonl", b"")
    assert "is in it twice" in refused(target.read_bytes())


def test_a_bomb_is_refused_before_it_is_unpacked(refused, good):
    name = "pages/" + "0" * 64
    bomb = {**good, name: bytes(60 * 1024 * 1024)}
    assert "as only in a bomb" in refused(written(sealed(bomb)))


def test_files_that_lie_over_each_other_are_refused(refused, good):
    content = bytearray(written(good, zipfile.ZIP_STORED))
    places = [place for place in range(len(content)) if content[place : place + 4] == b"PK\1\2"]
    content[places[1] + 42 : places[1] + 46] = content[places[0] + 42 : places[0] + 46]
    assert "over each other" in refused(bytes(content))


def test_a_page_whose_bytes_are_others_is_refused(refused, good):
    name = next(one for one in good if one.startswith("pages/"))
    assert "SHA-256" in refused(written(sealed({**good, name: good[name] + b"<p>More"})))
    changed = {**good, "sets.jsonl": good["sets.jsonl"].replace(b"body", b"bodi")}
    assert "SHA-256" in refused(written(changed))


def test_a_label_that_nobody_has_is_refused_unless_it_is_mapped(refused, good):
    def change(row: Any) -> None:
        row["journal"][0]["after"][0][2] = "advert"

    assert "no label “advert”" in refused(with_set(good, change), takes=(receive,))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[0, 12, "body", "by hand", "", False]], "across blocks"),
        ([[0, 4, "body", "by hand", "", False], [2, 3, "body", "by hand", "", False]], "twice"),
        ([[0, 2, "body", "by hand", "", False], [2, 4, "body", "by hand", "", False]], "is one"),
        ([[0, 99999, "body", "by hand", "", False]], "that the page does not have"),
        ([[4, 5, "body", "by hand", "", False]], "white space|across blocks"),
        ([[0, 4, "body", "by magic", "", False]], "is none of"),
        ([[0, 4, "body", "by hand", "a\0b", False]], "is no text"),
        ([[0, 4, "body", "by hand", "a\ud800b", False]], "is no text"),
        ([[0, 4, "body", "by hand", "", False]] * 2, "of one start"),
        ([[0, 4, "body", "by hand", "", 1]], "no annotation"),
        ([[0, 2**70, "body", "by hand", "", False]], "no such number"),
        ([[False, 4, "body", "by hand", "", False]], "of one start"),
        ([[-1, 4, "body", "by hand", "", False]], "no such number"),
        ([[0, 4, "Body of it", "by hand", "", False]], "no label"),
        ([[0, 4, "body", "by hand", "", False]], "It says of text"),
    ],
)
def test_annotations_that_make_no_sense_on_the_text_are_refused(refused, good, rows, words):
    assert re.search(words, refused(with_annotations(good, *rows)))


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row["journal"].append(row["journal"][0]),
        lambda row: row["journal"].append({**row["journal"][0], "kind": "undo"}),
        lambda row: row["journal"][0].update(status="sleeping"),
        lambda row: row["journal"][0].update(made_at="2026-02-01T12:00:00"),
        lambda row: row["journal"][0].update(made_at="0001-01-01T00:00:00.000000+00:00Z"),
        lambda row: row["journal"][0].update(author="Ada"),
        lambda row: row["journal"][0].update(author="Mallory"),
        lambda row: row["journal"][0].update(secret=1),
        lambda row: row["journal"][0].update(elapsed_ms=-1),
        lambda row: row["journal"].clear(),
        lambda row: row["anchors"].pop(),
        lambda row: row.update(annotator="Mallory"),
        lambda row: row.update(annotator="Ada\u202e"),
        lambda row: row.update(revision=17),
        lambda row: row.update(document="0" * 64),
        lambda row: row.update(page="0" * 64),
        lambda row: row.update(guideline_version=0),
        lambda row: row.update(fork_of="Bob"),
    ],
)
def test_a_set_that_cannot_have_come_about_is_refused(refused, good, change):
    refused(with_set(good, change))


def test_a_second_set_of_one_annotator_on_a_page_is_refused(refused, good):
    twice = with_rows(good, "sets.jsonl", lambda rows: rows.insert(0, rows[0]))
    assert "is a second set" in refused(written(twice))


def test_sets_that_are_not_in_the_order_of_their_pages_are_refused(refused, good):
    turned = with_rows(good, "sets.jsonl", lambda rows: rows.reverse())
    assert "order" in refused(written(turned))


def test_remarks_of_one_id_or_of_nobody_are_refused(refused, good):
    twice = with_rows(good, "remarks.jsonl", lambda rows: rows.append(rows[0]))
    assert "twice" in refused(written(twice))
    nobody = with_rows(good, "remarks.jsonl", lambda rows: rows[0].update(author="Mallory"))
    assert "Mallory" in refused(written(nobody))
    elsewhere = with_rows(good, "remarks.jsonl", lambda rows: rows[0].update(end=3))
    assert "other text" in refused(written(elsewhere))


def test_a_future_version_says_that_the_program_is_too_old(refused, good):
    assert "newer version" in refused(written(sealed(good, version=2)))
    assert "newer version" in refused(written(sealed(good, version=10**30)))


@pytest.mark.parametrize("depth", [500, 100_000])
def test_json_without_end_is_refused(refused, good, depth):
    row = b'{"journal":' + b"[" * depth + b"]" * depth + b"}\n"
    assert refused(written(sealed({**good, "sets.jsonl": row})))
    assert refused(written({**good, "manifest.json": b"[" * depth}))


def test_a_million_annotations_in_one_set_are_refused(refused, good):
    table = b'{"journal":[{"after":[' + b"[0,1]," * 999_999 + b"[0]]}]}\n"
    files = sealed({**good, "sets.jsonl": table})
    assert "too large" in refused(written(files, zipfile.ZIP_STORED))


def test_other_json_that_is_none_is_refused(refused, good):
    for table in (b"\xff\n", b"NaN\n", b'{"a":1,"a":2}\n', b"1" * 5000 + b"\n", b"{}\n", b"\n"):
        assert refused(written(sealed({**good, "sets.jsonl": table})))
    assert "end of a line" in refused(written(sealed({**good, "remarks.jsonl": b"{}"})))


def test_an_encrypted_file_and_one_packed_in_another_way_are_refused(refused, good):
    content = bytearray(written(good))
    place = content.index(b"PK\1\2")
    content[place + 8] |= 1
    assert "encrypted" in refused(bytes(content))
    assert "compressed in a way" in refused(written(good, zipfile.ZIP_BZIP2))


def test_what_is_no_bundle_at_all_is_refused(refused, good):
    for content in (
        b"",
        b"PK",
        b"PK\5\6" + bytes(18),
        b"<html>",
        bytes(100_000),
        written(good)[:-30],
    ):
        assert refused(content)
    assert "missing" in refused(written({"manifest.json": b"{}"}))
    assert refused(written({**good, "manifest.json": b"[]"}))
    assert "no bundle" in refused(written(sealed(good, format="other")))


@pytest.mark.parametrize("name", ["gone.annobundle", "."])
def test_a_file_that_is_not_there_is_told(folder, tmp_path, name):
    with open_project(folder / "base.annotator") as project, pytest.raises(UserError):
        receive(project, tmp_path / name)


def _damaged(chance: random.Random, content: bytes) -> bytes:
    """The bytes of a bundle with a few of them changed, cut out, or put in."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randint(1, 64)]
            case 2:
                changed[place:place] = chance.randbytes(chance.randint(1, 16))
            case _:
                changed[place : place + 4] = struct.pack("<I", chance.randrange(2**32))
    return bytes(changed)


_STRANGE: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**40, 1.5, "", "x", "\0", "Bob", [], {}, [[]], "edit", "teaser"),
    *("accepted", "2026-02-01T12:00:00.000000+00:00", "ab" * 32),
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value that can be changed, as what holds it and its key."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = []
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found


def _meddled(chance: random.Random, files: Files) -> bytes:
    """A bundle with true digests, of which one or two values are others."""
    name = chance.choice(("pages", "sets", "sets", "sets", "remarks", "assignments"))

    def change(rows: list[Any]) -> None:
        for _ in range(chance.randint(1, 2)):
            holder, key = chance.choice(_places(rows))
            match chance.randrange(4):
                case 0 if isinstance(holder, list):
                    holder.append(holder[key])
                case 1 if isinstance(holder, dict) or len(holder) > 1:
                    del holder[key]
                case _:
                    holder[key] = chance.choice(_STRANGE)
            if not _places(rows):
                return

    return written(with_rows(files, f"{name}.jsonl", change))


@pytest.mark.parametrize("part", range(5))
def test_a_bundle_with_any_change_is_refused_or_harmless(folder, tmp_path, good, part):
    chance = random.Random(part)
    content = (folder / "good.annobundle").read_bytes()
    target, path = tmp_path / "base.annotator", tmp_path / "changed.annobundle"
    shutil.copy(folder / "base.annotator", target)
    untouched = target.read_bytes()
    with open_project(folder / "work.annotator") as work:
        wanted = dump(work)
    refused_count = 0
    project = open_project(target)
    for number in range(100):
        is_meddled = number % 2 == 0
        path.write_bytes(_meddled(chance, good) if is_meddled else _damaged(chance, content))
        try:
            receive(project, path)
        except UserError:
            refused_count += 1
            assert target.read_bytes() == untouched, number
            continue
        assert check_project(project) == (), number
        if not is_meddled:
            # What is not said in a file of the bundle does not count.
            assert dump(project) == wanted, number
        project.close()
        target.write_bytes(untouched)
        project = open_project(target)
    project.close()
    assert refused_count > 80
