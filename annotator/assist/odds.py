"""The four roles that are weighed against each other, in one order, and the choice among them."""

from __future__ import annotations

import numpy as np

from annotator.assist.visible_page import Floats, Whole
from annotator.core.roles import Role

HEADLINE, BODY, TEASER, REST = range(4)
WEIGHED = (Role.HEADLINE, Role.BODY, Role.TEASER, Role.REST)
"""Disclosures of AI are found by their words and are not weighed."""

_LEAST = 1e-4
_LEAST_HEADLINE = 0.15


def log_shares(shares: Floats) -> Floats:
    """The logarithms of shares, none below that of 0.0001."""
    answer: Floats = np.log(np.clip(shares, _LEAST, 1.0))
    return answer


def softmax(odds: Floats) -> Floats:
    """Shares that sum up to 1, row by row."""
    powers = np.exp(odds - odds.max(axis=1, keepdims=True)) if len(odds) else odds
    answer: Floats = powers / powers.sum(axis=1, keepdims=True) if len(odds) else powers
    return answer


def chosen(shares: Floats) -> tuple[Whole, Floats]:
    """The role of each block and its share: one block at most is the headline.

    It is the block with the greatest share, if that is 0.15 at least. All other blocks share what
    they had as a headline among the other roles.
    """
    others = shares.copy()
    others[:, HEADLINE] = 0.0
    whole = others.sum(axis=1, keepdims=True)
    others = others / np.where(whole > 0, whole, 1.0)
    roles: Whole = others.argmax(axis=1).astype(np.int64)
    rows = np.arange(len(shares))
    confidence: Floats = others[rows, roles] if len(shares) else np.zeros(0)
    if len(shares):
        confidence = confidence * (1 - np.where(shares[:, HEADLINE] > 0.5, 0, shares[:, HEADLINE]))
        best = int(shares[:, HEADLINE].argmax())
        if shares[best, HEADLINE] >= _LEAST_HEADLINE:
            roles[best] = HEADLINE
            confidence[best] = shares[best, HEADLINE]
    return roles, confidence
