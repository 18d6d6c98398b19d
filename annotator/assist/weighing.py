"""Which label a block most likely has, by the model, what it learned here, or by rules alone."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.assist.adapter import Adapter, Example
from annotator.assist.base_model import BaseModel, rounded
from annotator.assist.base_shares import base_shares
from annotator.assist.features import features
from annotator.assist.odds import BODY, HEADLINE, WEIGHED, chosen, log_shares, softmax
from annotator.assist.role_labels import RoleLabels
from annotator.assist.rules import rule_shares
from annotator.assist.visible_page import Floats, PageInput, VisiblePage
from annotator.core.annotations import AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.proposals import Source, Switches
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
        rows = features(visible)
        own: npt.NDArray[np.int64] = np.full(len(rows), -1, dtype=np.int64)
        if base is None:
            shares = rule_shares(rows)
        else:
            shares = base_shares(base, rounded(rows))
            if adapter is not None and switches.adapter and self.fits(adapter):
                odds = self._labels.by_label(log_shares(shares))
                adapted = adapter.adapted(_learnable(base, rows), odds)
                shares, own = self._labels.by_role(softmax(adapted))
        if page.repeated is not None:
            _forget_stories(shares, np.array(page.repeated, dtype=bool)[visible.index])
        roles, confidence = chosen(shares)
        source = Source.RULE
        if base is not None:
            source = Source.MODEL
            confidence = _worth(base, roles, confidence)
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
        rows = features(visible)[target >= 0]
        odds = self._labels.by_label(log_shares(base_shares(base, rounded(rows))))
        return Example(_learnable(base, rows), odds.astype(np.float32), target[target >= 0])

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
    return np.concatenate([spread, np.ones((len(rows), 1))], axis=1).astype(np.float32)


def _forget_stories(shares: Floats, is_repeated: npt.NDArray[np.bool_]) -> None:
    """What stands on another page of the site too is neither headline nor story."""
    shares[is_repeated, HEADLINE] *= _REPEATED
    shares[is_repeated, BODY] *= _REPEATED
    shares /= shares.sum(axis=1, keepdims=True)


def _worth(base: BaseModel, roles: npt.NDArray[np.int64], confidence: Floats) -> Floats:
    """What the confidences were worth on pages that the base model had not seen."""
    worth = confidence.copy()
    for number, role in enumerate(WEIGHED):
        calibration = base.calibrations.get(role)
        if calibration is not None:
            here = roles == number
            worth[here] = calibration.of(confidence[here])
    return worth
