"""What rules alone say of a page, when there is no model."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from annotator.assist.engine import Engine
from annotator.assist.features import FEATURES, features
from annotator.assist.odds import HEADLINE
from annotator.assist.rules import rule_shares
from annotator.assist.visible_page import PageInput, VisiblePage
from tests.unit.assist.test_features import pages
from tests.unit.assist.written import LABEL_SET, told, written

PROSE = "Hundreds of people came on Tuesday to see the bridge, which had been closed for a year. "
CARDS = "".join(
    f"<li><a href=/town/story-about-number-{n}><h3>All about number {n}</h3></a>" for n in range(4)
)
PAGE = written(
    "<title>The bridge is open | News</title><nav><p>Home</p></nav>"
    "<aside><h3>The bridge is open</h3></aside>"
    f"<article><h1>The bridge is open</h1><p>{PROSE}</p><p>“So it is.”</p><p>{PROSE}</p>"
    f"<figure><figcaption>The bridge</figcaption></figure></article><ul>{CARDS}</ul>"
    "<footer><p>All rights reserved</p></footer>",
    "https://news.example/town/the-bridge-is-open",
)


def test_headline_story_teasers_and_the_rest_are_told_apart():
    assert [label for _, label in told(PAGE, Engine(LABEL_SET).propose(PAGE))] == [
        "boilerplate",
        "boilerplate",
        "headline",
        "body",
        "body",
        "body",
        "boilerplate",
        *["teaser"] * 4,
        "boilerplate",
    ]


def test_without_a_declared_title_the_first_heading_is_the_headline():
    page = written(f"<p>Home<h1>The bridge</h1><p>{PROSE}<h1>Imprint</h1>")
    assert told(page, Engine(LABEL_SET).propose(page))[1] == ("The bridge", "headline")


def test_without_title_and_heading_there_is_no_headline():
    page = written(f"<nav><p>Home</nav><p>{PROSE}<p>{PROSE}")
    labels = [label for _, label in told(page, Engine(LABEL_SET).propose(page))]
    assert labels == ["boilerplate", "body", "body"]


@given(pages())
def test_shares_of_any_page_sum_up_and_one_block_at_most_is_a_headline(page: PageInput):
    rows = features(VisiblePage(page)).rows
    shares = rule_shares(rows)
    assert np.allclose(shares.sum(axis=1), 1)
    assert (shares >= 0).all()
    assert (shares[:, HEADLINE] > 0.5).sum() <= 1


def test_a_page_without_blocks_has_no_shares():
    assert rule_shares(np.zeros((0, len(FEATURES)))).shape == (0, 4)
