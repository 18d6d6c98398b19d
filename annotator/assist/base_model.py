"""The model that comes with the program: small trees in arrays, read from a file of numbers.

Leaves hold whole numbers, so a sum is the same on every machine; nothing in the file can run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.assist.features import FEATURES
from annotator.assist.features import VERSION as FEATURES_VERSION
from annotator.assist.number_file import read_numbers, write_numbers
from annotator.assist.tree_questions import Questions
from annotator.assist.visible_page import Floats, Whole
from annotator.core.errors import UserError

FORMAT = "annotator base model 1"
SCALE = 1024
"""Leaves count in 1/1024 of the natural logarithm of odds."""
STORY, TITLE, OTHER_STORY = "story", "title", "other story"
NO_STORY = "no story"
"""What confidences in neither headline nor body are worth; the third forest then divides these."""
FORESTS = (STORY, TITLE, OTHER_STORY)
"""What the forests tell apart: text of the story, its title, text that presents another one."""

_MOST_TREES = 1_000
_DEEPEST = 100
_COLUMNS: dict[str, npt.DTypeLike] = {
    "feature": np.uint16,
    "threshold": np.float32,
    "left": np.int32,
    "right": np.int32,
    "value": np.int16,
    "root": np.int32,
}
_DAMAGED = "Proposals come from rules and from this project alone; install the program anew."


@dataclass(frozen=True, slots=True)
class Forest:
    """Decision trees whose answers are summed up; `depth` is that of the deepest.

    Nodes of all trees stand in one list. A row goes left where its feature is at most the
    threshold; the children of a leaf are the leaf itself, and its `value` is what it adds.
    `ValueError` where a tree has more leaves than `tree_questions` can take.
    """

    feature: npt.NDArray[np.uint16]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.int16]
    root: npt.NDArray[np.int32]
    depth: int

    _questions: Questions = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        columns = (self.feature, self.threshold, self.left, self.right, self.value, self.root)
        questions = Questions.of(*(column.tolist() for column in columns))
        object.__setattr__(self, "_questions", questions)

    def scores(self, rows: npt.NDArray[np.float32]) -> Whole:
        """The log odds of each row, in 1/`SCALE`."""
        return self._questions.sums(rows)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a raw confidence is worth: `points` ascend, `worth` is the share that was right."""

    points: tuple[float, ...] = (0.0, 1.0)
    worth: tuple[float, ...] = (0.0, 1.0)

    def of(self, confidence: Floats) -> Floats:
        """The calibrated confidence, interpolated."""
        answer: Floats = np.interp(confidence, self.points, self.worth)
        return answer


@dataclass(frozen=True, slots=True)
class BaseModel:
    """Forests by name, how features are spread, and what confidences are worth.

    Calibrations are those of the roles headline and body, of `NO_STORY` and of `OTHER_STORY`.
    `chosen` are the numbers of the features that the adapter learns from, `mean` and `spread` have
    a value for each of them.
    """

    version: str
    forests: Mapping[str, Forest]
    chosen: npt.NDArray[np.int64]
    mean: Floats
    spread: Floats
    calibrations: Mapping[str, Calibration]
    notes: Mapping[str, Any]

    def odds(self, name: str, rows: npt.NDArray[np.float32]) -> Floats:
        """The log odds of each row by the forest of that name."""
        return self.forests[name].scores(rows) / SCALE

    def worth(self, name: str, confidence: Floats) -> Floats:
        """What confidences of that kind are worth; themselves where nobody measured that."""
        calibration = self.calibrations.get(name)
        return confidence if calibration is None else calibration.of(confidence)


def rounded(rows: Floats) -> npt.NDArray[np.float32]:
    """Features as the model takes them: without the last digits, in which machines differ."""
    return np.round(rows, 4).astype(np.float32)


def load_base_model(content: bytes) -> BaseModel:
    """The model in a file's bytes.

    `UserError` where it is damaged, foreign, or of another version of the features.
    """
    try:
        parts = read_numbers(content)
        table = json.loads(parts.pop("table").tobytes())
        if table["format"] != FORMAT or table["features"] != feature_digest():
            raise UserError("The base model is of another version of the program.", _DAMAGED)
        if table["digest"] != parts_digest(parts):
            raise ValueError("its checksum differs")
        return _model(table, parts)
    except KeyError as error:
        raise UserError(f"The base model is damaged: it has no {error}.", _DAMAGED) from error
    except (AttributeError, ValueError, TypeError, RecursionError) as error:
        raise UserError(f"The base model is damaged: {error}.", _DAMAGED) from error


