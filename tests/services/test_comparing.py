from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.services.comparing import compare
from tests.pictures import page
from tests.reviews import PAGE, decide, label, side
from tests.stored import project_of


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, page("one", "two")) as made:
        label(made, "Ada", "hb")
        label(made, "Bob", "ht")
        yield made


def test_sets_are_compared_in_the_order_in_which_they_are_named(project):
    found = compare(project, PAGE, [" Bob ", "Ada"])
    assert found.names == ("Bob", "Ada")
    assert [one.annotator for one in found.sets] == ["Bob", "Ada"]
    assert [(one.labels, one.kind.value) for one in found.pieces] == [
        (("headline", "headline"), "exact"),
        (("teaser", "body"), "label"),
    ]


def test_the_gold_set_is_compared_by_its_name(project):
    decide(project, 1, side("Ada"))
    found = compare(project, PAGE, ["Ada", "gold"])
    assert [one.labels for one in found.pieces] == [("headline", None), ("body", "body")]


def test_only_sets_that_are_there_are_compared(project):
    with pytest.raises(UserError, match="“gold” has not labelled page 1"):
        compare(project, PAGE, ["Ada", "gold"])
    with pytest.raises(UserError, match="named twice"):
        compare(project, PAGE, ["Ada", "Ada "])
    with pytest.raises(UserError, match="no page 7"):
        compare(project, PageId(7), ["Ada"])
