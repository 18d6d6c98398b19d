"""Proposals: how sure they are, what of them is open, and how they run together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import LabelId
from annotator.core.proposals import (
    NO_PROPOSALS,
    Grade,
    Proposal,
    Source,
    Switches,
    open_proposals,
    proposed_runs,
)
from annotator.core.spans import Span
from tests.pictures import drawn
from tests.unit.core.strategies import labelled_documents

BODY, TEASER = LabelId("body"), LabelId("teaser")


def proposal(start: int, end: int, label: LabelId = BODY, confidence: float = 0.97) -> Proposal:
    return Proposal(Span(start, end), label, confidence, Source.MODEL)


@pytest.mark.parametrize(
    ("confidence", "source", "grade", "is_doubtful"),
    [
        (1.0, Source.MODEL, Grade.SURE, False),
        (0.99, Source.MODEL, Grade.SURE, False),
        (0.9899, Source.MODEL, Grade.LIKELY, False),
        (0.95, Source.RULE, Grade.LIKELY, False),
        (0.9499, Source.RULE, Grade.LIKELY, True),
        (0.8, Source.RULE, Grade.LIKELY, True),
        (0.7999, Source.MODEL, Grade.GUESS, True),
        (0.0, Source.MODEL, Grade.GUESS, True),
        (0.1, Source.SITE, Grade.SURE, False),
    ],
)
def test_grade_and_doubt_follow_the_confidence_but_the_site_is_believed(
    confidence: float, source: Source, grade: Grade, is_doubtful: bool
):
    one = Proposal(Span(0, 1), BODY, confidence, source)
    assert (one.grade, one.is_doubtful) == (grade, is_doubtful)


def test_grades_can_be_compared():
    assert Grade.GUESS < Grade.LIKELY < Grade.SURE


def test_without_rules_model_and_site_nothing_proposes_whatever_was_learned():
    assert Switches()
    assert not Switches(rules=False, model=False, site=False)
    for name in ("rules", "model", "site"):
        assert Switches(**{"rules": False, "model": False, "site": False, name: True})
    assert not list(NO_PROPOSALS)
    assert len(NO_PROPOSALS) == 0


def test_what_is_decided_is_cut_out_of_a_proposal():
    document, annotations = drawn("A story of words|More", "..Bbbbb.Xx......|....")
    found = open_proposals(document, annotations, [proposal(0, 16, TEASER), proposal(17, 21)])
    assert [(document.quote(one.span), one.label) for one in found] == [
        ("A", TEASER),
        ("words", TEASER),
        ("More", BODY),
    ]


def runs(document: Document, proposals: list[Proposal]) -> list[tuple[str, int]]:
    return [
        (document.quote(one.span), len(one.proposals)) for one in proposed_runs(document, proposals)
    ]


def test_proposals_of_one_label_run_together_over_hidden_blocks_alone():
    document, _ = drawn("One|Two|Ad|Three|Four", "...|...|--|.....|....")
    parts = [block.span for block in document.blocks]
    everything = [Proposal(parts[n], BODY, 0.97, Source.MODEL) for n in (4, 0, 1, 3)]
    assert runs(document, everything) == [("One\nTwo\nAd\nThree\nFour", 4)]
    # The block that nothing is proposed for is in sight: it ends the run.
    assert runs(document, [one for one in everything if one.span != parts[1]]) == [
        ("One", 1),
        ("Three\nFour", 2),
    ]


def test_hidden_blocks_and_blank_ones_together_end_no_run():
    document, _ = drawn("One|Ad|␣|Ad|Two", "...|--|.|--|...")
    parts = [document.blocks[number].span for number in (0, 4)]
    both = [Proposal(span, BODY, 0.97, Source.MODEL) for span in parts]
    assert [count for _, count in runs(document, both)] == [2]


def test_a_run_ends_where_label_or_doubt_changes_and_where_text_lies_between():
    document, _ = drawn("One|Two|Three|Four words", "...|...|.....|..........")
    one, two, three, _ = (block.span for block in document.blocks)
    found = proposed_runs(
        document,
        [
            Proposal(one, BODY, 0.97, Source.MODEL),
            Proposal(two, BODY, 0.6, Source.MODEL),
            Proposal(three, TEASER, 0.6, Source.MODEL),
            Proposal(Span(14, 16), TEASER, 0.7, Source.RULE),
            Proposal(Span(19, 24), TEASER, 0.7, Source.RULE),
        ],
    )
    assert [(document.quote(run.span), run.is_doubtful) for run in found] == [
        ("One", False),
        ("Two", True),
        ("Three\nFo", True),
        ("words", True),
    ]


@st.composite
def proposed(draw: st.DrawFn) -> tuple[Document, AnnotationSet, list[Proposal]]:
    """A labelled document, and proposals inside its visible blocks as an engine makes them."""
    document, annotations = draw(labelled_documents())
    found = []
    for block in document.blocks:
        if block.hidden is not None:
            continue
        cuts = sorted(draw(st.sets(st.integers(block.span.start, block.span.end), max_size=3)))
        for start, end in pairwise([block.span.start, *cuts, block.span.end]):
            span = Span(start, end).trimmed(document.text)
            if span and draw(st.booleans()):
                label = draw(st.sampled_from([BODY, TEASER]))
                confidence = draw(st.sampled_from([0.5, 0.96, 1.0]))
                found.append(Proposal(span, label, confidence, draw(st.sampled_from(Source))))
    return document, annotations, found


def places(spans: list[Span], text: str) -> set[int]:
    """The offsets of all that can be seen in the spans."""
    return {
        place
        for span in spans
        for place in range(span.start, span.end)
        if not text[place].isspace()
    }


@given(proposed())
def test_open_proposals_are_all_that_is_proposed_and_undecided(
    drawn_page: tuple[Document, AnnotationSet, list[Proposal]],
):
    document, annotations, proposals = drawn_page
    found = open_proposals(document, annotations, proposals)
    decided = places([one.span for one in annotations], document.text)
    for label in (BODY, TEASER):
        wanted = places([one.span for one in proposals if one.label == label], document.text)
        assert (
            places([one.span for one in found if one.label == label], document.text)
            == wanted - decided
        )
    assert all(one.span and one.span == one.span.trimmed(document.text) for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    # What is open stays open: to ask again changes nothing.
    assert open_proposals(document, annotations, found) == found


@given(proposed())
def test_runs_are_the_open_proposals_in_order_each_in_one_and_as_long_as_can_be(
    drawn_page: tuple[Document, AnnotationSet, list[Proposal]],
):
    document, annotations, proposals = drawn_page
    open_ones = open_proposals(document, annotations, proposals)
    found = proposed_runs(document, reversed(open_ones))
    assert [one for run in found for one in run.proposals] == open_ones
    hidden = places([one.span for one in document.blocks if one.hidden is not None], document.text)
    for run in found:
        first, last = run.proposals[0].span, run.proposals[-1].span
        assert run.span == Span(first.start, last.end)
        assert {one.label for one in run.proposals} == {run.label}
        assert {one.is_doubtful for one in run.proposals} == {run.is_doubtful}
        inside = places([one.span for one in run.proposals], document.text)
        assert places([run.span], document.text) - inside <= hidden
    for one, other in pairwise(found):
        between = places([Span(one.span.end, other.span.start)], document.text) - hidden
        assert one.label != other.label or one.is_doubtful != other.is_doubtful or between, (
            "two runs that are one"
        )
