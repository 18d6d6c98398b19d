"""What markup told, as the store keeps it: everything comes back, and nothing else is taken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import BugError
from annotator.core.page_evidence import (
    VERSION,
    BlockMarks,
    Elements,
    PageEvidence,
    evidence_from_json,
    evidence_to_json,
)

# Lone surrogates too: JSON-LD may hold them.
texts = st.text(st.characters(codec=None), max_size=6)
words = st.one_of(st.sampled_from(["", "div", "p", "card card-3"]), texts)


@st.composite
def evidences(draw: st.DrawFn) -> PageEvidence:
    """Any evidence that holds together."""
    count = draw(st.integers(0, 6))
    block_count = draw(st.integers(0, 6)) if count else 0

    def column(length: int) -> list[str]:
        return draw(st.lists(words, min_size=length, max_size=length))

    return PageEvidence(
        version=draw(texts),
        titles=tuple(draw(st.lists(texts, max_size=3))),
        descriptions=tuple(draw(st.lists(texts, max_size=3))),
        story=draw(texts),
        site_name=draw(texts),
        language=draw(texts),
        address=draw(texts),
        elements=Elements(
            parent=[draw(st.integers(-1, number - 1)) for number in range(count)],
            name=column(count),
            class_name=column(count),
            element_id=column(count),
            link=column(count),
            marks=column(count),
        ),
        blocks=BlockMarks(
            element=[draw(st.integers(0, count - 1)) for _ in range(block_count)],
            link=column(block_count),
            inline=column(block_count),
            image_count=[draw(st.integers(0, 9)) for _ in range(block_count)],
        ),
    )


SMALL = PageEvidence(
    titles=("A title",),
    descriptions=("A summary",),
    elements=Elements([-1, 0], ["html", "p"], ["", "c"], ["", "i"], ["", ""], ["", "rel=x"]),
    blocks=BlockMarks([1, 1], ["/a", ""], ["a", ""], [0, 2]),
)


@given(evidences())
def test_evidence_comes_back_as_it_was_from_one_line_of_ascii(evidence: PageEvidence):
    written = evidence_to_json(evidence)
    assert written.isascii()
    assert "\n" not in written
    assert evidence_from_json(written) == evidence


def test_what_repeats_is_written_once():
    many = PageEvidence(
        elements=Elements([-1] * 900, ["div"] * 900, ["a-long-class-name"] * 900, *[[""] * 900] * 3)
    )
    assert evidence_to_json(many).count("a-long-class-name") == 1


def test_evidence_of_nothing_names_the_version_of_the_reader():
    assert evidence_from_json(evidence_to_json(PageEvidence())) == PageEvidence()
    assert PageEvidence().version == VERSION


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "7", '"words"', "{}", "[" * 100_000, '{"words": null}', "\0"]
)
def test_what_is_no_evidence_at_all_is_a_bug(text: str):
    with pytest.raises(BugError, match="damaged"):
        evidence_from_json(text)


@pytest.mark.parametrize("name", list(json.loads(evidence_to_json(SMALL))))
def test_no_field_may_be_missing(name: str):
    table = json.loads(evidence_to_json(SMALL))
    del table[name]
    with pytest.raises(BugError, match=name):
        evidence_from_json(json.dumps(table))


@pytest.mark.parametrize(
    "value",
    [None, 3, -1, 1.5, True, "text", float("inf"), [None], [[0, 1]], {"0": 1}, ["1", "2"], [1e999]],
    ids=repr,
)
@pytest.mark.parametrize("name", list(json.loads(evidence_to_json(SMALL))))
def test_no_field_may_be_of_another_kind(name: str, value: object):
    table = json.loads(evidence_to_json(SMALL))
    is_right_kind = (isinstance(value, str) and isinstance(table[name], str)) or (
        value == ["1", "2"] and name in {"titles", "descriptions"}
    )
    if is_right_kind:
        return
    table[name] = value
    with pytest.raises(BugError, match="damaged"):
        evidence_from_json(json.dumps(table))


@pytest.mark.parametrize(
    "change",
    [
        {"parent": [-1, 1]},
        {"parent": [-2, 0]},
        {"parent": [-1, 5]},
        {"parent": [1, -1]},
        {"parent": [-1]},
        {"name": [1]},
        {"marks": [0, 0, 0]},
        {"element": [1, 2]},
        {"element": [-1, 1]},
        {"element": [1]},
        {"link": [0]},
        {"images": [0, 0, 0]},
        {"images": [0, -1]},
        {"name": [1, 9_999]},
        {"name": [1, -1]},
        {"inline": [0, -2]},
        {"parent": [], "name": [], "class": [], "id": [], "leads": [], "marks": []},
    ],
    ids=str,
)
def test_numbers_that_lead_nowhere_are_a_bug(change: dict[str, Any]):
    table = json.loads(evidence_to_json(SMALL)) | change
    with pytest.raises(BugError, match="damaged"):
        evidence_from_json(json.dumps(table))


@given(st.data())
def test_a_text_with_a_piece_cut_out_of_it_is_a_bug_or_other_evidence(data: st.DataObject):
    written = evidence_to_json(SMALL)
    start = data.draw(st.integers(0, len(written) - 1))
    end = data.draw(st.integers(start + 1, len(written)))
    try:
        evidence = evidence_from_json(written[:start] + written[end:])
    except BugError:
        return
    assert evidence_from_json(evidence_to_json(evidence)) == evidence
