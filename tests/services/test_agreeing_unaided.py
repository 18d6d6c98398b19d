"""Agreement is not flattered by what annotators were told: returns, and references they saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotator.core.agreement_report import Grouping
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.remarks import RemarkKind
from annotator.services.agreeing import measure_agreement
from annotator.services.calibrating import set_calibration
from annotator.services.guiding import set_guidelines
from annotator.services.reviewing import accept, return_set
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks
from tests.pictures import page
from tests.stored import do, label_blocks, project_of

ONE, TWO = PageId(1), PageId(2)


@pytest.fixture
def project(tmp_path):
    """Page 1, of whose two blocks Bo labels one wrongly, and page 2, on which both agree."""
    with project_of(tmp_path, page("Big news", "A story"), page("Other", "More")) as one:
        for number, name, labels in (
            (1, "Ada", ("headline", "body")),
            (1, "Bo", ("headline", "teaser")),
            (2, "Ada", ("headline", "body")),
            (2, "Bo", ("headline", "body")),
        ):
            for block, label in enumerate(labels):
                label_blocks(one, number, name, label, block)
            do(one, number, name, Sitting.finish)
        yield one


def correct(project, *, is_finished=True):
    label_blocks(project, 1, "Bo", "body", 1)
    if is_finished:
        do(project, 1, "Bo", Sitting.finish)


def measured(project, **options):
    return measure_agreement(project, resamples=0, **options)


def shares(report):
    return [(one.annotators, one.page_count, one.block.percent.value) for one in report.pairs]


def told(report):
    return (report.before_return, report.before_reference, report.corrected)


def test_a_set_that_was_returned_and_corrected_counts_as_it_was_returned(project):
    before = measured(project)
    assert (shares(before), told(before)) == ([(("Ada", "Bo"), 2, 0.75)], (0, 0, False))
    return_set(project, ONE, "Bo", "Rae", "That is the story.")
    correct(project)
    after = measured(project)
    assert told(after) == (1, 0, False)
    assert replace(after, before_return=0) == before
    as_it_is = measured(project, corrected=True)
    assert (shares(as_it_is), told(as_it_is)) == ([(("Ada", "Bo"), 2, 1)], (0, 0, True))


def test_it_still_does_once_it_is_accepted_or_was_returned_again(project):
    return_set(project, ONE, "Bo", "Rae", "That is the story.")
    label_blocks(project, 1, "Bo", "headline", 1)
    do(project, 1, "Bo", Sitting.finish)
    return_set(project, ONE, "Bo", "Rae", "No, the story.")
    correct(project)
    accept(project, ONE, "Rae")
    found = measured(project)
    (cell,) = found.pairs[0].confusion.confused
    assert (cell.first, cell.second, found.before_return) == ("body", "teaser", 1)


def test_a_set_that_is_still_returned_counts_whether_it_was_begun_or_not(project):
    return_set(project, ONE, "Bo", "Rae", "That is the story.")
    for _ in range(2):
        found = measured(project)
        assert (shares(found), found.left_out) == ([(("Ada", "Bo"), 2, 0.75)], ())
        assert told(found) == (1, 0, False)
        as_it_is = measured(project, corrected=True)
        assert shares(as_it_is) == [(("Ada", "Bo"), 1, 1)]
        assert "sets that are not finished" in {one.reason for one in as_it_is.left_out}
        correct(project, is_finished=False)


def test_the_first_return_is_that_of_the_smallest_revision_whatever_the_clocks_say(project):
    first = return_set(project, ONE, "Bo", "Rae", "That is the story.")
    correct(project)
    late = replace(
        first,
        id="00000000-0000-4000-8000-000000000000",
        thread="00000000-0000-4000-8000-000000000000",
        revision=first.revision + 2,
        made_at=first.made_at - timedelta(days=1),
    )
    with project.store.begin() as transaction:
        transaction.remarks.add([late])
    assert measured(project).pairs[0].block.percent.value == 0.75


def test_a_set_that_was_never_finished_before_it_was_returned_is_left_out(project):
    early = return_set(project, ONE, "Bo", "Rae", "That is the story.")
    verdict = replace(
        early,
        id="00000000-0000-4000-8000-000000000000",
        thread="00000000-0000-4000-8000-000000000000",
        revision=1,
    )
    with project.store.begin() as transaction:
        transaction.remarks.add([verdict])
    found = measured(project)
    assert (shares(found), told(found)) == ([(("Ada", "Bo"), 1, 1)], (0, 0, False))
    assert {one.reason: one.count for one in found.left_out} == {
        "sets that were not finished before they were returned": 1,
        "pages that fewer than two have finished": 1,
    }


def test_comments_and_what_is_accepted_change_nothing(project):
    before = measured(project)
    remark = return_set(project, TWO, "Bo", "Rae", "So.")
    comment = replace(remark, id="c", thread="c", page=ONE, kind=RemarkKind.COMMENT, revision=2)
    with project.store.begin() as transaction:
        transaction.remarks.add([comment])
    assert shares(measured(project)) == shares(before)


def test_on_a_page_for_calibration_a_set_counts_as_it_was_finished_first(project):
    set_calibration(project, [ONE])
    assert told(measured(project)) == (0, 0, False)
    decide_blocks(project, 1, {0: "headline", 1: "body"})
    for is_finished in (False, True):
        correct(project, is_finished=is_finished)
        found = measured(project)
        assert (shares(found), told(found)) == ([(("Ada", "Bo"), 2, 0.75)], (0, 1, False))
    assert shares(measured(project, corrected=True)) == [(("Ada", "Bo"), 2, 1)]
    against = measured(project, against="gold")
    assert shares(against) == [(("gold", "Ada"), 1, 1), (("gold", "Bo"), 1, 0.5)]


def test_gold_counts_as_it_is(project):
    decide_blocks(project, 1, {0: "headline", 1: "teaser"})
    return_set(project, ONE, "gold", "Rae", "Look again.")
    assert shares(measured(project, against="gold")) == []


def test_such_a_set_belongs_to_the_time_as_of_which_it_counts(project):
    (before,) = measured(project, by=[Grouping.GUIDELINES]).groups
    return_set(project, ONE, "Bo", "Rae", "That is the story.")
    set_guidelines(project, "Label all of it.")
    correct(project)
    found = measured(project, by=[Grouping.GUIDELINES])
    assert [(one.name, one.all.page_count) for one in found.groups] == [("", 2)]
    assert found.groups == (before,)
    groups = measured(project, by=[Grouping.GUIDELINES], corrected=True).groups
    assert [one.name for one in groups] == ["", "1"]
    now = measured(project, corrected=True)
    assert now.pages[0].finished_at > found.pages[0].finished_at
    assert found.pages[0].finished_at < datetime.now(UTC)


def test_a_set_to_compare_comes_with_the_revision_of_its_first_return(project):
    return_set(project, ONE, "Bo", "Rae", "That is the story.")
    with project.store.read() as transaction:
        (stored,) = [
            one for one in transaction.work.compared() if (one.page, one.annotator) == (1, "Bo")
        ]
    assert (stored.status, stored.returned_at, stored.revision) == (Status.RETURNED, 3, 3)
