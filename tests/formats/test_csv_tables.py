from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.policies import Kind, Policy
from annotator.core.spans import Span
from annotator.formats import registry
from annotator.formats.block_rows import BLOCK_COLUMNS, block_rows
from annotator.formats.cells import inert, plain
from annotator.formats.csv_tables import rows_of, write_rows
from annotator.formats.span_rows import SPAN_COLUMNS, span_rows
from tests.formats.formulas import PAYLOADS, cells_seen, is_formula
from tests.formats.goldens import held, written
from tests.formats.labelled_pages import SCRIPTS, document, labelled
from tests.formats.sample_pages import SAMPLE


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_is_inert_in_a_cell_and_comes_back_as_it_was(payload: str):
    assert inert(payload).lstrip(" \t\r\n").startswith(("'", "harmless"))
    assert plain(inert(payload)) == payload


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", ["blocks-csv", "spans-csv"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_spreadsheet_finds_a_formula_whatever_separates_its_cells(name, payload, delimiter):
    made = document(payload, "menu")
    whole = Span(0, len(payload)).trimmed(payload)
    set_ = AnnotationSet.of([Annotation(whole, LabelId("body"), note=payload)])
    page = labelled(document=made, annotations=set_, annotator=payload, ranges=())
    content = written(name, [page])
    for cell in cells_seen(content, delimiter):
        assert not is_formula(cell), cell
    (row, *_) = rows_of(io.BytesIO(content))
    assert row["annotator"] == payload
    assert row["text"] == (payload if name == "blocks-csv" else made.quote(whole))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_comes_back_out_of_a_cell(text: str):
    assert plain(inert(text)) == text


@given(st.text(st.sampled_from("'\"=+-@;|, \t\r\na\u200b\uff1d"), max_size=12))
def test_texts_of_nothing_but_signs_come_back_too(text: str):
    assert plain(inert(text)) == text
    assert inert(inert(text)) == inert(text) or plain(plain(inert(inert(text)))) == text


@pytest.mark.parametrize("sign", ["\n", "\u2028", "\x0b", "\u200b", "'"])
def test_long_runs_of_signs_take_no_longer_than_other_text(sign: str):
    # With a look at all that follows from each of them, this takes minutes.
    text = sign * 300_000 + "a"
    assert plain(inert(text)) == text


def test_a_cell_of_any_length_comes_back():
    file = io.BytesIO()
    write_rows([{"text": "=" * 200_000}], ["text"], file)
    file.seek(0)
    assert list(rows_of(file)) == [{"text": "=" * 200_000}]


def test_texts_without_a_formula_stand_as_they_are():
    for text in (
        "it's 5 o'clock",
        "a - b",
        "twenty-one",
        "a | b",
        "'quoted'",
        "x=1",
        "a@b.example",
    ):
        assert inert(text) == text


@pytest.mark.parametrize("name", ["blocks-csv", "spans-csv"])
def test_the_table_is_what_it_always_was(name: str):
    held(f"{name}.csv", written(name, SAMPLE))


def test_the_reader_gives_back_every_row():
    rows = list(rows_of(io.BytesIO(written("blocks-csv", SAMPLE))))
    assert [one["text"] for one in rows] == [
        page.document.block_text(index)
        for page in SAMPLE
        for index in range(len(page.document.blocks))
    ]
    spans = list(rows_of(io.BytesIO(written("spans-csv", SAMPLE))))
    assert [(one["start"], one["label"], one["note"]) for one in spans] == [
        (str(one.annotation.span.start), one.name, one.annotation.note)
        for page in SAMPLE
        for one in page.named_annotations()
    ]


def test_every_column_is_in_every_row_and_in_its_order():
    for columns, rows in ((BLOCK_COLUMNS, block_rows), (SPAN_COLUMNS, span_rows)):
        names = {one.name for one in columns}
        for page in SAMPLE:
            assert all(set(row) == names for row in rows(page))


def test_a_block_is_called_by_its_only_label_or_mixed_or_none():
    assert [row["label"] for row in block_rows(labelled())] == ["mixed", "none", "body", "none"]


def test_a_label_that_the_policy_drops_leaves_the_block_without_one():
    policy = Policy("p", {LabelId("body"): Kind.DROP, LabelId("ai_label"): Kind.MAIN})
    rows = list(block_rows(labelled(policy=policy)))
    assert [row["label"] for row in rows] == ["mixed", "none", "none", "none"]
    assert rows[0]["largest_label"] == "main"


def test_two_labels_that_the_policy_calls_alike_are_one_in_a_block():
    span = SCRIPTS.blocks[0].span
    halves = [
        Annotation(Span(span.start, span.start + 2), LabelId("body")),
        Annotation(Span(span.start + 2, span.end), LabelId("headline")),
    ]
    page = labelled(annotations=AnnotationSet.of(halves), ranges=())
    assert next(block_rows(page))["label"] == "mixed"
    alike = labelled(
        annotations=AnnotationSet.of(halves), ranges=(), policy=Policy("p", rest=Kind.MAIN)
    )
    assert next(block_rows(alike))["label"] == "main"


def test_tables_of_blocks_lose_where_in_a_block_a_label_stands():
    assert "Where in a block" in registry.writer("blocks-csv").loses[0]
    (row, *_) = rows_of(io.BytesIO(written("blocks-csv", [labelled()])))
    assert row["label"] == "mixed"
    assert not {"origin", "note", "uncertain", "dom_start_xpath"} & set(row)


def test_tables_of_spans_lose_text_without_a_label_and_pages_without_annotations():
    assert "Text without a label" in registry.writer("spans-csv").loses[0]
    empty = labelled(annotations=AnnotationSet(), ranges=())
    assert list(rows_of(io.BytesIO(written("spans-csv", [empty])))) == []


def test_csv_cannot_tell_what_is_missing_from_what_is_empty():
    assert "missing cannot be told" in registry.writer("spans-csv").loses[-1]
    rows = list(rows_of(io.BytesIO(written("blocks-csv", SAMPLE))))
    assert {one["url"] for one in rows if one["page"] == "2"} == {""}


def test_pages_are_written_as_they_come():
    out = io.BytesIO()

    def pages():
        for number in range(1, 400):
            yield labelled(number)
        assert out.tell() > 100_000

    registry.writer("blocks-csv").write(pages(), out)
