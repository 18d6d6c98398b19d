"""Proposals in words."""

import pytest

from annotator.core.proposals import Proposals, Source
from annotator.gui.proposing.open_text import open_at, open_in
from annotator.gui.proposing.words import as_status, percent
from tests.gui.proposing.proposed import part, propose
from tests.gui.text_view.sittings import sitting


@pytest.mark.parametrize(
    ("confidence", "told"),
    [
        (1.0, "100 %"),
        (0.9999, "99 %"),
        (0.97, "97 %"),
        (0.29, "29 %"),
        (0.0, "0 %"),
    ],
)
def test_what_is_nearly_certain_never_reads_as_certain(confidence, told):
    assert percent(confidence) == told


def test_every_hundredth_reads_as_itself():
    assert [percent(number / 100) for number in range(101)] == [f"{n} %" for n in range(101)]


def test_the_status_line_tells_one_several_and_many():
    one = sitting("alpha", "beta", "gamma", "delta")
    propose(one, (0, "body", 0.9, Source.SITE), (1, "body", 0.7), (2, "teaser", 0.8))
    assert as_status(one, range(1)) == "Proposed: Body, 90 % · seen on this site"
    assert as_status(one, range(2)) == "Proposed: Body, 2 times, at least 70 %"
    assert as_status(one, range(4)) == "Proposed: Body and Teaser"
    assert as_status(one, range(3, 4)) == ""
    assert as_status(one, range(0)) == ""


def test_what_is_decided_cuts_a_proposal_and_takes_it_away():
    one = sitting("The ferry at dusk. Image made with AI")
    whole = one.document.blocks[0].span
    propose(one, (0, "body", 0.9))
    one.label([part(one, "at dusk.", "teaser", 1).span], "teaser")
    assert [one.document.quote(found.span) for found in open_in(one, whole)] == [
        "The ferry",
        "Image made with AI",
    ]
    assert open_at(one, whole.start).label == "body"
    assert open_at(one, one.document.text.index("dusk")) is None
    one.label([whole], "body")
    assert open_in(one, whole) == []


def test_where_nothing_is_proposed_nothing_is_told():
    one = sitting("alpha")
    assert as_status(one, range(1)) == ""
    one.offer(Proposals((part(one, "alpha", "body", 0.5),), "test-1"))
    assert as_status(one, range(1)) == "Proposed: Body, 50 % · rule"
