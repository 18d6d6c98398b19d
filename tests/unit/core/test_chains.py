from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.chains import Place, heaviest_chain

places = st.builds(
    lambda start, length, weight: Place(start, start + length, float(weight), is_whole=True),
    st.integers(0, 8),
    st.integers(1, 3),
    st.integers(1, 5),
)


def test_a_thing_without_a_place_is_left_out():
    one = Place(0, 1, 1.0, is_whole=True)
    assert heaviest_chain([[], [one], []]) == {1: one}
    assert heaviest_chain([[], []]) == heaviest_chain([]) == {}


@given(st.lists(st.lists(places, max_size=3), max_size=5))
def test_no_chain_is_heavier_and_every_place_stands_behind_the_one_before(
    candidates: list[list[Place]],
):
    chosen = heaviest_chain(candidates)
    assert list(chosen) == sorted(chosen)
    assert all(chosen[number] in candidates[number] for number in chosen)
    assert _is_chain(list(chosen.values()))
    ways = product(*([None, *ones] for ones in candidates))
    chains = ([one for one in way if one] for way in ways)
    best = max(sum(one.weight for one in chain) for chain in chains if _is_chain(chain))
    assert sum(one.weight for one in chosen.values()) == best


def _is_chain(chain: list[Place]) -> bool:
    return all(left.end <= right.start for left, right in pairwise(chain))
