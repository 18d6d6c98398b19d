from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.blind_draw import is_drawn_blind

UUID = "5e1c7f6a-0e0d-4a52-9b8e-3f8f2d7a9b11"
DIGESTS = [hashlib.sha256(b"%d" % number).hexdigest() for number in range(2000)]
DRAWN = [35, 38, 42, 44, 46, 48, 59]
SHARES = st.floats(0, 1)


def test_about_the_share_of_the_pages_is_drawn():
    count = sum(is_drawn_blind(UUID, digest, 0.1) for digest in DIGESTS)
    assert 150 < count < 250


def test_a_share_of_nothing_draws_none_and_of_all_draws_all():
    assert not any(is_drawn_blind(UUID, digest, 0) for digest in DIGESTS)
    assert all(is_drawn_blind(UUID, digest, 1) for digest in DIGESTS)


def test_the_draw_is_the_same_everywhere_and_another_in_another_project():
    drawn = [number for number in range(60) if is_drawn_blind(UUID, DIGESTS[number], 0.1)]
    other = [number for number in range(60) if is_drawn_blind("another", DIGESTS[number], 0.1)]
    assert drawn != other
    assert drawn == DRAWN


@given(st.sampled_from(DIGESTS), SHARES, SHARES)
def test_a_page_that_is_blind_at_a_share_is_blind_at_every_larger_one(digest, one, other):
    smaller, larger = sorted((one, other))
    assert is_drawn_blind(UUID, digest, larger) or not is_drawn_blind(UUID, digest, smaller)
