from __future__ import annotations

import json

from hypothesis import given

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.labels import LabelId
from annotator.formats import registry
from tests.formats.generated import pages, some
from tests.formats.goldens import held, written
from tests.formats.labelled_pages import document, facts, labelled
from tests.formats.sample_pages import SAMPLE


def page_of(*some_pages) -> dict:
    return json.loads(written("web-annotation", some_pages))


def test_the_file_is_what_it_always_was():
    held("web-annotation.jsonld", written("web-annotation", SAMPLE))


def test_every_annotation_is_as_the_model_demands():
    made = page_of(*SAMPLE)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationPage"
    ids = [one["id"] for one in made["items"]]
    assert len(ids) == len(set(ids)) == sum(len(one.annotations) for one in SAMPLE)
    for one in made["items"]:
        assert one["type"] == "Annotation"
        assert one["target"]
        for target in one["target"]:
            assert target["type"] == "SpecificResource"
            assert ":" in target["source"]


@given(pages())
@some
def test_positions_count_code_points_and_quotes_are_found_by_what_is_around(page):
    text = page.document.text
    for item, one in zip(page_of(page)["items"], page.annotations, strict=True):
        position, quote = item["target"][-1]["selector"]
        assert (position["start"], position["end"]) == (one.span.start, one.span.end)
        assert quote["exact"] == text[position["start"] : position["end"]]
        found = text.index(quote["prefix"] + quote["exact"] + quote["suffix"])
        assert text[found + len(quote["prefix"]) :].startswith(quote["exact"])
        purposes = {body["purpose"]: body["value"] for body in item["body"]}
        assert purposes["classifying"] == one.label
        assert purposes.get("commenting", "") == one.note
        assert ("questioning" in purposes) is one.uncertain
        assert item["origin"] == one.origin


def test_a_range_in_the_pages_tree_is_between_two_text_nodes():
    first, second = page_of(labelled())["items"][0]["target"]
    assert first["source"] == "https://news.example/story?a=1&b=2"
    start = first["selector"]["startSelector"]
    assert start["value"] == "/html/body/p[1]/text()[1]"
    assert start["refinedBy"]["type"] == "TextPositionSelector"
    assert second["source"].startswith("urn:sha256:" + "0" * 64)


def test_a_page_without_an_address_is_named_by_its_digest():
    made = page_of(labelled(facts=facts(url=None)))
    assert made["items"][0]["target"][0]["source"] == "urn:sha256:" + "0" * 64


def test_web_annotation_loses_other_text_pages_without_annotations_and_facts():
    losses = registry.writer("web-annotation").loses
    assert [one.split(" ")[0] for one in losses] == ["Text", "Pages", "All", "The"]
    assert page_of(labelled(annotations=AnnotationSet(), ranges=()))["items"] == []
    made = document("Far away " * 9, "here", "x" * 40 + " far too")
    here = AnnotationSet.of([Annotation(made.blocks[1].span, LabelId("body"))])
    page = labelled(document=made, annotations=here, ranges=(), licence="mit", language="am")
    content = json.dumps(page_of(page), ensure_ascii=False)
    for lost in ('"mit"', '"am"', "finished", page.facts.title, "far too", "Far away " * 4):
        assert lost not in content
