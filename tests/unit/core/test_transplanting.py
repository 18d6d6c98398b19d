"""Journals taken over to another text of the same page: exactly, uncertainly, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet, violations
from annotator.core.bundles import Anchor, spans_of
from annotator.core.documents import Block, Document
from annotator.core.edits import Edit, apply, invert
from annotator.core.journal import History, JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.replaying import replayed
from annotator.core.spans import Span
from annotator.core.transplanting import MOVED, Ground, transplant
from tests.pictures import drawn, mark_line
from tests.unit.core.strategies import documents, steps_on

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def placed(*blocks: tuple[str, str]) -> Document:
    """A document of blocks with their XPaths."""
    start, made = 0, []
    for index, (xpath, text) in enumerate(blocks):
        made.append(Block(index, Span(start, start + len(text)), xpath=xpath))
        start += len(text) + 1
    return Document("\n".join(text for _, text in blocks), tuple(made), segmenter="test-2")


def lines_of(*edits: Edit, status: Status = Status.IN_PROGRESS) -> list[JournalLine]:
    return [JournalLine(LineKind.EDIT, edit, status, NOON) for edit in edits]


def labelled(annotations: AnnotationSet) -> list[JournalLine]:
    return lines_of(Edit("Label", frozenset(), frozenset(annotations)))


def ground_on(there: Document, here: Document, lines: list[JournalLine]) -> Ground:
    return Ground(there, {span: Anchor.of(here, span) for span in spans_of(lines)})


ONE = placed(("/p[1]", "Big news"), ("/p[2]", "A story"), ("/p[3]", "Menu"))


def story() -> list[JournalLine]:
    _, annotations = drawn("Big news|A story|Menu", "Hhhhhhhh|Bbbbbbb|Xxxx")
    return labelled(annotations)


def test_where_place_and_text_agree_a_set_is_taken_over_as_it_is():
    there = placed(
        ("/p[0]", "Hello"), ("/p[1]", "Big news"), ("/p[2]", "A story"), ("/p[3]", "Menu")
    )
    made = transplant(ground_on(there, ONE, story()), story())
    assert mark_line(there, made.annotations) == ".....|Hhhhhhhh|Bbbbbbb|Xxxx"
    assert (made.moved, made.lost) == ((), ())
    assert not any(one.uncertain for one in made.annotations)


def test_text_that_stands_elsewhere_once_is_marked_uncertain_and_says_so():
    there = placed(("/p[1]", "Big news"), ("/div", "And A story here"), ("/p[3]", "Menu"))
    made = transplant(ground_on(there, ONE, story()), story())
    assert mark_line(there, made.annotations) == "Hhhhhhhh|... Bbbbbbb ....|Xxxx"
    (moved,) = made.moved
    assert moved.span == Span(9, 16)
    (found,) = [one for one in made.annotations if one.uncertain]
    assert found.note == MOVED


def test_text_that_is_gone_or_stands_twice_has_no_place():
    there = placed(("/p[1]", "Big news"), ("/div", "A story, A story"))
    made = transplant(ground_on(there, ONE, story()), story())
    assert mark_line(there, made.annotations) == "Hhhhhhhh|. ...... . ....."
    assert [one.label for one in made.lost] == ["body", "boilerplate"]


def test_a_set_is_finished_only_where_all_text_is_decided_here_too():
    lines = story()
    lines.append(
        JournalLine(LineKind.STATUS, Edit("", frozenset(), frozenset()), Status.FINISHED, NOON)
    )
    same = transplant(ground_on(ONE, ONE, lines), lines)
    assert same.lines == tuple(lines)
    more = placed(
        *((block.xpath, ONE.block_text(block.index)) for block in ONE.blocks), ("/p[4]", "More")
    )
    assert transplant(ground_on(more, ONE, lines), lines).lines[-1].status is Status.IN_PROGRESS


def test_labels_become_others_and_neighbours_of_one_label_one_annotation():
    document, annotations = drawn("Big news|Menu", "Hhh Bbbb|Xxxx")
    labels = {LabelId("headline"): LabelId("story"), LabelId("body"): LabelId("story")}
    made = transplant(Ground(document, None, labels), labelled(annotations))
    assert mark_line(document, made.annotations) == "Ssssssss|Xxxx"


@given(st.data())
def test_the_state_after_each_line_is_a_partition_and_undo_stays_undo(data):
    here = data.draw(documents())
    there = data.draw(documents())
    annotations, lines = AnnotationSet(), []
    done: list[Edit] = []
    for step in data.draw(st.lists(st.none() | steps_on(here), max_size=6)):
        if step is None and done:
            edit = invert(done.pop())
            kind = LineKind.UNDO
        else:
            edit = None if step is None else step.edit(here, annotations)
            kind = LineKind.EDIT
        if not edit:
            continue
        annotations = apply(annotations, edit)
        if kind is LineKind.EDIT:
            done.append(edit)
        lines.append(JournalLine(kind, edit, Status.IN_PROGRESS, NOON))
    assert replayed(here, lines) == annotations
    made = transplant(ground_on(there, here, lines), lines)
    assert replayed(there, made.lines) == made.annotations
    assert violations(there, made.annotations) == []
    History.of(made.lines)
    for count in range(len(lines)):
        shorter = transplant(ground_on(there, here, lines[:count]), lines[:count])
        assert shorter.lines == made.lines[:count]
    assert len(made.lost) <= len(annotations)


@given(st.data())
def test_on_the_same_text_nothing_changes(data):
    here = data.draw(documents())
    annotations, lines = AnnotationSet(), []
    for step in data.draw(st.lists(steps_on(here), max_size=5)):
        edit = None if step is None else step.edit(here, annotations)
        if edit:
            annotations = apply(annotations, edit)
            lines += lines_of(edit)
    made = transplant(Ground(here, None), lines)
    assert made.lines == tuple(lines)
    assert made.annotations == annotations
    assert (made.moved, made.lost) == ((), ())
