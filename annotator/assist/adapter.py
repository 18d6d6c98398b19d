"""What the program learns from the pages of a project: a correction of the base model's odds.

Multinomial logistic regression on standardised features, added to the log odds of the base, so
that nothing learned means the base unchanged. It is made anew from the latest pages each time, and
depends on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.assist.number_file import read_numbers, write_numbers
from annotator.assist.visible_page import Floats, Whole
from annotator.core.errors import UserError
from annotator.core.labels import LabelId

MOST_PAGES = 300
"""The latest pages that are learned from."""

MOST_ROWS = 96
"""Blocks of a page that are learned from."""
_MOST_ROWS = 16_000
_PRODUCTS_AT_ONCE = 200_000
_STEPS = 24
_PULL = 60.0
"""How strongly weights are held at zero, in blocks: a few pages change little."""
_STEP = 1.4
"""Steps of twice the length went to and fro over what is contradictory, ever farther."""
_GRID = 1 / 256
"""Weights are rounded to it: the last digits differ between machines."""
_STEP_OF_ROWS = 1 / 64
_FINE = 1 / (1 << 18)
"""Slopes and weights on their way are multiples of it: sums of 16,000 stay below 53 bits."""
_LIMIT = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page in numbers.

    `rows` are its standardised features `on_grid` with a last column of ones, `odds` the log odds
    of the base by label, `target` the number of the label of each row; rows without one are left
    out. Odds may have a last column of their own: that no label is right.
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
        answer = odds.copy()
        answer[:, : len(self.labels)] += rows.astype(np.float64) @ self.weights
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

    All that is summed up are multiples of a power of two, and few enough of them that no digit is
    lost: the order in which a machine adds, and how many it takes at once, make no difference.
    """
    latest = [one for one in examples[-MOST_PAGES:] if len(one.target)]
    if not latest:
        return None
    rows, odds, target, weight = _gathered(latest)
    wanted = np.zeros((len(odds), len(target)))
    wanted[target, np.arange(len(target))] = 1.0
    weights = np.zeros((len(odds), rows.shape[1]))
    ahead = weights
    is_fixed = np.array([label == fixed for label in labels] + [True] * (len(odds) - len(labels)))
    step_length = _STEP / (_curvature(rows, weight) + _PULL)
    for step in range(_STEPS):
        slope = _slope(ahead, rows, odds, wanted, weight) + _PULL * ahead
        slope[is_fixed] = 0.0
        fresh = ahead - step_length * slope
        ahead = _on_grid(fresh + (step / (step + 3)) * (fresh - weights), _FINE)
        weights = fresh
    learned = np.clip(_on_grid(weights[: len(labels)], _GRID), -_LIMIT, _LIMIT)
    return Adapter(labels, np.ascontiguousarray(learned.T) + 0.0, len(latest), base)


def _slope(ahead: Floats, rows: Floats, odds: Floats, wanted: Floats, weight: Floats) -> Floats:
    """Where the loss descends from these weights.

    A few rows at a time stay in the processor's cache, and are too few for numpy's library to put
    several threads to them: on a busy machine those wait for each other ten times as long as the
    whole takes.
    """
    slope: Floats = np.zeros_like(ahead)
    for some in _pieces(len(rows), rows.shape[1] * len(ahead)):
        shares = ahead @ rows[some].T + odds[:, some]
        shares = np.exp(shares - shares.max(axis=0))
        shares /= shares.sum(axis=0)
        slope += _on_grid((shares - wanted[:, some]) * weight[some], _FINE) @ rows[some]
    return slope


def _pieces(count: int, products: int) -> Iterator[slice]:
    """So many rows in pieces of which a product of matrices takes few enough products each."""
    most = max(1, _PRODUCTS_AT_ONCE // products)
    return (slice(first, first + most) for first in range(0, count, most))


def on_grid(rows: Floats) -> npt.NDArray[np.float32]:
    """Standardised features as `Example` has them, in steps that are added without loss."""
    return _on_grid(rows, _STEP_OF_ROWS).astype(np.float32)


def _on_grid(numbers: Floats, step: float) -> Floats:
    answer: Floats = np.round(numbers / step) * step
    return answer


def _gathered(latest: Sequence[Example]) -> tuple[Floats, Floats, Whole, Floats]:
    """The rows of all pages; of long ones every second, third, … where they are too many.

    The odds are by label, for each of the rows.
    """
    total = sum(len(one.target) for one in latest)
    most = max(64, _MOST_ROWS // len(latest))
    parts = []
    for one in latest:
        stride = -(-len(one.target) // most) if total > _MOST_ROWS else 1
        parts.append((one.rows[::stride], one.odds[::stride], one.target[::stride]))
    weight = [np.full(len(target), min(1.0, 120 / len(target))) for _, _, target in parts]
    return (
        np.concatenate([rows for rows, _, _ in parts]).astype(np.float64),
        np.ascontiguousarray(np.concatenate([odds for _, odds, _ in parts]).T, dtype=np.float64),
        np.concatenate([target for _, _, target in parts]),
        _on_grid(np.concatenate(weight), _GRID),
    )


def _curvature(rows: Floats, weight: Floats) -> float:
    """An upper bound of the curvature of the loss (Böhning 1992).

    It is half the largest eigenvalue of the features' products, found by the power method.
    """
    gram = np.zeros((rows.shape[1], rows.shape[1]))
    for some in _pieces(len(rows), rows.shape[1] ** 2):
        gram += (rows[some] * weight[some, None]).T @ rows[some]
    vector = np.ones(gram.shape[0])
    for _ in range(12):
        vector = gram @ vector
        vector = vector / (float(np.linalg.norm(vector)) or 1.0)
    return float(0.5 * vector @ gram @ vector) * 1.1 + 1e-9
