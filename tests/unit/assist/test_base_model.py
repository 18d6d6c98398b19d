"""The file of the base model: what is written comes back, and nothing else is believed."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist import base_model
from annotator.assist.base_model import (
    SCALE,
    STORY,
    Calibration,
    Forest,
    load_base_model,
    parts_digest,
    rounded,
    save_base_model,
)
from annotator.assist.features import FEATURES
from annotator.core.errors import UserError
from tests.unit.assist.models import small_model

SHIPPED = Path(__file__).parents[3] / "resources" / "base-model.npz"
GOOD = save_base_model(small_model({"body": Calibration((0.1, 0.5, 0.9), (0.2, 0.5, 0.8))}))
HINT = "Proposals come from rules and from this project alone; install the program anew."
Parts = dict[str, npt.NDArray[Any]]


def refusal(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        load_base_model(content)
    assert caught.value.hint == HINT
    assert caught.value.sentence.startswith("The base model is ")
    assert caught.value.sentence.endswith(".")
    return caught.value.sentence


def parts_of(content: bytes) -> Parts:
    with np.load(io.BytesIO(content)) as file:
        return {name: file[name] for name in file.files}


def packed(parts: Parts, **arguments: Any) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arguments, **parts)
    return file.getvalue()


def changed(change: Callable[[dict[str, Any], Parts], None], *, signed: bool = True) -> bytes:
    """The file with something else in it, and a checksum that fits."""
    parts = parts_of(GOOD)
    table = json.loads(parts.pop("table").tobytes())
    change(table, parts)
    if signed:
        table["digest"] = parts_digest(parts)
    encoded = np.frombuffer(json.dumps(table).encode(), dtype=np.uint8)
    return packed({"table": encoded, **parts})


def test_a_model_comes_back_as_it_was_written():
    model = small_model({"body": Calibration((0.1, 0.5, 0.9), (0.2, 0.5, 0.8))})
    found = load_base_model(GOOD)
    assert (found.version, found.notes) == (model.version, model.notes)
    assert found.calibrations == model.calibrations
    for name, forest in model.forests.items():
        for column in ("feature", "threshold", "left", "right", "value", "root"):
            assert (getattr(found.forests[name], column) == getattr(forest, column)).all()
        assert found.forests[name].depth == 1
    assert (found.chosen == model.chosen).all()
    assert (found.mean == model.mean).all()
    assert (found.spread == model.spread).all()
    assert save_base_model(found) == GOOD


def test_the_model_of_the_program_is_read_and_is_small():
    content = SHIPPED.read_bytes()
    assert len(content) <= 200 * 1024
    assert load_base_model(content).version


def test_a_file_that_is_cut_anywhere_is_damaged():
    for length in range(0, len(GOOD) - 1, 97):
        refusal(GOOD[:length])


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed_or_changes_nothing(place: int, flipped: int):
    content = bytearray(GOOD)
    content[place] ^= flipped
    try:
        found = load_base_model(bytes(content))
    except UserError:
        return
    assert save_base_model(found) == GOOD


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_no_model(content: bytes):
    refusal(content)


def test_foreign_files_are_no_model():
    refusal(b"")
    refusal(pickle.dumps({"a": 1}))
    refusal(b'{"format": "annotator base model 1"}')
    refusal(packed({"table": np.arange(3)}))
    refusal(packed({"something": np.zeros(9)}))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("table.npy", "no array")
        archive.writestr("../../outside.npy", "x")
    assert "something else than numbers" in refusal(file.getvalue())


class Trap:
    """Whoever loads its pickle runs it."""

    sprung = False

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return spring, ()


def spring() -> None:
    Trap.sprung = True


@pytest.mark.parametrize("name", ["table", "mean", "more"])
def test_nothing_in_a_file_is_run(name: str):
    parts = parts_of(GOOD) | {name: np.array([Trap()], dtype=object)}
    assert "something else than numbers" in refusal(packed(parts, allow_pickle=True))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("table.npy", pickle.dumps(Trap()))
    refusal(file.getvalue())
    assert not Trap.sprung


def test_a_file_that_would_take_much_memory_is_refused_before_it_does():
    big = np.zeros(50_000_000, dtype=np.int8)
    content = packed(parts_of(GOOD) | {"story.value": big})
    assert len(content) < 100_000
    assert "too much in it" in refusal(content)
    many = {f"part {number}": np.zeros(500_000, dtype=np.int8) for number in range(40)}
    assert "too much in it" in refusal(packed(many))
    assert "too large" in refusal(bytes(3_000_000))


def test_an_array_that_says_it_is_larger_than_it_is_is_refused():
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        file, {"descr": "<f8", "fortran_order": False, "shape": (10**12,)}
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        into.writestr("table.npy", file.getvalue() + bytes(80))
    refusal(archive.getvalue())


def test_ways_of_packing_that_are_not_used_are_refused():
    for kind in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", kind) as archive:
            archive.writestr("table.npy", "x")
        assert "packed in a way" in refusal(file.getvalue())


def test_a_model_of_another_version_of_the_features_says_so(monkeypatch: pytest.MonkeyPatch):
    for name, value in {"format": "annotator base model 2", "features": "0" * 16}.items():
        content = changed(lambda table, _, name=name, value=value: table.update({name: value}))
        assert refusal(content) == "The base model is of another version of the program."
    monkeypatch.setattr(base_model, "FEATURES_VERSION", "features-0")
    assert refusal(GOOD) == "The base model is of another version of the program."


def test_numbers_that_are_not_those_of_the_checksum_are_damage():
    def put(_: dict[str, Any], parts: Parts) -> None:
        parts["story.value"] = parts["story.value"] + np.int16(1)

    assert "checksum differs" in refusal(changed(put, signed=False))
    load_base_model(changed(put))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("story.left", [1, 0, 2]),  # a leaf that leads back
        ("story.right", [2, 0, 2]),
        ("story.right", [2, 2, 2]),  # one that leads on
        ("story.left", [-1, 1, 2]),
        ("story.right", [3, 1, 2]),
        ("story.root", [3]),
        ("story.root", [-1]),
        ("story.feature", [len(FEATURES), 0, 0]),
        ("story.threshold", [np.nan, 0, 0]),
    ],
)
def test_trees_that_do_not_hang_together_are_refused(name: str, value: list[float]):
    def put(_: dict[str, Any], parts: Parts) -> None:
        parts[name] = np.array(value, dtype=parts[name].dtype)

    assert "do not hang together" in refusal(changed(put))


@pytest.mark.parametrize("column", ["feature", "threshold", "left", "right", "value"])
def test_trees_with_a_number_missing_are_refused(column: str):
    for count in (0, 1, 2):

        def put(_: dict[str, Any], parts: Parts, count: int = count) -> None:
            parts[f"title.{column}"] = parts[f"title.{column}"][:count]

        assert "are not whole" in refusal(changed(put))


def test_children_before_their_parents_are_refused():
    def put(_: dict[str, Any], parts: Parts) -> None:
        parts["story.left"] = np.array([0, 1, 0], dtype=np.int32)
        parts["story.right"] = np.array([0, 1, 1], dtype=np.int32)
        parts["story.root"] = np.array([2], dtype=np.int32)

    assert "do not hang together" in refusal(changed(put))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("story.feature", np.int64),
        ("story.threshold", np.float64),
        ("story.left", np.int16),
        ("title.value", np.float32),
        ("other story.root", np.uint32),
        ("chosen", np.int32),
        ("mean", np.float64),
    ],
)
def test_numbers_of_another_kind_are_refused(name: str, kind: npt.DTypeLike):
    def put(_: dict[str, Any], parts: Parts) -> None:
        parts[name] = parts[name].astype(kind)

    refusal(changed(put))


def test_trees_without_end_are_refused():
    def deep(_: dict[str, Any], parts: Parts) -> None:
        count = 400
        own = np.arange(count, dtype=np.int32)
        parts["story.feature"] = np.zeros(count, dtype=np.uint16)
        parts["story.threshold"] = np.zeros(count, dtype=np.float32)
        parts["story.left"] = parts["story.right"] = np.minimum(own + 1, np.int32(count - 1))
        parts["story.value"] = np.zeros(count, dtype=np.int16)

    def many(_: dict[str, Any], parts: Parts) -> None:
        parts["story.root"] = np.zeros(500_000, dtype=np.int32)

    for change in (deep, many):
        assert "would take forever" in refusal(changed(change))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mean", np.nan),
        ("spread", 0.0),
        ("spread", -1.0),
        ("spread", np.inf),
        ("chosen", len(FEATURES)),
        ("chosen", -1),
    ],
)
def test_features_that_cannot_be_are_refused(name: str, value: float):
    def put(_: dict[str, Any], parts: Parts) -> None:
        parts[name] = np.full_like(parts[name], value)

    assert "features do not fit" in refusal(changed(put))


def test_features_that_are_no_list_are_refused():
    for change in (
        lambda _, parts: parts.update(chosen=parts["chosen"].reshape(1, -1)),
        lambda _, parts: parts.update(mean=parts["mean"][1:]),
        lambda _, parts: parts.update({n: parts[n][None] for n in ("chosen", "mean", "spread")}),
    ):
        assert "features do not fit" in refusal(changed(change))


@pytest.mark.parametrize(
    "calibration",
    [
        [[0.5, 0.1], [0.1, 0.2]],
        [[0.5], [0.1, 0.2]],
        [[], []],
        [[0.1, 0.2], [0.5, 1.5]],
        [[0.1, 0.2], [0.5, float("nan")]],
        [[float("nan"), 0.2], [0.5, 0.6]],
        [["0.1"], ["0.2"]],
        [0.1, 0.2],
        [[0.1]],
        None,
    ],
    ids=str,
)
def test_calibrations_that_are_no_rising_curves_of_shares_are_refused(calibration: object):
    refusal(changed(lambda table, _: table["calibrations"].update(body=calibration)))


@pytest.mark.parametrize("table", [[], "x", None, 3, {}], ids=str)
def test_a_table_that_is_none_is_damage(table: object):
    parts = parts_of(GOOD)
    parts["table"] = np.frombuffer(json.dumps(table).encode(), dtype=np.uint8)
    refusal(packed(parts))


@pytest.mark.parametrize(
    "name", ["format", "features", "digest", "version", "calibrations", "notes"]
)
def test_no_word_of_the_table_may_be_missing(name: str):
    parts = parts_of(GOOD)
    table = json.loads(parts.pop("table").tobytes())
    del table[name]
    encoded = np.frombuffer(json.dumps(table).encode(), dtype=np.uint8)
    assert name in refusal(packed({"table": encoded, **parts}))
    for other in ("calibrations", "notes"):
        refusal(changed(lambda table, _, other=other: table.update({other: 3})))


# ---------------------------------------------------------------- the trees themselves


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """Forests of up to five trees, some of them a leaf alone."""
    nodes: list[tuple[int, float, int, int, int]] = []

    def grow(depth: int) -> None:
        place = len(nodes)
        nodes.append((0, 0.0, place, place, draw(st.integers(-(2**15), 2**15 - 1))))
        if depth and draw(st.booleans()):
            feature = draw(st.integers(0, len(FEATURES) - 1))
            threshold = draw(st.sampled_from([-1.0, 0.0, 0.25, 1.0]))
            left = len(nodes)
            grow(depth - 1)
            right = len(nodes)
            grow(depth - 1)
            nodes[place] = (feature, threshold, left, right, nodes[place][4])

    roots = []
    for _ in range(draw(st.integers(1, 5))):
        roots.append(len(nodes))
        grow(4)
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return Forest(
        np.array(feature, dtype=np.uint16),
        np.array(threshold, dtype=np.float32),
        np.array(left, dtype=np.int32),
        np.array(right, dtype=np.int32),
        np.array(value, dtype=np.int16),
        np.array(roots, dtype=np.int32),
        0,
    )


def walked(forest: Forest, row: npt.NDArray[np.float32]) -> tuple[int, int]:
    """The sum of the leaves that a row comes to, and the most steps to one."""
    total = steps = 0
    for root in forest.root:
        node, count = int(root), 0
        while forest.left[node] != node:
            goes_left = row[forest.feature[node]] <= forest.threshold[node]
            node = int(forest.left[node] if goes_left else forest.right[node])
            count += 1
        total, steps = total + int(forest.value[node]), max(steps, count)
    return total, steps


def deepest(forest: Forest, node: int) -> int:
    if forest.left[node] == node:
        return 0
    return 1 + max(deepest(forest, one) for one in (forest.left[node], forest.right[node]))


@given(forests(), st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_a_forest_adds_up_the_leaves_that_a_walk_comes_to(forest: Forest, count: int, seed: int):
    model = small_model()
    loaded = load_base_model(
        save_base_model(
            base_model.BaseModel(
                "x",
                {**model.forests, STORY: forest},
                model.chosen,
                model.mean,
                model.spread,
                {},
                {},
            )
        )
    ).forests[STORY]
    assert loaded.depth == max(deepest(forest, int(root)) for root in forest.root)
    values = np.random.default_rng(seed).choice(
        [-2.0, -1, 0, 0.25, 0.3, 1, 2], (count, len(FEATURES))
    )
    rows = values.astype(np.float32)
    assert loaded.scores(rows).tolist() == [walked(forest, row)[0] for row in rows]


def test_so_many_rows_that_they_are_asked_in_parts_get_their_own_scores():
    model = small_model()
    rows = np.zeros((5_000, len(FEATURES)), dtype=np.float32)
    rows[::3, FEATURES.index("is prose")] = 1
    scores = model.forests[STORY].scores(rows)
    assert (scores == np.where(np.arange(5_000) % 3, -3 * SCALE, 3 * SCALE)).all()
    assert (model.odds(STORY, rows) == scores / SCALE).all()


def test_confidences_are_worth_what_the_curve_says_and_themselves_without_one():
    model = small_model({"body": Calibration((0.2, 0.6), (0.1, 0.9))})
    confidence = np.array([0.0, 0.2, 0.4, 0.6, 1.0])
    assert model.worth("body", confidence).tolist() == pytest.approx([0.1, 0.1, 0.5, 0.9, 0.9])
    assert model.worth("headline", confidence).tolist() == confidence.tolist()
    assert Calibration().of(confidence).tolist() == confidence.tolist()


def test_features_are_rounded_before_a_model_sees_them():
    assert rounded(np.array([[0.12344, 0.12346]])).tolist() == [
        [np.float32(0.1234), np.float32(0.1235)]
    ]
