"""Pages with roles become a base model; models of folds tell what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.assist.base_model import (
    OTHER_STORY,
    STORY,
    TITLE,
    BaseModel,
    Calibration,
    Forest,
    rounded,
)
from annotator.assist.base_shares import may_be_title
from annotator.assist.features import FEATURES
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage
from annotator.assist.train.forests import grown
from annotator.assist.train.marked import TeaserRows
from annotator.assist.visible_page import Floats
from annotator.core.roles import Role

STORY_ROUNDS, TITLE_ROUNDS, OTHER_ROUNDS = 160, 60, 200
_CHOSEN_COUNT = 63
_TYPICAL_LENGTH = 150
_H, _B = ROLES.index(Role.HEADLINE), ROLES.index(Role.BODY)


def fitted(
    pages: Sequence[TrainingPage],
    teasers: Sequence[TeaserRows],
    version: str,
    notes: Mapping[str, Any],
) -> BaseModel:
    """The model of these pages, not yet calibrated."""
    rows = rounded(np.concatenate([one.rows for one in pages]))
    target = np.concatenate([one.taught for one in pages])
    weight = np.concatenate(
        [np.full(len(one.target), (_TYPICAL_LENGTH / len(one.target)) ** 0.5) for one in pages]
    )
    told = target != NOT_TOLD
    story = grown(rows[told], (target[told] == _B).astype(np.int64), weight[told], STORY_ROUNDS)
    has_title = np.concatenate(
        [np.full(len(one.taught), bool((one.taught == _H).any())) for one in pages]
    )
    asked = told & has_title & may_be_title(rows)
    title = grown(
        rows[asked],
        (target[asked] == _H).astype(np.int64),
        weight[asked],
        TITLE_ROUNDS,
        min_data_in_leaf=15,
        num_leaves=6,
    )
    chosen = _telling(story)
    values = np.concatenate([one.rows[:, chosen] for one in pages])
    return BaseModel(
        version=version,
        forests={STORY: story, TITLE: title, OTHER_STORY: other_story(teasers)},
        chosen=chosen,
        mean=values.mean(axis=0),
        spread=np.maximum(values.std(axis=0), 0.05),
        calibrations={},
        notes=notes,
    )


def calibrated(model: BaseModel, answers: Mapping[str, tuple[Floats, Floats]]) -> BaseModel:
    """The model with what its confidences were worth on pages that it had not seen.

    `answers` are, by name, raw confidences, and 1 where such a proposal was right, 0 where not.
    """
    return replace(
        model,
        calibrations={
            name: _calibration(confidence, right) for name, (confidence, right) in answers.items()
        },
    )


def other_story(teasers: Sequence[TeaserRows]) -> Forest:
    """The forest that tells teasers from the rest."""
    rows = rounded(np.concatenate([one.rows for one in teasers]))
    target = np.concatenate([one.target for one in teasers])
    weight = np.concatenate(
        [
            np.full(len(one.target), (_TYPICAL_LENGTH / max(len(one.target), 1)) ** 0.5)
            for one in teasers
        ]
    )
    told = target >= 0
    return grown(rows[told], target[told], weight[told], OTHER_ROUNDS, num_leaves=6)


def _telling(forest: Forest) -> npt.NDArray[np.int64]:
    """The features that split most often: what the adapter learns from."""
    inner = forest.left != np.arange(len(forest.left))
    counts = np.bincount(forest.feature[inner], minlength=len(FEATURES))
    return np.sort(np.argsort(-counts, kind="stable")[:_CHOSEN_COUNT]).astype(np.int64)


def _calibration(confidence: Floats, right: Floats) -> Calibration:
    """A rising curve through the shares of right answers.

    Adjacent violators are pooled (Ayer et al. 1955).
    """
    if len(confidence) < 50:
        return Calibration()
    order = np.argsort(confidence, kind="stable")
    bins = np.array_split(order, min(40, len(order) // 25))
    pools = [
        [float(confidence[one].mean()), float(right[one].mean()), float(len(one))] for one in bins
    ]
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            last, before = merged.pop(), merged.pop()
            total = last[2] + before[2]
            merged.append(
                [
                    (last[0] * last[2] + before[0] * before[2]) / total,
                    (last[1] * last[2] + before[1] * before[2]) / total,
                    total,
                ]
            )
    points = [round(one[0], 4) for one in merged]
    worth = [round(min(max(one[1], 0.01), 0.9995), 4) for one in merged]
    return Calibration(tuple(points), tuple(worth))
