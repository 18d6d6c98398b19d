from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.alignment import Alignment
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.documents import Document
from annotator.core.errors import BugError
from annotator.core.labels import LabelId
from annotator.core.pages import PageKind
from annotator.core.policies import Kind, Policy
from annotator.core.spans import Span
from annotator.formats.jsonl import JsonLines
from tests.formats.labelled_pages import SCRIPTS, document, facts, labelled

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/reference/export.schema.json").read_text(encoding="utf-8"))

texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)


MENU = SCRIPTS.blocks[3].span
DECISIONS = (
    (
        "Rae",
        Decision(
            Choice.SIDE,
            ("Ada", "Ben"),
            (Ruling(MENU, Alignment.MISSING, (LabelId("teaser"), None), LabelId("teaser")),),
            side="Ada",
            reason="A card.",
        ),
    ),
)


PARTS = {"licence": "CC0-1.0", "split": "train", "policy": Policy("mine")}


def written(*pages) -> bytes:
    out = io.BytesIO()
    JsonLines().write(pages, out)
    return out.getvalue()


def records(*pages):
    return [json.loads(line) for line in written(*pages).decode().splitlines()]


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "page",
    [
        labelled(),
        labelled(annotations=AnnotationSet(), ranges=()),
        labelled(ranges=(), ranges_missing="The page took longer than 5 s."),
        labelled(ranges=(), facts=facts(kind=PageKind.TEXT, url=None, site="", title="")),
        labelled(facts=facts(cut="nested deeper than 2,048 elements")),
        labelled(decisions=()),
        labelled(decisions=DECISIONS),
        labelled(**PARTS),
    ],
)
def test_every_line_is_as_the_schema_in_the_docs_says(page):
    jsonschema.validate(records(page)[0], SCHEMA)


def test_a_line_is_what_json_makes_of_its_record():
    strange = facts(name='a "b" \\ \t', title="\x1f\x7f")
    pages = [labelled(), labelled(decisions=DECISIONS, **PARTS), labelled(facts=strange)]
    for line in written(*pages).decode().split("\n")[:-1]:
        plain = json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":"))
        for end in "\u0085\u2028\u2029":
            plain = plain.replace(end, f"\\u{ord(end):04x}")
        assert line == plain


def test_labels_go_under_the_names_of_the_policy_and_what_is_dropped_goes_away():
    policy = Policy("mine", {LabelId("body"): Kind.MAIN, LabelId("ai_label"): Kind.DROP})
    (record,) = records(labelled(policy=policy))
    assert [(one["label"], one["dom"]["start"]["offset"]) for one in record["annotations"]] == [
        ("main", 0)
    ]
    assert record["policy"] == "mine"


def test_the_schema_names_every_field_and_no_other():
    record = records(labelled(decisions=DECISIONS, **PARTS))[0]
    assert set(SCHEMA["properties"]) == set(record)
    (decision,) = record["decisions"]
    assert set(SCHEMA["$defs"]["decision"]["properties"]) == set(decision)
    assert set(SCHEMA["$defs"]["ruling"]["properties"]) == set(decision["rulings"][0])
    assert set(SCHEMA["$defs"]["block"]["properties"]) == set(record["blocks"][0])
    assert set(SCHEMA["$defs"]["annotation"]["properties"]) == set(record["annotations"][0])


def test_only_a_gold_set_tells_of_decisions_with_what_the_candidates_said():
    assert "decisions" not in records(labelled())[0]
    ((decision,),) = (one["decisions"] for one in records(labelled(decisions=DECISIONS)))
    assert (decision["decider"], decision["side"]) == ("Rae", "Ada")
    (ruling,) = decision["rulings"]
    assert (ruling["quote"], ruling["labels"]) == ("menu", ["teaser", None])


def test_a_ruling_outside_the_text_is_refused():
    outside = Ruling(Span(9999, 10001), Alignment.LABEL, (None,), None)
    decision = Decision(Choice.NOTHING, ("Ada",), (outside,))
    with pytest.raises(BugError):
        written(labelled(decisions=(("Rae", decision),)))


def test_one_page_is_one_line_for_every_way_of_splitting_lines():
    assert len(written(labelled(), labelled(2)).decode().splitlines()) == 2


def test_offsets_count_code_points_and_quote_the_text():
    record = records(labelled())[0]
    assert record["offset_unit"] == "unicode code point"
    assert [one["quote"] for one in record["annotations"]] == [
        "👩\u200d👩\u200d👧",
        "a\u2028b\u2029c\u0085d",
    ]
    for one in record["annotations"]:
        assert record["text"][one["start"] : one["end"]] == one["quote"]


def test_a_cut_page_says_so_with_the_reason():
    assert records(labelled(facts=facts(cut="too deep")))[0]["cut"] == "too deep"


def test_a_missing_range_is_null_and_the_page_says_why():
    record = records(labelled(ranges=(), ranges_missing="too slow"))[0]
    assert record["dom_missing"] == "too slow"
    assert [one["dom"] for one in record["annotations"]] == [None, None]


def test_no_pages_make_an_empty_file():
    assert written() == b""


def test_pages_are_taken_one_by_one():
    def pages():
        yield labelled(1)
        assert out.tell() > 0, "the first page must be written before the second is asked for"
        yield labelled(2)

    out = io.BytesIO()
    JsonLines().write(pages(), out)


def test_ranges_that_do_not_fit_the_annotations_are_refused():
    with pytest.raises(BugError, match="ranges"):
        written(labelled(ranges=labelled().ranges[:1]))


def test_an_annotation_outside_the_text_is_refused():
    wrong = AnnotationSet.of([Annotation(Span(900, 901), LabelId("body"))])
    with pytest.raises(BugError, match="is not its quote"):
        written(labelled(annotations=wrong, ranges=()))


@given(st.lists(texts, min_size=1, max_size=5))
def test_any_text_comes_back_as_it_was(some):
    made: Document = document(*some)
    annotations = AnnotationSet.of(Annotation(block.span, LabelId("body")) for block in made.blocks)
    record = records(labelled(document=made, annotations=annotations, ranges=()))[0]
    assert record["text"] == made.text
    assert [one["quote"] for one in record["annotations"]] == some
