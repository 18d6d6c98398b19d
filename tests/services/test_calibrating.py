"""Calibration: the reference shows only to those who finished the page, and is scored honestly."""

from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services.calibrating import (
    calibration_of,
    calibration_pages,
    calibration_progress,
    set_calibration,
)
from annotator.services.listing import page_rows
from annotator.services.showing import show_page
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks
from tests.pictures import page
from tests.stored import do, label_blocks, project_of

ONE = PageId(1)


@pytest.fixture
def project(tmp_path):
    """One page of four blocks for calibration, the last one hidden, with a reference."""
    document = page("Title", "Story", "Menu", "Hidden", hidden={3})
    with project_of(tmp_path, document, page("Other")) as made:
        set_calibration(made, [ONE])
        yield made


def label_all(project, name, first="headline"):
    label_blocks(project, 1, name, first, 0)
    label_blocks(project, 1, name, "body", 1)
    label_blocks(project, 1, name, "boilerplate", 2)
    do(project, 1, name, Sitting.finish)


def decide(project, *, is_finished=True):
    labels = {0: "headline", 1: "body", 2: "boilerplate", 3: "boilerplate"}
    decide_blocks(project, 1, labels, is_finished=is_finished)


def test_pages_are_taken_in_and_out(project):
    assert [one.page for one in calibration_pages(project)] == [1]
    assert set_calibration(project, [ONE, PageId(2)]) == 1
    assert [row.is_calibration for row in page_rows(project)] == [True, True]
    assert set_calibration(project, [ONE], is_calibration=False) == 1
    assert [one.page for one in calibration_pages(project)] == [2]
    with pytest.raises(UserError, match="no page 3"):
        set_calibration(project, [PageId(3)])


def test_the_set_says_which_pages_have_a_reference(project):
    (one,) = calibration_pages(project)
    assert (one.reference, one.is_ready) == (Status.NEW, False)
    decide(project)
    (one,) = calibration_pages(project)
    assert (one.reference, one.is_ready) == (Status.FINISHED, True)


def test_the_reference_is_told_only_after_the_page_was_finished(project):
    decide(project)
    label_blocks(project, 1, "Ada", "headline", 0)
    with pytest.raises(UserError, match="after “Ada” finished"):
        calibration_of(project, ONE, "Ada")
    label_all(project, "Ada")
    found, compared = calibration_of(project, ONE, "Ada")
    assert compared.names == ("Ada", "gold")
    assert (found.now.alike_count, found.now.block_count) == (3, 3)


def test_a_page_without_a_finished_reference_has_nothing_to_compare_with(project):
    decide(project, is_finished=False)
    label_all(project, "Ada")
    with pytest.raises(UserError, match="no reference yet"):
        calibration_of(project, ONE, "Ada")


def test_what_is_corrected_after_the_reference_was_seen_does_not_mend_the_first_score(project):
    decide(project)
    label_all(project, "Ada", first="teaser")
    label_blocks(project, 1, "Ada", "headline", 0)
    found, _ = calibration_of(project, ONE, "Ada")
    assert found.status is Status.IN_PROGRESS
    assert (found.first.alike_count, found.now.alike_count) == (2, 3)
    assert found.first.share == pytest.approx(2 / 3)


def test_a_page_that_is_none_for_calibration_is_refused(project):
    with pytest.raises(UserError, match="no page for calibration"):
        calibration_of(project, PageId(2), "Ada")
    with pytest.raises(UserError, match="no page 9"):
        calibration_of(project, PageId(9), "Ada")


def test_the_reference_is_not_compared_with_itself(project):
    decide(project)
    with pytest.raises(UserError, match="with itself"):
        calibration_of(project, ONE, "gold")


def test_progress_tells_of_every_page_where_the_annotator_stands(project):
    decide(project)
    set_calibration(project, [PageId(2)])
    label_all(project, "Ada")
    first, second = calibration_progress(project, "Ada")
    assert first.result is not None
    assert (second.status, second.result) == (Status.NEW, None)
    assert "no reference yet" in second.reason


def test_who_asks_for_nobodys_labels_is_shown_none_of_a_page_for_calibration(project):
    decide(project)
    label_all(project, "Ben")
    shown = show_page(project, ONE)
    assert (shown.annotator, len(shown.annotations)) == (None, 0)
    assert len(show_page(project, ONE, "gold").annotations) == 4
