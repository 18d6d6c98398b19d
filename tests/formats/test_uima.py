"""The folder as dkpro-cassis reads it."""

from __future__ import annotations

import io
from pathlib import Path

import cassis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import registry
from tests.formats.generated import pages, some
from tests.formats.goldens import held, written_folder
from tests.formats.labelled_pages import document, labelled
from tests.formats.sample_pages import SAMPLE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("uima")


def cas_of(files: dict[str, bytes], name: str) -> cassis.Cas:
    types = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    return cassis.load_cas_from_xmi(io.BytesIO(files[name]), typesystem=types)


def test_the_files_are_what_they_always_were(tmp_path: Path):
    files = written_folder("uima", SAMPLE, tmp_path)
    for name, content in files.items():
        held(f"uima/{name}", content)


@given(st.data())
@some
def test_every_annotation_and_block_comes_back(folder: Path, data: st.DataObject):
    page = data.draw(pages())
    files = written_folder("uima", [page], folder / str(len(list(folder.iterdir()))))
    cas = cas_of(files, "000001-1.xmi")
    text = page.document.text
    assert len(cas.sofa_string) == len(text)
    assert all(one in {other, "\ufffd"} for one, other in zip(cas.sofa_string, text, strict=True))
    found = [
        (one.begin, one.end, one.label, one.origin, one.note, one.uncertain)
        for one in cas.select("annotator.Region")
    ]
    assert found == [
        (one.span.start, one.span.end, one.label, one.origin, one.note, one.uncertain)
        for one in page.annotations
    ]
    assert [
        (one.begin, one.end, one.number, one.xpath) for one in cas.select("annotator.Block")
    ] == [(one.span.start, one.span.end, one.index, one.xpath) for one in page.document.blocks]


def test_offsets_in_the_file_count_utf16_units(tmp_path: Path):
    content = written_folder("uima", [SAMPLE[0]], tmp_path)["000001-1.xmi"].decode()
    first = SAMPLE[0].annotations.annotations[0].span
    text = SAMPLE[0].document.text
    end = first.start + len(text[first.start : first.end].encode("utf-16-le")) // 2
    assert end > first.end
    assert f'begin="{first.start}" end="{end}" label="ai_label"' in content


def test_a_page_tells_its_facts(tmp_path: Path):
    cas = cas_of(written_folder("uima", SAMPLE, tmp_path), "000001-2.xmi")
    (page,) = cas.select("annotator.Page")
    assert (page.annotator, page.page, page.digest) == ("ቤን 🙂", 1, "0" * 64)
    assert (page.status, page.blind) == ("in progress", False)


def test_uima_loses_what_xml_cannot_hold_and_places(tmp_path: Path):
    assert [one.split(" ")[0] for one in registry.writer("uima").loses[:3]] == [
        "Characters",
        "The",
        "Classes",
    ]
    made = document("a\x01b\x0b\ufffe", "x")
    cas = cas_of(
        written_folder("uima", [labelled(document=made, annotations=(), ranges=())], tmp_path),
        "000001-1.xmi",
    )
    assert cas.sofa_string == "a\ufffdb\ufffd\ufffd\nx"
    assert not hasattr(cas.select("annotator.Block")[0], "class_name")
