"""Which label a block most likely has, by the model, what it learned here, or by rules alone."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.assist.adapter import MOST_ROWS, Adapter, Example, on_grid
from annotator.assist.base_model import NO_STORY, OTHER_STORY, BaseModel, rounded
from annotator.assist.base_shares import base_shares
from annotator.assist.features import features
from annotator.assist.odds import (
    BODY,
    HEADLINE,
    REST,
    TEASER,
    WEIGHED,
    chosen,
    log_shares,
    softmax,
)
from annotator.assist.role_labels import RoleLabels
from annotator.assist.rules import rule_shares
from annotator.assist.visible_page import Floats, PageInput, VisiblePage
from annotator.core.annotations import AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.proposals import Source, Switches
from annotator.core.roles import Role
from annotator.core.tally import standing

Weighed: TypeAlias = tuple[LabelId, float, Source]
"""A label, how likely it is right, and who says so."""

_REPEATED = 0.02
"""What is left of the share of headline and story where a text stands on several pages."""
_FARTHEST = 4.0


class Weigher:
    """Weighs the blocks of pages with markup for one project's labels."""

    def __init__(self, labels: RoleLabels, base: BaseModel | None) -> None:
        self._labels = labels
        self._base = base

    def weighed(
        self, page: PageInput, visible: VisiblePage, adapter: Adapter | None, switches: Switches
    ) -> list[Weighed | None]:
        """For each visible block what is proposed; None where nobody may say anything."""
        base = self._base if switches.model else None
        if not len(visible) or (base is None and not switches.rules):
            return [None] * len(visible)
        told = features(visible)
        rows = told.rows
        own: npt.NDArray[np.int64] = np.full(len(rows), -1, dtype=np.int64)
        if base is None:
            shares = self._labels.merged(rule_shares(rows))
        else:
            shares = self._labels.merged(base_shares(base, rounded(rows), told.lists))
            if adapter is not None and switches.adapter and self.fits(adapter):
                odds = self._labels.by_label(log_shares(shares))
                adapted = softmax(adapter.adapted(_learnable(base, rows), odds))
                title = shares[:, HEADLINE]
                shares, own = self._labels.by_role(adapted)
                _keep_headline(shares, title)
        if page.repeated is not None:
            _forget_stories(shares, np.array(page.repeated, dtype=bool)[visible.index])
        roles, confidence = chosen(shares)
        source = Source.RULE
        if base is not None:
            source = Source.MODEL
            tells_teasers = Role.TEASER in self._labels.of_role
            confidence = _worth(base, shares, roles, confidence, tells_teasers=tells_teasers)
        return [
            self._answer(int(role), int(other), float(share), source)
            for role, other, share in zip(roles, own, confidence, strict=True)
        ]

    def example(self, page: PageInput, annotations: AnnotationSet) -> Example | None:
        """What the adapter learns from a labelled page; None where it cannot learn from it.

        Blocks with several labels or none tell nothing.
        """
        base = self._base
        if base is None or not page.has_markup:
            return None
        visible = VisiblePage(page)
        numbers = {str(label): number for number, label in enumerate(self._labels.labels)}
        summaries = [standing(page.document, annotations, index).summary for index in visible.index]
        target = np.array([numbers.get(str(one), -1) for one in summaries], dtype=np.int64)
        page_told = features(visible)
        shares = base_shares(base, rounded(page_told.rows), page_told.lists)
        shares = self._labels.merged(shares)
        odds = self._labels.by_label(log_shares(shares))
        chosen_rows = np.flatnonzero(target >= 0)
        # Of a long page every second, third, … block: it must not outweigh all others.
        chosen_rows = chosen_rows[:: -(-len(chosen_rows) // MOST_ROWS) or 1]
        return Example(
            _learnable(base, page_told.rows[chosen_rows]),
            odds[chosen_rows].astype(np.float32),
            target[chosen_rows],
        )

    def fits(self, adapter: Adapter) -> bool:
        """Whether it was learned on top of this base, for these labels."""
        base = self._base
        return (
            base is not None
            and adapter.base == base.version
            and adapter.labels == self._labels.labels
            and adapter.weights.shape[0] == len(base.chosen) + 1
        )

    def _answer(self, role: int, own: int, share: float, source: Source) -> Weighed | None:
        label = self._labels.label(WEIGHED[role]) if own < 0 else self._labels.labels[own]
        return None if label is None else (label, round(share, 4), source)


def _learnable(base: BaseModel, rows: Floats) -> npt.NDArray[np.float32]:
    """The features that the adapter learns from, standardised, and a column of ones."""
    spread = np.clip((rows[:, base.chosen] - base.mean) / base.spread, -_FARTHEST, _FARTHEST)
    return on_grid(np.concatenate([spread, np.ones((len(rows), 1))], axis=1))


def _keep_headline(shares: Floats, title: Floats) -> None:
    """Give the headline the share that it had: a page has one, and no project teaches it."""
    others = shares[:, HEADLINE + 1 :].sum(axis=1)
    shares[:, HEADLINE + 1 :] *= ((1 - title) / np.maximum(others, 1e-9))[:, None]
    shares[:, HEADLINE] = title


def _forget_stories(shares: Floats, is_repeated: npt.NDArray[np.bool_]) -> None:
    """What stands on another page of the site too is neither headline nor story."""
    shares[is_repeated, HEADLINE] *= _REPEATED
    shares[is_repeated, BODY] *= _REPEATED
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)


def _worth(
    base: BaseModel,
    shares: Floats,
    roles: npt.NDArray[np.int64],
    confidence: Floats,
    *,
    tells_teasers: bool,
) -> Floats:
    """What the confidences were worth on pages that the base model had not seen.

    Whether a block is no part of the story, and whether it then presents another one, was measured
    on different pages: both have a curve of their own. Where teasers have no label, only the first
    was asked.
    """
    worth = confidence.copy()
    for number in (HEADLINE, BODY):
        here = roles == number
        worth[here] = base.worth(WEIGHED[number], confidence[here])
    apart = (roles == TEASER) | (roles == REST)
    both = shares[apart, TEASER] + shares[apart, REST]
    own = shares[apart, roles[apart]] / np.maximum(both, 1e-9)
    worth[apart] = base.worth(NO_STORY, both)
    if tells_teasers:
        worth[apart] *= base.worth(OTHER_STORY, own)
    return worth
