"""Tasks as Label Studio's own library checks and converts them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from annotator.formats import registry
from tests.formats.generated import pages, some
from tests.formats.goldens import written
from tests.formats.labelled_pages import labelled
from tests.formats.sample_pages import SAMPLE

LABELS = "".join(
    f'<Label value="{one}"/>' for one in ("headline", "body", "teaser", "ai_label", "boilerplate")
)
CONFIGS = {
    "label-studio": f'<View><Labels name="label" toName="page">{LABELS}</Labels>'
    '<Text name="page" value="$text"/></View>',
    "label-studio-html": f'<View><HyperTextLabels name="label" toName="page">{LABELS}'
    '</HyperTextLabels><HyperText name="page" value="$html"/></View>',
}


def tasks(name: str, some) -> list[dict]:
    return json.loads(written(name, some))


@pytest.mark.parametrize("name", CONFIGS)
def test_its_own_library_finds_every_task_and_region_right(name: str):
    interface = pytest.importorskip("label_studio_sdk.label_interface").LabelInterface(
        CONFIGS[name]
    )
    for task in tasks(name, SAMPLE):
        data = {**task, "annotations": []}
        assert interface.validate_task({"data": data["data"]})
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation)


def test_a_page_is_one_task_with_an_annotation_for_each_annotator():
    made = tasks("label-studio", SAMPLE)
    assert [one["id"] for one in made] == [1, 2, 3]
    assert [[one["annotator"] for one in task["annotations"]] for task in made] == [
        ["Ada", "ቤን 🙂"],
        ["Ada"],
        ["Ada"],
    ]
    ids = [region["id"] for task in made for one in task["annotations"] for region in one["result"]]
    assert len(ids) == len(set(ids))


def test_no_annotation_names_a_user_that_an_import_would_look_for():
    assert all(
        "completed_by" not in one
        for task in tasks("label-studio", SAMPLE)
        for one in task["annotations"]
    )


@given(pages())
@some
def test_text_offsets_count_code_points(page):
    (task,) = tasks("label-studio", [page])
    text = task["data"]["text"]
    assert text == page.document.text
    for region, one in zip(task["annotations"][0]["result"], page.annotations, strict=True):
        value = region["value"]
        assert (value["start"], value["end"]) == (one.span.start, one.span.end)
        assert text[value["start"] : value["end"]] == value["text"]
        assert value["labels"] == [one.label]
        assert region["meta"].get("text", [""]) == [one.note]
        assert (region["meta"]["origin"], region["meta"]["uncertain"]) == (
            one.origin,
            one.uncertain,
        )


@given(pages().filter(lambda page: page.document.text.isprintable()))
@some
def test_html_regions_lie_where_their_xpath_and_their_global_offsets_say(page):
    (task,) = tasks("label-studio-html", [page])
    body = html.document_fromstring(f"<html><body>{task['data']['html']}</body></html>").body
    whole = "".join(body.itertext()) if len(body) else ""
    assert whole == page.document.text == task["data"]["text"]
    for region, one in zip(task["annotations"][0]["result"], page.annotations, strict=True):
        value = region["value"]
        (node,) = body.xpath("." + value["start"])
        assert value["start"] == value["end"]
        assert node[value["startOffset"] : value["endOffset"]] == value["text"]
        both = value["globalOffsets"]
        assert whole[both["start"] : both["end"]] == value["text"] == page.document.quote(one.span)
        assert value["hypertextlabels"] == [one.label]


def test_markup_in_the_text_of_a_page_is_text_in_its_html():
    page = labelled()
    hostile = "<script>alert(1)</script>&amp;"
    document = type(page.document)(hostile, page.document.blocks[:1], "html-1")
    (task,) = tasks("label-studio-html", [labelled(document=document, annotations=(), ranges=())])
    assert "<script" not in task["data"]["html"]


@given(st.lists(st.integers(1, 3), max_size=4, unique=True))
def test_any_number_of_pages_is_one_list(numbers):
    made = tasks("label-studio", [labelled(number) for number in sorted(numbers)])
    assert [one["id"] for one in made] == sorted(numbers)


def test_gold_is_marked_as_ground_truth():
    (task,) = tasks("label-studio", [labelled(annotator="gold")])
    assert task["annotations"][0]["ground_truth"] is True


def test_label_studio_loses_blocks_places_and_in_html_the_markup():
    assert registry.writer("label-studio").loses[0].startswith("Blocks")
    assert registry.writer("label-studio-html").loses[-1].startswith("The page's own markup")
    for name in CONFIGS:
        content = json.dumps(tasks(name, [labelled()]))
        assert "noscript" not in content
        assert "/html/body/p[1]/text()[1]" not in content
        assert "class=" not in content
