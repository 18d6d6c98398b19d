"""What a project teaches: little at a time, the same for everybody, and never nonsense."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist import adapter as learning
from annotator.assist.adapter import MOST_PAGES, Adapter, Example, fit, on_grid
from annotator.core.errors import UserError
from annotator.core.labels import LabelId

LABELS = (LabelId("headline"), LabelId("body"), LabelId("rest"))
WIDTH = 4
HINT = "“annotator learn” makes it anew from the labelled pages."


def example(
    targets: Sequence[int], first: Sequence[float] | None = None, seed: int = 0, sure: float = 0.0
) -> Example:
    """A page whose first feature is as given; the base prefers the rest by `sure`."""
    count = len(targets)
    values = np.random.default_rng(seed).normal(size=(count, WIDTH)).clip(-4, 4)
    values[:, 0] = 0.0 if first is None else first
    rows = on_grid(np.concatenate([values, np.ones((count, 1))], axis=1))
    odds = np.tile(np.array([-2.0, 0.0, sure], dtype=np.float32), (count, 1))
    return Example(rows, odds, np.array(targets, dtype=np.int64))


def answers(adapter: Adapter, one: Example) -> list[int]:
    return adapter.adapted(one.rows, one.odds.astype(np.float64)).argmax(axis=1).tolist()


def learned(examples: Sequence[Example], fixed: LabelId | None = None) -> Adapter:
    adapter = fit(examples, LABELS, "small-1", fixed)
    assert adapter is not None
    return adapter


def test_pages_without_a_label_teach_nothing():
    assert fit([], LABELS, "small-1") is None
    assert fit([example([]), example([])], LABELS, "small-1") is None


def test_an_adapter_without_weight_leaves_the_base_as_it_is():
    one = example([1, 2], [0.5, -0.5])
    empty = Adapter(LABELS, np.zeros((WIDTH + 1, 3)), 0, "small-1")
    assert (empty.adapted(one.rows, one.odds.astype(np.float64)) == one.odds).all()


def test_a_correction_that_is_made_again_and_again_is_learned():
    # The base says rest; the editor says body wherever the first feature is high.
    pages = [example([1, 2] * 15, [2.0, -2.0] * 15, seed=number, sure=1.0) for number in range(20)]
    assert answers(learned(pages), pages[0]) == [1, 2] * 15
    # One page alone moves the odds that way, but not far.
    one = learned(pages[:1])
    few = one.adapted(pages[0].rows, pages[0].odds.astype(np.float64))
    assert few[0, 1] - few[0, 2] > -1.0
    assert abs(one.weights).max() < abs(learned(pages).weights).max()


def test_what_the_base_knows_already_teaches_hardly_anything():
    pages = [example([2] * 30, seed=number, sure=9.0) for number in range(20)]
    assert abs(learned(pages).weights).max() <= 1 / 128


def test_the_fixed_label_is_left_as_it_is():
    pages = [example([0, 1, 2] * 9, [2.0, 0.0, -2.0] * 9, seed=number) for number in range(9)]
    assert (learned(pages, LABELS[0]).weights[:, 0] == 0).all()
    assert (learned(pages).weights[:, 0] != 0).any()


def test_the_same_pages_teach_the_same_and_their_order_matters_only_where_there_are_too_many():
    pages = [example([1, 2] * 9, [1.5, -1.0] * 9, seed=number) for number in range(12)]
    adapter = learned(pages)
    assert learned(pages).to_bytes() == adapter.to_bytes()
    # All is added without loss, so the order of so few pages is none.
    assert learned(pages[::-1]).to_bytes() == adapter.to_bytes()
    assert learned([*pages[5:], *pages[:5]]).to_bytes() == adapter.to_bytes()
    assert learned(pages[1:]).to_bytes() != adapter.to_bytes()


def test_of_too_many_pages_the_latest_count():
    early = [example([1, 1], seed=number) for number in range(40)]
    late = [example([2, 1], seed=number) for number in range(MOST_PAGES)]
    assert learned([*early, *late]).to_bytes() == learned(late).to_bytes()
    assert learned([*early, *late]).page_count == MOST_PAGES
    # Pages without a label still are of the latest, and teach nothing.
    assert learned([*late, example([])]).page_count == MOST_PAGES - 1


def test_labels_that_contradict_each_other_on_the_same_rows_are_as_likely_as_before():
    both = [
        example([1] * 30, [2.0] * 30, seed=number // 2)
        if number % 2
        else example([2] * 30, [2.0] * 30, seed=number // 2)
        for number in range(100)
    ]
    weights = learned(both).weights
    assert abs(weights[:, 1] - weights[:, 2]).max() <= 1 / 64


def test_noise_on_features_that_all_say_the_same_does_not_build_up():
    chance = np.random.default_rng(3)
    pages = []
    for _ in range(MOST_PAGES):
        values = np.repeat(chance.normal(size=(50, 1)), 63, axis=1).clip(-4, 4)
        rows = on_grid(np.concatenate([values, np.ones((50, 1))], axis=1))
        pages.append(
            Example(rows, np.zeros((50, 2), dtype=np.float32), chance.integers(0, 2, size=50))
        )
    adapter = fit(pages, LABELS[:2], "small-1")
    assert adapter is not None
    odds = adapter.adapted(pages[0].rows, np.zeros((50, 2)))
    assert abs(odds[:, 0] - odds[:, 1]).max() < 0.2


def test_a_long_page_weighs_no_more_than_others():
    short = [example([1] * 40, [1.0] * 40, seed=number) for number in range(10)]
    long = example([2] * 6_000, [1.0] * 6_000, seed=99)
    one = example([1], [1.0])
    assert answers(learned([*short, long]), one) == [1]


def test_rows_without_end_are_thinned_out():
    pages = [example([1, 2] * 1_000, seed=number) for number in range(20)]
    assert sum(len(one.target) for one in pages) > learning._MOST_ROWS
    _, _, target, _ = learning._gathered(pages)
    assert len(target) <= learning._MOST_ROWS


@given(st.data())
def test_whatever_is_taught_the_weights_are_finite_and_come_back_from_bytes(data: st.DataObject):
    pages = [
        Example(
            on_grid(
                np.array(
                    data.draw(
                        st.lists(
                            st.lists(st.floats(-4, 4), min_size=WIDTH, max_size=WIDTH),
                            min_size=count,
                            max_size=count,
                        )
                    )
                ).reshape(count, WIDTH)
            ),
            np.full((count, 3), data.draw(st.floats(-12, 0)), dtype=np.float32),
            np.array(data.draw(st.lists(st.integers(0, 2), min_size=count, max_size=count)), int),
        )
        for count in data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    ]
    adapter = learned(pages)
    assert np.isfinite(adapter.weights).all()
    assert adapter.weights.shape == (WIDTH, 3)
    assert (adapter.weights * 256 == np.round(adapter.weights * 256)).all()
    found = Adapter.from_bytes(adapter.to_bytes())
    assert (found.labels, found.page_count, found.base, found.version) == (
        LABELS,
        len(pages),
        "small-1",
        adapter.version,
    )
    assert (found.weights == adapter.weights).all()


def test_the_version_names_these_weights():
    adapter = learned([example([1, 2, 1])])
    assert adapter.version.startswith("learned-1-")
    other = Adapter(LABELS, adapter.weights + 1 / 256, 1, "small-1")
    assert other.version != adapter.version


# ------------------------------------------------------------------------- damage

GOOD = learned([example([1, 2] * 5, seed=1)]).to_bytes()


def refusal(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        Adapter.from_bytes(content)
    assert caught.value.hint == HINT
    assert caught.value.sentence.startswith("What was learned from this project is damaged: ")
    return caught.value.sentence


def packed(table: object, **parts: Any) -> bytes:
    file = io.BytesIO()
    encoded = np.frombuffer(json.dumps(table).encode(), dtype=np.uint8)
    np.savez_compressed(file, table=encoded, **parts)
    return file.getvalue()


TABLE = {"labels": list(LABELS), "pages": 3, "base": "small-1"}
WEIGHTS = np.zeros((5, 3))


def test_an_adapter_that_was_written_elsewhere_is_read():
    assert Adapter.from_bytes(packed(TABLE, weights=WEIGHTS)).labels == LABELS
    assert Adapter.from_bytes(packed(TABLE, weights=np.asfortranarray(WEIGHTS))).page_count == 3


def test_bytes_that_are_cut_anywhere_are_damaged():
    for length in range(0, len(GOOD) - 1, 7):
        refusal(GOOD[:length])


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed_or_changes_nothing(place: int, flipped: int):
    content = bytearray(GOOD)
    content[place] ^= flipped
    try:
        found = Adapter.from_bytes(bytes(content))
    except UserError:
        return
    assert found.to_bytes() == GOOD


@pytest.mark.parametrize(
    "weights",
    [
        np.zeros((5, 2)),
        np.zeros(15),
        np.zeros((5, 3), dtype=np.float32),
        np.full((5, 3), np.nan),
        np.full((5, 3), np.inf),
        np.full((5, 3), 1e9),
    ],
)
def test_weights_that_cannot_have_been_learned_are_refused(weights: Any):
    refusal(packed(TABLE, weights=weights))


@pytest.mark.parametrize(
    "table",
    [
        None,
        [],
        "x",
        {},
        TABLE | {"labels": "abc"},
        TABLE | {"labels": [1, 2, 3]},
        TABLE | {"labels": None},
        TABLE | {"pages": "3"},
        TABLE | {"pages": float("inf")},
        TABLE | {"base": None},
    ],
    ids=str,
)
def test_tables_that_are_none_are_refused(table: object):
    refusal(packed(table, weights=WEIGHTS))


def test_foreign_bytes_and_what_would_take_much_memory_are_refused():
    refusal(b"")
    refusal(pickle.dumps(WEIGHTS))
    refusal(packed(TABLE))
    refusal(packed(TABLE, weights=WEIGHTS, more=np.zeros(30_000_000, dtype=np.int8)))


def spring() -> None:
    pytest.fail("something in the file was run")


class Trap:
    """Whoever loads its pickle runs it."""

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return spring, ()


def test_nothing_in_the_bytes_is_run():
    file = io.BytesIO()
    np.savez(file, allow_pickle=True, weights=np.array([Trap()]), table=np.array([Trap()]))
    assert "something else than numbers" in refusal(file.getvalue())
