"""Small models whose answers are known by eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from annotator.assist.base_model import (
    FORESTS,
    OTHER_STORY,
    SCALE,
    STORY,
    TITLE,
    BaseModel,
    Calibration,
    Forest,
)
from annotator.assist.features import FEATURES

CHOSEN = ("is prose", "link share", "in nav", "is h1", "in footer", "is li", "length")
"""The features that adapters on top of these models learn from."""


def stump(name: str, threshold: float, otherwise: float, above: float) -> Forest:
    """One tree with one question: log odds where a feature is at most the threshold, or above."""
    return Forest(
        feature=np.array([FEATURES.index(name), 0, 0], dtype=np.uint16),
        threshold=np.array([threshold, 0, 0], dtype=np.float32),
        left=np.array([1, 1, 2], dtype=np.int32),
        right=np.array([2, 1, 2], dtype=np.int32),
        value=np.array([0, otherwise * SCALE, above * SCALE], dtype=np.int16),
        root=np.array([0], dtype=np.int32),
        depth=1,
    )


def small_model(
    calibrations: Mapping[str, Calibration] | None = None, chosen: Sequence[str] = CHOSEN
) -> BaseModel:
    """Prose is the story, what is like the declared title is the title, cards tell of others."""
    forests = {
        STORY: stump("is prose", 0.5, -3, 3),
        TITLE: stump("is a title", 0.5, -4, 4),
        OTHER_STORY: stump("siblings of card", 2.5, -2, 2),
    }
    return BaseModel(
        version="small-1",
        forests={name: forests[name] for name in FORESTS},
        chosen=np.array([FEATURES.index(name) for name in chosen], dtype=np.int64),
        mean=np.zeros(len(chosen)),
        spread=np.ones(len(chosen)),
        calibrations={} if calibrations is None else calibrations,
        notes={"made": "by hand"},
    )
