from __future__ import annotations

from collections import Counter

from annotator.core.masks import letter, mask_key, masks, without_names

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


def test_names_in_a_text_give_way_to_one_word_that_tells_nobody_from_the_others():
    told = without_names("Ada, BOB and Cem: adamant bobbins", NAMES)
    assert told == "a colleague, a colleague and a colleague: adamant bobbins"
    assert without_names("王芳说 annual", ("Ann", "王芳")) == "a colleague说 annual"
    assert without_names("Ada (2) as Ada", ("Ada", "Ada (2)")) == "a colleague as a colleague"
    assert without_names("as it is", ()) == "as it is"


def test_a_first_name_gives_way_alone_where_it_is_one_persons():
    names = ("Ada Lovelace", "bob.dylan", "Jo March", "Annotator 1", "Annotator 2")
    told = without_names("Ada, bob, Jo; the annotator, Annotator 2", names)
    assert told == "a colleague, a colleague, Jo; the annotator, a colleague"
