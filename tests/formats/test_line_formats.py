"""doccano, Prodigy and CoNLL, held against what their importers demand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import LabelId
from annotator.core.offset_units import Offsets, OffsetUnit
from annotator.core.spans import Span
from annotator.formats import registry
from tests.formats.generated import pages, some
from tests.formats.goldens import held, written
from tests.formats.labelled_pages import document, labelled
from tests.formats.sample_pages import SAMPLE

EMPTY = labelled(document=Document("", (), "html-1"), annotations=AnnotationSet(), ranges=())


def records(name: str, *some) -> list[dict]:
    """Every line as a table; lines end as doccano and Prodigy have it, whoever splits them."""
    content = written(name, some).decode()
    assert content.splitlines() == content.split("\n")[:-1]
    return [json.loads(line) for line in content.splitlines()]


def doccano_spans(record: dict) -> list[tuple[int, int, str]]:
    """The importer's rules: a text that is not empty, [start, end, label] with start < end."""
    assert record["text"]
    units = len(record["text"].encode("utf-16-le")) // 2
    for start, end, label in record["label"]:
        assert 0 <= start < end <= units
        assert label
    return [tuple(one) for one in record["label"]]


def iob2(lines: list[str]) -> list[tuple[str, list[str]]]:
    """The chunks of one sentence: label and tokens; a tag that cannot stand where it does fails."""
    chunks: list[tuple[str, list[str]]] = []
    before = "O"
    for line in lines:
        token, tag = line.split("\t")
        assert token.strip()
        if tag.startswith("B-"):
            chunks.append((tag[2:], [token]))
        elif tag != "O":
            assert before in {f"B-{tag[2:]}", tag}
            chunks[-1][1].append(token)
        before = tag
    return chunks


@pytest.mark.parametrize(
    ("name", "golden"),
    [
        ("doccano", "doccano.jsonl"),
        ("prodigy", "prodigy.jsonl"),
        ("conll", "sample.conll"),
        ("label-studio", "label-studio.json"),
        ("label-studio-html", "label-studio-html.json"),
    ],
)
def test_the_file_is_what_it_always_was(name: str, golden: str):
    held(golden, written(name, SAMPLE))


@given(pages())
@some
def test_doccano_counts_utf16_units(page):
    for record in records("doccano", page):
        offsets = Offsets(record["text"], OffsetUnit.UTF16)
        assert record["text"] == page.document.text
        assert [
            (Span(offsets.back(start), offsets.back(end)), label)
            for start, end, label in doccano_spans(record)
        ] == [(one.span, one.label) for one in page.annotations]


def test_doccano_loses_pages_without_text_and_what_it_has_no_field_for():
    losses = registry.writer("doccano").loses
    assert losses[0] == "Pages without any text, which doccano refuses."
    assert records("doccano", EMPTY) == []
    (record,) = records("doccano", labelled())
    assert not {"blocks", "origin", "note", "uncertain", "dom"} & set(record)
    assert "why?" not in json.dumps(record)


@given(pages())
@some
def test_prodigy_has_every_span_on_whole_tokens(page):
    (task,) = records("prodigy", page)
    text, tokens = task["text"], task["tokens"]
    assert text == page.document.text
    assert "".join(one["text"] + " " * one["ws"] for one in tokens) == text
    for number, one in enumerate(tokens):
        assert one["id"] == number
        assert text[one["start"] : one["end"]] == one["text"]
    assert task["answer"] == "accept"
    for one, annotation in zip(task["spans"], page.annotations, strict=True):
        assert (one["start"], one["end"]) == (annotation.span.start, annotation.span.end)
        assert tokens[one["token_start"]]["start"] == one["start"]
        assert tokens[one["token_end"]]["end"] == one["end"]
        assert (one["label"], one["text"]) == (annotation.label, text[one["start"] : one["end"]])
        assert (one["origin"], one["note"]) == (annotation.origin, annotation.note)
        assert one["uncertain"] is annotation.uncertain


def test_prodigy_loses_blocks_and_places_in_the_tree():
    assert [one.split(" ")[0] for one in registry.writer("prodigy").loses[:2]] == ["Blocks", "The"]
    (task,) = records("prodigy", labelled())
    assert "/html" not in json.dumps(task)
    assert "noscript" not in json.dumps(task)


@given(pages())
@some
def test_conll_has_the_tokens_of_every_annotation(page):
    documents = written("conll", [page]).decode().split("-DOCSTART-\tO\n\n")
    assert documents[0] == ""
    sentences = [one.split("\n") for one in documents[1].split("\n\n") if one.strip("\n")]
    chunks = [chunk for one in sentences for chunk in iob2([line for line in one if line])]
    assert [(label, "".join(tokens)) for label, tokens in chunks] == [
        (one.label, "".join(page.document.quote(one.span).split())) for one in page.annotations
    ]
    tokens = [line.split("\t")[0] for one in sentences for line in one if line]
    assert "".join(tokens) == "".join(page.document.text.split())


def test_conll_has_a_sentence_for_each_block_and_a_document_for_each_set():
    content = written("conll", [labelled(), EMPTY]).decode()
    assert content.count("-DOCSTART-\tO\n\n") == 2
    assert content.count("\n\n") == 2 + len(labelled().document.blocks)


def test_words_of_scripts_without_spaces_and_with_marks_stay_whole():
    made = document("क्षि新聞é 👩‍👩‍👧 don't", "x")
    page = labelled(document=made, annotations=AnnotationSet(), ranges=())
    tokens = [line.split("\t")[0] for line in written("conll", [page]).decode().split("\n")]
    assert tokens[2:11] == ["क्षि", "新", "聞", "é", "👩‍👩‍👧", "don", "'", "t", ""]


def test_a_token_is_cut_where_an_annotation_begins():
    made = document("Foto:KI", "x")
    set_ = AnnotationSet.of([Annotation(Span(6, 7), LabelId("body"))])
    content = written("conll", [labelled(document=made, annotations=set_, ranges=())]).decode()
    assert "K\tO\nI\tB-body\n" in content


def test_conll_loses_white_space_pages_and_what_is_said_of_annotations():
    assert [one.split(" ")[0] for one in registry.writer("conll").loses] == [
        "White",
        "Pages",
        "Origins,",
    ]
    content = written("conll", SAMPLE).decode()
    for lost in ("Ada", "news.example", "\u00a0", "why", "by hand", "/html"):
        assert lost not in content
