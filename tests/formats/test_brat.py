"""brat's own rules, made anew from the description of its format."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.data_sets import DataSetFacts
from annotator.core.documents import Block, Document
from annotator.core.labels import LabelId
from annotator.core.policies import Kind, Policy
from annotator.core.spans import Span
from annotator.formats import registry
from tests.formats.generated import pages, some
from tests.formats.goldens import held, written_folder
from tests.formats.labelled_pages import labelled
from tests.formats.sample_pages import ABOUT, SAMPLE

TEXT_BOUND = re.compile(r"T\d+\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.+)")
MARK = re.compile(r"A\d+\tUncertain (T\d+)")


def brat(files: dict[str, bytes], document: str) -> tuple[list, dict[str, str], list[str]]:
    """What brat takes out of a document: (label, ranges), notes, and what is marked."""
    text = files[f"{document}.txt"].decode()
    spans, notes, marked, ids = [], {}, [], set()
    # brat reads lines as Python 2's codecs do, which end at every kind of line's end.
    for line in files[f"{document}.ann"].decode().splitlines():
        number, _, rest = line.partition("\t")
        assert rest, line
        assert number not in ids
        ids.add(number)
        if found := TEXT_BOUND.fullmatch(line):
            label, places, quote = found.groups()
            ranges = [tuple(map(int, one.split(" "))) for one in places.split(";")]
            for start, end in ranges:
                assert 0 <= start < end <= len(text)
            for (_, end), (start, _) in pairwise(ranges):
                assert end < start, "fragments overlap"
            assert quote == " ".join(text[start:end] for start, end in ranges)
            spans.append((label, ranges))
        elif found := NOTE.fullmatch(line):
            assert found[1] in ids
            notes[found[1]] = found[2]
        else:
            marked.append(MARK.fullmatch(line)[1])
    return spans, notes, marked


def test_the_files_are_what_they_always_were(tmp_path: Path):
    files = written_folder("brat", SAMPLE, tmp_path)
    for name, content in files.items():
        held(f"brat/{name}", content)


def test_the_configuration_names_the_labels_as_the_policy_does(tmp_path: Path):
    policy = Policy("p", {LabelId("body"): Kind.MAIN, LabelId("teaser"): Kind.DROP})
    about = DataSetFacts("n", ABOUT.label_set, policy=policy)
    conf = written_folder("brat", (), tmp_path, about)["annotation.conf"].decode()
    parts = [part.splitlines() for part in conf.split("\n\n")]
    assert [part[0] for part in parts] == ["[entities]", "[relations]", "[events]", "[attributes]"]
    assert parts[0][1:] == ["headline", "main", "ai_label", "boilerplate"]


def test_an_annotation_across_lines_is_one_of_several_fragments(tmp_path: Path):
    text = "one\u2028two\n\nthree"
    document = Document(text, (Block(0, Span(0, len(text))),), "text-1")
    whole = AnnotationSet.of([Annotation(Span(0, len(text)), LabelId("body"))])
    files = written_folder(
        "brat", [labelled(document=document, annotations=whole, ranges=())], tmp_path
    )
    assert files["000001-1.ann"] == b"T1\tbody 0 3;4 7;9 14\tone two three\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("brat")


@given(st.data())
@some
def test_every_annotation_comes_back(folder: Path, data: st.DataObject):
    page = data.draw(pages())
    path = folder / str(len(list(folder.iterdir())))
    files = written_folder("brat", [page], path)
    assert files["000001-1.txt"].decode() == page.document.text
    spans, notes, marked = brat(files, "000001-1")
    assert [(label, places[0][0], places[-1][1]) for label, places in spans] == [
        (one.label, one.span.start, one.span.end) for one in page.annotations
    ]
    numbered = list(enumerate(page.annotations, 1))
    assert marked == [f"T{number}" for number, one in numbered if one.uncertain]
    assert notes == {
        f"T{number}": " ".join(one.note.replace("\t", " ").splitlines())
        for number, one in numbered
        if one.note
    }


def test_brat_loses_blocks_origins_places_and_the_ends_of_lines_in_notes(tmp_path: Path):
    assert [one.split(":")[0].split(",")[0] for one in registry.writer("brat").loses[:3]] == [
        "Blocks with their features",
        "Origins of annotations",
        "Lines' ends in notes",
    ]
    files = written_folder("brat", SAMPLE, tmp_path)
    told = b"".join(content for name, content in files.items() if name.endswith((".ann", ".txt")))
    for lost in (b"/html/", b"by hand", b"imported", b"noscript", b"two\nlines"):
        assert lost not in told
    assert b"two lines here" in told
