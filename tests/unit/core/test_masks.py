from __future__ import annotations

from collections import Counter

from annotator.core.masks import letter, mask_key, masks

NAMES = ("Ada", "Bob", "Cem")


def test_the_order_of_masks_is_one_for_a_page_and_reviewer_however_the_names_are_given():
    key = mask_key("digest", "Eve")
    assert masks(NAMES, key) == masks(reversed(NAMES), key)
    assert sorted(masks(NAMES, key)) == sorted(NAMES)


def test_the_order_of_masks_tells_nothing_from_one_page_to_the_next():
    first = Counter(masks(NAMES, mask_key(f"digest {number}", "Eve"))[0] for number in range(600))
    assert set(first) == set(NAMES)
    assert min(first.values()) > 150


def test_two_reviewers_see_different_orders():
    orders = {masks(NAMES, mask_key("digest", f"reviewer {number}")) for number in range(60)}
    assert len(orders) == 6


def test_letters_stand_for_places():
    assert [letter(place) for place in (0, 1, 25, 26)] == ["A", "B", "Z", "A2"]
