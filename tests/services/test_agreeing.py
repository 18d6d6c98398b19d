"""How far the annotators of a project agree: which sets are compared, and how pages are grouped."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from annotator.core.agreement_report import Grouping
from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageId
from annotator.services.agreeing import measure_agreement
from annotator.services.annotating import open_sitting, save
from annotator.services.guiding import set_guidelines
from annotator.storage.engine import DamagedFile
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.stored import add_page, do, label_blocks, project_of


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, page("Big news", "A story"), page("Other", "More")) as one:
        add_page(one, page("Third", "Tale"), "Page 3", site="other.example", is_blind=True)
        yield one


def finish(project, number, name, *labels):
    """Label the blocks of a page, one after the other, and finish it."""
    for block, label in enumerate(labels):
        label_blocks(project, number, name, label, block)
    do(project, number, name, lambda sitting: sitting.finish())


def measured(project, **options):
    return measure_agreement(project, resamples=0, **options)


def reasons(found):
    return {one.reason: one.count for one in found}


def test_finished_pages_of_two_are_compared(project):
    finish(project, 1, "Ada", "headline", "body")
    finish(project, 1, "Bo", "headline", "teaser")
    finish(project, 2, "Ada", "headline", "body")
    finish(project, 2, "Bo", "headline", "body")
    found = measured(project)
    (pair,) = found.pairs
    assert pair.annotators == ("Ada", "Bo")
    assert (pair.page_count, pair.block.n, pair.block.percent.value) == (2, 4, 0.75)
    (cell,) = pair.confusion.confused
    assert (cell.first, cell.second) == ("body", "teaser")
    assert [(one.page, one.span.start) for one in cell.places] == [(1, 9)]
    assert found.all.annotators == ("Ada", "Bo")
    assert [(one.page, one.n, one.agreed_count) for one in found.pages] == [(1, 2, 1), (2, 2, 2)]


def test_what_is_not_finished_or_stands_alone_is_left_out_and_counted(project):
    finish(project, 1, "Ada", "headline", "body")
    label_blocks(project, 1, "Bo", "headline", 0)
    finish(project, 2, "Ada", "headline", "body")
    found = measured(project)
    assert found.pairs == ()
    assert found.pages == ()
    assert reasons(found.left_out) == {
        "sets that are not finished": 1,
        "pages that fewer than two have finished": 2,
    }


def test_nobody_has_an_agreement_that_is_undefined_in_words(project):
    found = measured(project, by=list(Grouping))
    assert (found.pairs, found.groups, found.left_out) == ((), (), ())
    assert found.all.block.alpha.reason == "nothing to compare"
    assert found.all.block.fleiss.reason == "no page was finished by all of them"


def test_pairs_come_in_the_order_in_which_their_annotators_joined(project):
    for name in ("Cy", "Ada", "Bo"):
        finish(project, 1, name, "headline", "body")
    pairs = [one.annotators for one in measured(project).pairs]
    assert pairs == [("Cy", "Ada"), ("Cy", "Bo"), ("Ada", "Bo")]
    pairs = [one.annotators for one in measured(project, between=["Bo", "Cy"]).pairs]
    assert pairs == [("Bo", "Cy")]


def test_gold_and_forks_are_nobody_unless_they_are_named(project):
    finish(project, 1, "Ada", "headline", "body")
    finish(project, 1, "Bo", "headline", "body")
    fork_set(project, 1, "Ada", "Ada (2)", {0: "headline", 1: "teaser"})
    decide_blocks(project, 1, {0: "headline", 1: "teaser"})
    found = measured(project)
    assert [one.annotators for one in found.pairs] == [("Ada", "Bo")]
    assert reasons(found.left_out) == {
        "gold sets": 1,
        "sets that were changed in two places, beside their annotator’s own": 1,
    }
    found = measured(project, between=["Ada", "Ada (2)"])
    assert [one.annotators for one in found.pairs] == [("Ada", "Ada (2)")]
    assert found.pairs[0].block.percent.value == 0.5
    assert reasons(found.left_out) == {"sets of annotators who were not asked for": 2}
    found = measured(project, between=["gold", "Bo"])
    assert [one.annotators for one in found.pairs] == [("gold", "Bo")]


def test_gold_can_be_what_all_are_compared_with(project):
    finish(project, 1, "Ada", "headline", "body")
    finish(project, 1, "Bo", "headline", "teaser")
    finish(project, 2, "Ada", "headline", "body")
    decide_blocks(project, 1, {0: "headline", 1: "teaser"})
    decide_blocks(project, 2, {0: "headline", 1: "body"}, is_finished=False)
    found = measured(project, against="gold")
    assert found.against == "gold"
    assert [(one.annotators, one.block.percent.value) for one in found.pairs] == [
        (("gold", "Ada"), 0.5),
        (("gold", "Bo"), 1),
    ]
    assert found.all.annotators == ("Ada", "Bo")
    assert reasons(found.left_out) == {
        "sets that are not finished": 1,
        "pages that the reference and another have not both finished": 1,
    }


def test_one_against_gold_has_no_figures_of_all(project):
    finish(project, 1, "Ada", "headline", "body")
    decide_blocks(project, 1, {0: "headline", 1: "body"})
    found = measured(project, against="gold")
    assert [one.annotators for one in found.pairs] == [("gold", "Ada")]
    assert found.all.annotators == ()
    assert found.all.block.alpha.reason == "nothing to compare"


def test_a_name_that_nobody_has_is_refused_with_those_that_somebody_has(project):
    finish(project, 1, "Ada", "headline", "body")
    finish(project, 1, "Bo", "headline", "body")
    for options in ({"between": ["Ada", "Eve"]}, {"against": "Eve"}):
        with pytest.raises(UserError, match="“Eve” has not labelled") as caught:
            measured(project, **options)
        assert "Ada, Bo" in caught.value.hint
    with pytest.raises(UserError, match="with themselves"):
        measured(project, between=["Ada", " Ada "])


def test_blind_pages_alone_or_those_of_some_sites(project):
    for name in ("Ada", "Bo"):
        finish(project, 1, name, "headline", "body")
        finish(project, 3, name, "headline", "body")
    found = measured(project)
    assert [one.is_blind for one in found.pages] == [False, True]
    assert found.pairs[0].blind_count == 1
    found = measured(project, blind_only=True)
    assert [one.page for one in found.pages] == [3]
    assert reasons(found.left_out) == {"pages that are not blind": 1}
    found = measured(project, sites=["news.example"])
    assert [one.page for one in found.pages] == [1]
    assert reasons(found.left_out) == {"pages of other sites": 1}


def test_groups_have_the_figures_of_their_pages_alone(project):
    for name, label in (("Ada", "body"), ("Bo", "teaser")):
        finish(project, 1, name, "headline", label)
        finish(project, 3, name, "headline", "body")
    groups = measured(project, by=[Grouping.SITE]).groups
    assert [(one.name, one.pairs[0].block.percent.value) for one in groups] == [
        ("news.example", 0.5),
        ("other.example", 1),
    ]
    for group in groups:
        alone = measured(project, sites=[group.name])
        assert (group.pairs, group.all) == (alone.pairs, alone.all)


def test_pages_are_grouped_by_the_guidelines_of_all_who_labelled_them(project):
    finish(project, 1, "Ada", "headline", "body")
    finish(project, 1, "Bo", "headline", "body")
    set_guidelines(project, "Label it all.")
    finish(project, 2, "Ada", "headline", "body")
    set_guidelines(project, "Label all of it.")
    finish(project, 2, "Bo", "headline", "body")
    finish(project, 3, "Ada", "headline", "body")
    finish(project, 3, "Bo", "headline", "body")
    groups = measured(project, by=[Grouping.GUIDELINES]).groups
    assert [(one.name, one.all.page_count) for one in groups] == [("", 1), ("1, 2", 1), ("2", 1)]


def finish_at(project, number, name, moment):
    """Label all blocks of a page and finish it, both at that moment."""
    sitting = open_sitting(project, PageId(number), name)
    spans = [block.span for block in sitting.document.blocks]
    changes = [sitting.label(spans, "body"), sitting.finish()]
    lines = [replace(one.line, made_at=moment) for one in changes]
    save(project, PageId(number), name, sitting.revision, lines)


def test_a_page_belongs_to_the_month_in_which_the_last_of_them_finished_it(project):
    january = datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)
    for number, name in ((1, "Ada"), (1, "Bo"), (2, "Ada")):
        finish_at(project, number, name, january)
    finish_at(project, 2, "Bo", january + timedelta(seconds=1))
    found = measured(project, by=[Grouping.MONTH])
    assert [(one.name, one.all.page_count) for one in found.groups] == [
        ("2026-01", 1),
        ("2026-02", 1),
    ]
    assert [one.finished_at for one in found.pages] == [january, january + timedelta(seconds=1)]


def test_several_groupings_follow_each_other(project):
    for name in ("Ada", "Bo"):
        finish(project, 1, name, "headline", "body")
    groups = measured(project, by=[Grouping.MONTH, Grouping.SITE, Grouping.MONTH]).groups
    assert [one.by for one in groups] == [Grouping.MONTH, Grouping.SITE]


def test_the_same_project_has_the_same_intervals(project):
    for name, label in (("Ada", "body"), ("Bo", "teaser")):
        finish(project, 1, name, "headline", label)
        finish(project, 2, name, "headline", "body")
        finish(project, 3, name, "headline", "body")
    one = measure_agreement(project, resamples=50, seed=3)
    assert measure_agreement(project, resamples=50, seed=3) == one
    interval = one.pairs[0].block.percent.interval
    assert interval.low < one.pairs[0].block.percent.value < interval.high
    json.dumps({"pairs": [asdict(pair) for pair in one.pairs]})


def test_progress_is_told_page_by_page_and_a_measurement_can_be_stopped(project):
    for name in ("Ada", "Bo"):
        finish(project, 1, name, "headline", "body")
        finish(project, 2, name, "headline", "body")
    told = []
    measure_agreement(project, resamples=1, report=told.append)
    assert [(one.done, one.total, one.what) for one in told[:2]] == [
        (0, 2, "Page 1"),
        (1, 2, "Page 2"),
    ]
    assert {(one.done, one.total, one.what) for one in told[2:]} == {(2, 2, "Intervals")}

    def stop(progress):
        if progress.done == progress.total:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_agreement(project, report=stop)


def test_a_status_that_is_none_is_damage(project):
    finish(project, 1, "Ada", "headline", "body")
    with closing(sqlite3.connect(project.path)) as file, file:
        file.execute("UPDATE annotation_sets SET status = 'done'")
    with pytest.raises(DamagedFile):
        measured(project)
