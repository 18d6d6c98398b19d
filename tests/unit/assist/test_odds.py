"""The choice among roles: one headline at most, and what the others then are worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.odds import BODY, HEADLINE, REST, TEASER, chosen, log_shares, softmax

rows = st.lists(st.tuples(*[st.floats(0, 1)] * 4).filter(sum), max_size=6)


def choice(*shares: tuple[float, float, float, float]) -> list[tuple[int, float]]:
    roles, confidence = chosen(np.array(shares))
    return [(int(role), round(float(one), 4)) for role, one in zip(roles, confidence, strict=True)]


def test_the_likeliest_headline_is_the_headline_and_the_next_best_is_what_else_it_may_be():
    assert choice((0.9, 0.0, 0.0, 0.1), (0.8, 0.15, 0.05, 0.0), (0.0, 0.1, 0.2, 0.7)) == [
        (HEADLINE, 0.9),
        (BODY, 0.75),
        (REST, 0.7),
    ]


def test_a_faint_chance_makes_no_headline():
    assert choice((0.14, 0.06, 0.5, 0.3)) == [(TEASER, 0.5)]
    assert choice((0.15, 0.05, 0.5, 0.3)) == [(HEADLINE, 0.15)]


def test_a_page_without_blocks_has_no_choice():
    roles, confidence = chosen(np.zeros((0, 4)))
    assert (len(roles), len(confidence)) == (0, 0)
    assert len(softmax(np.zeros((0, 4)))) == 0


@given(rows)
def test_one_block_at_most_is_the_headline_and_confidences_are_shares(
    drawn: list[tuple[float, ...]],
):
    shares = np.array(drawn).reshape(len(drawn), 4)
    shares = shares / shares.sum(axis=1, keepdims=True) if len(shares) else shares
    before = shares.copy()
    roles, confidence = chosen(shares)
    assert (shares == before).all()
    assert (roles == HEADLINE).sum() <= 1
    assert ((confidence >= 0) & (confidence <= 1 + 1e-9)).all()
    if (roles == HEADLINE).any():
        assert shares[:, HEADLINE].argmax() == roles.tolist().index(HEADLINE)


@given(rows)
def test_shares_of_logarithms_are_the_shares_and_sum_up(drawn: list[tuple[float, ...]]):
    shares = np.array(drawn).reshape(len(drawn), 4)
    shares = shares / shares.sum(axis=1, keepdims=True) if len(shares) else shares
    found = softmax(log_shares(shares))
    assert found == pytest.approx(shares, abs=1e-3)
    assert found.sum(axis=1) == pytest.approx(np.ones(len(shares)))


def test_odds_beyond_all_measure_are_shares_still():
    assert softmax(np.array([[1e4, -1e4, 0.0, -np.inf]])).tolist() == [[1, 0, 0, 0]]