def save_base_model(model: BaseModel) -> bytes:
    """The file of a model."""
    parts: dict[str, npt.NDArray[Any]] = {}
    for name, forest in model.forests.items():
        for column, kind in _COLUMNS.items():
            parts[f"{name}.{column}"] = np.asarray(getattr(forest, column), dtype=kind)
    parts["chosen"] = model.chosen
    parts["mean"] = model.mean.astype(np.float32)
    parts["spread"] = model.spread.astype(np.float32)
    table = {
        "format": FORMAT,
        "version": model.version,
        "features": feature_digest(),
        "digest": parts_digest(parts),
        "calibrations": {
            name: [list(one.points), list(one.worth)] for name, one in model.calibrations.items()
        },
        "notes": dict(model.notes),
    }
    encoded = np.frombuffer(json.dumps(table).encode(), dtype=np.uint8)
    return write_numbers({"table": encoded, **parts})


def feature_digest() -> str:
    """Names the features that a model was made for, and their version."""
    return sha256("\n".join((FEATURES_VERSION, *FEATURES)).encode()).hexdigest()[:16]


def parts_digest(parts: Mapping[str, npt.NDArray[Any]]) -> str:
    """The SHA-256 of all numbers, with their names, in order of the names."""
    digest = sha256()
    for name in sorted(parts):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(parts[name]).tobytes())
    return digest.hexdigest()


def _model(table: Mapping[str, Any], parts: Mapping[str, npt.NDArray[Any]]) -> BaseModel:
    chosen, mean, spread = parts["chosen"], parts["mean"], parts["spread"]
    if (
        {chosen.shape} != {mean.shape, spread.shape, (len(chosen),)}
        or (chosen.dtype.str, mean.dtype.str, spread.dtype.str) != ("<i8", "<f4", "<f4")
        or not _are_within(chosen, len(FEATURES))
        or not (np.isfinite(mean).all() and np.isfinite(spread).all() and (spread > 0).all())
    ):
        raise ValueError("its features do not fit")
    return BaseModel(
        version=str(table["version"]),
        forests={name: _forest(name, parts) for name in FORESTS},
        chosen=chosen,
        mean=mean.astype(np.float64),
        spread=spread.astype(np.float64),
        calibrations={
            str(name): _calibration(points, worth)
            for name, (points, worth) in table["calibrations"].items()
        },
        notes=dict(table["notes"]),
    )


def _forest(name: str, parts: Mapping[str, npt.NDArray[Any]]) -> Forest:
    columns = [parts[f"{name}.{column}"] for column in _COLUMNS]
    feature, threshold, left, right, value, root = columns
    for column, kind in zip(columns, _COLUMNS.values(), strict=True):
        if column.ndim != 1 or column.dtype != kind:
            raise ValueError(f"the numbers of “{name}” are of another kind")
    count = len(feature)
    if any(len(column) != count for column in (threshold, left, right, value)):
        raise ValueError(f"the trees of “{name}” are not whole")
    own = np.arange(count)
    goes_on = left != own
    if not (
        _are_within(feature, len(FEATURES))
        and _are_within(left, count)
        and _are_within(right, count)
        and _are_within(root, count)
        # Children stand behind their parents, so that every way down ends.
        and bool(np.all(left[goes_on] > own[goes_on]) and np.all(right[goes_on] > own[goes_on]))
        and bool(np.all(right[~goes_on] == own[~goes_on]))
        and bool(np.isfinite(threshold).all())
    ):
        raise ValueError(f"the trees of “{name}” do not hang together")
    depth = _depth(left.tolist(), right.tolist(), root.tolist())
    if len(root) > _MOST_TREES or depth > _DEEPEST:
        raise ValueError(f"the trees of “{name}” would take forever")
    return Forest(feature, threshold, left, right, value, root, depth)


def _depth(left: Sequence[int], right: Sequence[int], root: Sequence[int]) -> int:
    count = len(left)
    height = [0] * count
    for number in range(count - 1, -1, -1):
        if left[number] != number:
            height[number] = 1 + max(height[left[number]], height[right[number]])
    return max((height[number] for number in root), default=0)


def _calibration(points: Sequence[float], worth: Sequence[float]) -> Calibration:
    if len(points) != len(worth) or not points or list(points) != sorted(points):
        raise ValueError("its calibration does not ascend")
    if not all(isinstance(one, int | float) and 0 <= one <= 1 for one in (*points, *worth)):
        raise ValueError("its calibration is of no shares")
    return Calibration(tuple(map(float, points)), tuple(map(float, worth)))


def _are_within(numbers: npt.NDArray[Any], count: int) -> bool:
    return not len(numbers) or bool(numbers.min() >= 0 and numbers.max() < count)
