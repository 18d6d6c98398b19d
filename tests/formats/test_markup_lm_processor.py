"""The data set of MarkupLM read by its own processor; the library takes seconds to load."""

from __future__ import annotations

import json

import pytest

from tests.formats.goldens import written
from tests.formats.written_pages import labelled_page

HTML = (
    "<!DOCTYPE html><html><head><title>News</title></head><body><h1>Big story</h1>"
    "<div><p>First <b>words</b> of it</p><p>More. Ad</p></div><ul><li>Menu</li></ul></body></html>"
)
LABELS = [
    ("headline", "Big story"),
    ("body", "First words of it"),
    ("body", "More."),
    ("teaser", "Ad"),
    ("boilerplate", "Menu"),
]


@pytest.fixture(scope="module")
def markuplm():
    return pytest.importorskip("transformers.models.markuplm")


def record() -> dict:
    return json.loads(written("markuplm", [labelled_page(HTML, LABELS)]))


def test_nodes_and_paths_are_those_that_the_extractor_finds_in_the_page(markuplm):
    features = markuplm.MarkupLMFeatureExtractor()(HTML)
    found = list(zip(features["nodes"][0], features["xpaths"][0], strict=True))
    own = record()
    rows = list(zip(own["nodes"], own["xpaths"], strict=True))
    # The one node under two labels is two.
    at = rows.index(("More.", "/html/body/div/p[2]"))
    assert rows[at + 1] == ("Ad", "/html/body/div/p[2]")
    assert [*rows[:at], ("More. Ad", "/html/body/div/p[2]"), *rows[at + 2 :]] == found


def test_the_tokenizer_takes_the_labels_of_the_nodes(markuplm, tmp_path):
    own = record()
    letters = sorted({sign for node in own["nodes"] for sign in node if sign != " "} | {"Ġ"})
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    vocabulary = {token: number for number, token in enumerate([*special, *letters])}
    names = ("html", "head", "title", "h1", "div", "p", "b", "ul", "li", "body")
    tags = {tag: number for number, tag in enumerate(names)}
    tokenizer = markuplm.MarkupLMTokenizer(vocab=vocabulary, merges=[], tags_dict=tags)
    encoded = tokenizer(
        own["nodes"], xpaths=own["xpaths"], node_labels=own["node_labels"], add_special_tokens=False
    )
    told = [label for label in encoded["labels"] if label != -100]
    assert told == [label for label in own["node_labels"] if label != -100]
    assert own["label_names"] == ["main", "other"]
