"""What labelling costs, measured on a real project: proposals offered, taken and corrected."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.effort import Counts, effort_of
from annotator.core.errors import Cancelled
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.pieces import pieces_of
from annotator.core.proposals import Proposal, Proposals, Source
from annotator.services.annotating import open_sitting, save
from annotator.services.changes import NO_CHANGES
from annotator.services.effort import Effort, measure_effort
from annotator.services.sitting import Sitting
from annotator.services.stop_watch import StopWatch
from annotator.storage.engine import DamagedFile
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.services.test_sitting import sit
from tests.stored import add_page, do, label_blocks, project_of
from tests.unit.core.strategies import LABELS, documents, spans_in


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, page("Big news", "A story", "Menu"), page("Other"), page("x")) as one:
        yield one


def ticking(*seconds):
    """A stop watch that stops at these moments."""
    moments = iter(seconds)
    return StopWatch(lambda: next(moments))


def work(project, number, *steps, name="Ada", labels=(), seconds=None):
    """Offer a label for each block, take the steps and save them."""
    sitting = open_sitting(project, PageId(number), name)
    if seconds is not None:
        sitting.watch = ticking(0, *seconds)
        sitting.watch.start()
    spans = [block.span for block in sitting.document.blocks]
    sitting.offer(
        Proposals(
            tuple(
                Proposal(span, LabelId(label), 0.9, Source.MODEL)
                for span, label in zip(spans, labels, strict=False)
            ),
            "model-1",
        )
    )
    lines = [changes.line for step in steps if (changes := step(sitting, spans)).line]
    save(project, PageId(number), name, sitting.revision, lines)


def rest(sitting, _spans):
    return sitting.accept_rest_and_finish()


def accept(*blocks):
    return lambda sitting, spans: sitting.accept([spans[one] for one in blocks])


def label(label_id, *blocks):
    return lambda sitting, spans: sitting.label([spans[one] for one in blocks], label_id)


def test_a_page_accepted_as_it_was_proposed_costs_one_action(project):
    work(project, 1, rest, labels=("headline", "body", "boilerplate"))
    (one,) = measure_effort(project).pages
    assert (one.page, one.annotator, one.effort.actions) == (1, "Ada", 1)
    assert one.effort.counts == Counts(with_rest=3)


def test_each_way_to_a_label_counts_for_itself(project):
    by_hand = label("boilerplate", 2)
    work(project, 1, accept(0), label("teaser", 1), by_hand, rest, labels=("headline", "body"))
    (one,) = measure_effort(project).pages
    assert one.effort.labels == {
        "headline": Counts(singly=1),
        "teaser": Counts(corrected=1),
        "boilerplate": Counts(by_hand=1),
    }


def test_a_correction_made_later_takes_the_acceptance_back(project):
    work(project, 1, rest, labels=("headline", "body", "boilerplate"))
    work(project, 1, label("teaser", 1), lambda one, _: one.finish())
    assert measure_effort(project).whole.counts == Counts(with_rest=2, corrected=1)


def test_pages_come_as_they_were_finished_first_and_those_begun_are_counted(project):
    for number in (3, 1):
        work(project, number, rest, labels=("body",) * 3)
    label_blocks(project, 2, "Ada", "body", 0)
    work(project, 3, label("teaser", 0), lambda sitting, _: sitting.finish())
    found = measure_effort(project)
    assert [one.page for one in found.pages] == [3, 1]
    assert found.begun_count == 1
    assert found.actions.count == 2
    assert (found.actions.mean.value, found.actions.median.value) == (2, 2)


def test_seconds_are_those_of_the_pages_whose_time_is_known(project):
    work(project, 1, accept(0), rest, labels=("body",) * 3, seconds=(5, 9))
    work(project, 2, rest, labels=("body",))
    found = measure_effort(project)
    assert [one.effort.seconds.value for one in found.pages] == [9, None]
    assert (found.seconds.count, found.seconds.mean.value) == (1, 9)
    assert found.whole.unknown_count == 1


def test_without_a_finished_page_nothing_is_claimed(project):
    found = measure_effort(project)
    assert found == Effort()
    assert (found.actions.mean.value, found.actions.mean.reason) == (None, "no page is finished")
    assert found.seconds.median.reason == "no page is finished"
    work(project, 2, rest, labels=("body",))
    assert measure_effort(project).seconds.mean.reason == "nobody took the time of any page"


def test_the_effort_of_one_annotator_is_theirs_alone(project):
    work(project, 1, rest, labels=("body",) * 3)
    work(project, 1, label("body", 0, 1, 2), lambda one, _: one.finish(), name="Ben")
    assert [one.annotator for one in measure_effort(project).pages] == ["Ada", "Ben"]
    assert [one.annotator for one in measure_effort(project, "Ben").pages] == ["Ben"]
    assert measure_effort(project, "Cleo") == Effort()


def test_blind_pages_can_be_measured_alone(project):
    blind = add_page(project, page("y"), is_blind=True)
    for number in (1, blind):
        work(project, number, rest, labels=("body",) * 3)
    label_blocks(project, 3, "Ada", "body", 0)
    found = measure_effort(project, blind_only=True)
    assert [(one.page, one.is_blind) for one in found.pages] == [(blind, True)]
    assert found.begun_count == 0


def test_measuring_again_counts_only_what_has_changed_and_tells_the_same(project):
    work(project, 1, rest, labels=("body",) * 3)
    work(project, 2, rest, labels=("body",))
    before = measure_effort(project)
    work(project, 2, label("teaser", 0), lambda sitting, _: sitting.finish())
    again = measure_effort(project, before=before)
    assert again == measure_effort(project)
    assert again.pages[0] is before.pages[0]


def test_what_a_script_accepted_counts_as_accepted_with_the_rest(project):
    do(project, 2, "Ada", lambda sitting: _offered(sitting).accept_rest_and_finish())
    assert measure_effort(project).whole.counts == Counts(with_rest=1)


def _offered(sitting):
    span = sitting.document.blocks[0].span
    sitting.offer(Proposals((Proposal(span, LabelId("body"), 0.9, Source.RULE),), "m"))
    return sitting


def test_measuring_many_pages_can_be_stopped(project):
    for number in (1, 2):
        label_blocks(project, number, "Ada", "body", 0)
        do(project, number, "Ada", Sitting.fill)
        do(project, number, "Ada", Sitting.finish)
    seen = []

    def stop_at_the_second(progress):
        seen.append((progress.done, progress.total))
        if progress.done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_effort(project, report=stop_at_the_second)
    assert seen == [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("kind", "told"), [("undo", "too many"), ("redo", "too many"), ("status", "")]
)
def test_a_journal_that_cannot_be_followed_is_told_as_damage(project, kind, told):
    label_blocks(project, 2, "Ada", "body", 0)
    do(project, 2, "Ada", Sitting.finish)
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER journal_refuses_update")
        connection.execute("UPDATE journal SET kind = ? WHERE sequence = 1", [kind])
    if told:
        with pytest.raises(DamagedFile, match=f"journal of a set of page 2 is damaged.*{told}"):
            measure_effort(project)
    else:
        assert measure_effort(project).pages[0].effort.counts == Counts()


@given(documents(), st.data())
def test_where_all_is_proposed_nothing_counts_as_labelled_by_hand(document, data):
    """Whatever an editor does, each visible piece knows what had been proposed for it."""
    sitting = sit(document)
    offered = [
        Proposal(span, data.draw(st.sampled_from(LABELS)).id, 0.9, Source.MODEL)
        for block in document.blocks
        if block.hidden is None and (span := block.span.trimmed(document.text))
    ]
    sitting.offer(Proposals(tuple(offered), "m"))
    visible = [block.span for block in document.blocks if block.hidden is None]
    steps = {
        "accept": lambda: sitting.accept(data.draw(st.lists(spans_in(document), max_size=2))),
        "label": lambda: sitting.label(
            [part for one in visible if (part := one.intersection(data.draw(spans_in(document))))],
            data.draw(st.sampled_from(LABELS)).id,
        ),
        "clear": lambda: sitting.clear([data.draw(spans_in(document))]),
        "undo": sitting.undo,
        "redo": sitting.redo,
        "rest": sitting.accept_rest_and_finish,
    }
    lines = []
    for name in data.draw(st.lists(st.sampled_from(sorted(steps)), max_size=10)):
        changes = steps[name]() if name != "rest" or sitting.open_proposals() else NO_CHANGES
        lines += [changes.line] if changes.line else []
    proposed = {one.span: one.label for one in offered}
    pieces = pieces_of(lines)
    for piece in pieces:
        (around,) = [label for span, label in proposed.items() if span.overlaps(piece.span)]
        assert piece.proposed == around
    told = {at: one.label for one in pieces for at in range(one.span.start, one.span.end)}
    for one in sitting.annotations:
        for at in range(one.span.start, one.span.end):
            assert document.text[at].isspace() or told[at] == one.label
    counts = effort_of(lines).counts
    assert counts.by_hand == 0
    assert (counts.proposed > 0) == bool(sitting.annotations)


def test_gold_and_forks_are_nobodys_effort(project):
    work(project, 1, rest, labels=("headline", "body", "boilerplate"))
    decide_blocks(project, 1, {0: "headline", 1: "body", 2: "boilerplate"})
    decide_blocks(project, 2, {0: "headline"}, is_finished=False)
    fork_set(project, 1, "Ada", "Ada (2)", {0: "body", 1: "body", 2: "body"})
    found = measure_effort(project)
    assert [one.annotator for one in found.pages] == ["Ada"]
    assert found.begun_count == 0
    assert len(measure_effort(project, "gold").pages) == 1
