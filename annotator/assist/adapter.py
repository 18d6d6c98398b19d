"""What the program learns from the pages of a project: a correction of the base model's odds.

Multinomial logistic regression on standardised features, added to the log odds of the base, so
that nothing learned means the base unchanged. It is made anew from the latest pages each time, and
depends on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.assist.number_file import read_numbers, write_numbers
from annotator.assist.odds import softmax
from annotator.assist.visible_page import Floats, Whole
from annotator.core.errors import UserError
from annotator.core.labels import LabelId

MOST_PAGES = 300
"""The latest pages that are learned from."""

MOST_ROWS = 96
"""Blocks of a page that are learned from."""
_MOST_ROWS = 16_000
_STEPS = 20
_PULL = 60.0
"""How strongly weights are held at zero, in blocks: a few pages change little."""
_GRID = 1 / 256
"""Weights are rounded to it: the last digits differ between machines."""
_LIMIT = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page in numbers.

    `rows` are its standardised features with a last column of ones, `odds` the log odds of the
    base by label, `target` the number of the label of each row; rows without one are left out.
    """

    rows: npt.NDArray[np.float32]
    odds: npt.NDArray[np.float32]
    target: Whole


@dataclass(frozen=True, slots=True)
class Adapter:
    """Weights by feature and label; `labels` are in the order of the columns."""

    labels: tuple[LabelId, ...]
    weights: Floats
    page_count: int
    base: str

    @property
    def version(self) -> str:
        """Names these very weights."""
        return f"learned-{self.page_count}-{sha256(self.weights.tobytes()).hexdigest()[:8]}"

    def adapted(self, rows: npt.NDArray[np.float32], odds: Floats) -> Floats:
        """The log odds with what was learned added; `rows` as in `Example`."""
        answer: Floats = odds + rows.astype(np.float64) @ self.weights
        return answer

    def to_bytes(self) -> bytes:
        """The adapter as a project keeps it."""
        table = {"labels": self.labels, "pages": self.page_count, "base": self.base}
        encoded = np.frombuffer(json.dumps(table).encode(), dtype=np.uint8)
        return write_numbers({"table": encoded, "weights": self.weights})

    @classmethod
    def from_bytes(cls, content: bytes) -> Adapter:
        """What `to_bytes` wrote; `UserError` where it is damaged."""
        try:
            parts = read_numbers(content)
            return cls._checked(json.loads(parts["table"].tobytes()), parts["weights"])
        except (KeyError, ValueError, TypeError, RecursionError) as error:
            wrong = f"it has no {error}" if isinstance(error, KeyError) else error
            raise UserError(
                f"What was learned from this project is damaged: {wrong}.",
                "“annotator learn” makes it anew from the labelled pages.",
            ) from error

    @classmethod
    def _checked(cls, table: dict[str, Any], weights: npt.NDArray[Any]) -> Adapter:
        labels, pages, base = table["labels"], table["pages"], table["base"]
        if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
            raise TypeError("its labels are none")
        if not isinstance(pages, int) or not isinstance(base, str):
            raise TypeError("it does not say what it was made from")
        if weights.ndim != 2 or weights.shape[1] != len(labels) or weights.dtype != np.float64:
            raise ValueError("its weights do not fit")
        if not np.isfinite(weights).all() or np.abs(weights).max(initial=0) > _LIMIT:
            raise ValueError("its weights are no numbers that can be learned")
        return cls(tuple(map(LabelId, labels)), weights, pages, base)


def fit(
    examples: Sequence[Example],
    labels: tuple[LabelId, ...],
    base: str,
    fixed: LabelId | None = None,
) -> Adapter | None:
    """Learn from these pages, oldest first; None where they hold no label at all.

    Of more than 300 the latest count. The odds of the label `fixed`, which a page has but once, are
    left as they are. Each page has the same weight, however long it is. The
    gradient descends with momentum (Nesterov 1983), a fixed number of steps.
    """
    latest = [one for one in examples[-MOST_PAGES:] if len(one.target)]
    if not latest:
        return None
    rows, odds, target, weight = _gathered(latest)
    count, width = rows.shape
    wanted = np.zeros((count, len(labels)), dtype=np.float32)
    wanted[np.arange(count), target] = 1.0
    weights = np.zeros((width, len(labels)))
    ahead = weights
    is_fixed = np.array([label == fixed for label in labels])
    curvature = _curvature(rows, weight) + _PULL
    for step in range(_STEPS):
        shares = softmax((odds + rows @ ahead.astype(np.float32)).astype(np.float64))
        error = ((shares - wanted) * weight).astype(np.float32)
        slope = (rows.T @ error).astype(np.float64) + _PULL * ahead
        slope[:, is_fixed] = 0.0
        fresh = ahead - 2.0 * slope / curvature
        ahead = fresh + (step / (step + 3)) * (fresh - weights)
        weights = fresh
    on_grid = np.clip(np.round(weights / _GRID) * _GRID, -_LIMIT, _LIMIT)
    return Adapter(labels, on_grid + 0.0, len(latest), base)


def _gathered(
    latest: Sequence[Example],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], Whole, npt.NDArray[np.float32]]:
    """The rows of all pages; of long ones every second, third, … where they are too many."""
    total = sum(len(one.target) for one in latest)
    most = max(64, _MOST_ROWS // len(latest))
    parts = []
    for one in latest:
        stride = -(-len(one.target) // most) if total > _MOST_ROWS else 1
        parts.append((one.rows[::stride], one.odds[::stride], one.target[::stride]))
    weight = [
        np.full(len(target), min(1.0, 120 / len(target)) * (1 if len(target) else 0))
        for _, _, target in parts
    ]
    return (
        np.concatenate([rows for rows, _, _ in parts]),
        np.concatenate([odds for _, odds, _ in parts]),
        np.concatenate([target for _, _, target in parts]),
        np.concatenate(weight).astype(np.float32)[:, None],
    )


def _curvature(rows: npt.NDArray[np.float32], weight: npt.NDArray[np.float32]) -> float:
    """An upper bound of the curvature of the loss (Böhning 1992).

    It is half the largest eigenvalue of the features' products, found by the power method.
    """
    gram = ((rows * weight).T @ rows).astype(np.float64)
    vector = np.ones(gram.shape[0])
    for _ in range(12):
        vector = gram @ vector
        vector = vector / (float(np.linalg.norm(vector)) or 1.0)
    return float(0.5 * vector @ gram @ vector) * 1.1 + 1e-9
