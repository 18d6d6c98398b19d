"""LightGBM grows the trees; what is kept of them are arrays of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from annotator.assist.base_model import SCALE, Forest
from annotator.assist.features import FEATURES

_SETTINGS: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 24,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "boost_from_average": False,
    "use_missing": False,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def grown(
    rows: npt.NDArray[np.float32],
    target: npt.NDArray[np.int64],
    weight: npt.NDArray[np.float64],
    rounds: int,
    **settings: Any,
) -> Forest:
    """A forest that tells rows of target 1 from those of target 0; the same each time."""
    data = lightgbm.Dataset(rows, target, weight=weight, feature_name=_plain_names())
    booster = lightgbm.train({**_SETTINGS, **settings}, data, rounds)
    return forest_of(booster.dump_model())


def _plain_names() -> list[str]:
    return [f"f{number}" for number in range(len(FEATURES))]


def forest_of(model: Mapping[str, Any]) -> Forest:
    """The trees of a model that LightGBM dumped."""
    nodes: list[tuple[int, float, int, int, int]] = []
    roots: list[int] = []
    depth = 0
    for tree in model["tree_info"]:
        roots.append(len(nodes))
        depth = max(depth, _lay_out(tree["tree_structure"], nodes))
    columns = list(zip(*nodes, strict=True))
    return Forest(
        feature=np.array(columns[0], dtype=np.uint16),
        threshold=np.array(columns[1], dtype=np.float32),
        left=np.array(columns[2], dtype=np.int32),
        right=np.array(columns[3], dtype=np.int32),
        value=np.array(columns[4], dtype=np.int16),
        root=np.array(roots, dtype=np.int32),
        depth=depth,
    )


def _lay_out(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int, int]]) -> int:
    """Put a node and all below it behind the nodes that are there; how deep it goes."""
    place = len(nodes)
    if "split_feature" not in node:
        value = round(node["leaf_value"] * SCALE)
        nodes.append((0, 0.0, place, place, max(-32768, min(32767, value))))
        return 0
    nodes.append((0, 0.0, place, place, 0))
    left = len(nodes)
    left_depth = _lay_out(node["left_child"], nodes)
    right = len(nodes)
    right_depth = _lay_out(node["right_child"], nodes)
    nodes[place] = (node["split_feature"], float(node["threshold"]), left, right, 0)
    return 1 + max(left_depth, right_depth)
