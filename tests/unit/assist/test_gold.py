"""Gold as texts becomes roles of blocks: the blocks of a page stand beside their letters.

h headline, b body, . rest, ? not told
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.train.gold import gold_roles, squeezed
from annotator.core.roles import Role

LETTERS = {Role.HEADLINE: "h", Role.BODY: "b", Role.REST: ".", None: "?"}
ONE = "The first paragraph tells what happened."
TWO = "The second paragraph tells who was there."
THREE = "The third one tells what will happen next."
TITLE = "The bridge across the river is open again"


def roles(texts: list[str], body: str, headline: str | None = None, crumbs: str = "") -> str:
    in_crumbs = [number < len(crumbs) and crumbs[number] == "^" for number in range(len(texts))]
    found = gold_roles(texts, in_crumbs, headline, body)
    return "".join(LETTERS[role] for role in found.roles)


def test_the_blocks_of_the_body_are_body_and_all_else_is_rest():
    assert roles(["Home", ONE, "Advertisement", TWO, "Imprint"], f"{ONE}\n\n{TWO}") == ".b.b."


def test_a_paragraph_that_is_several_blocks_is_all_body():
    assert roles(["The first paragraph", "tells what", "happened.", TWO], f"{ONE}\n{TWO}") == "bbbb"


def test_of_a_text_that_stands_twice_one_is_body_and_the_other_is_not_told():
    # The one right before the next paragraph and the one farther off weigh the same.
    assert sorted(roles([ONE, "Menu", ONE, TWO], f"{ONE} {TWO}")) == sorted("b.?b")
    found = gold_roles([ONE, ONE], [False] * 2, None, ONE)
    assert sorted(LETTERS[one] for one in found.roles) == ["?", "b"]


def test_a_paragraph_that_gold_has_twice_is_body_twice():
    assert roles([ONE, TWO, ONE], f"{ONE} {TWO} {ONE}") == "bbb"


def test_order_counts_the_heaviest_chain_of_blocks_that_stands_in_gold_is_the_body():
    # The lone block in front is the third paragraph of the gold, and cannot be both.
    assert roles([THREE, ONE, TWO], f"{ONE} {TWO} {THREE}") == ".bb"
    assert roles([TWO, THREE, ONE], f"{ONE} {TWO} {THREE}") == "bb."


def test_a_block_of_gold_and_some_words_besides_is_body():
    caption = f"Share this {TWO} {THREE}"
    assert roles([ONE, caption, "Menu"], f"{ONE} {TWO} {THREE}") == "bb."


def test_white_space_quotes_and_invisible_characters_make_no_difference():
    own = "He\u00ad said:\u00a0„It’s\u200b – open“"
    assert squeezed(own) == squeezed('He said: "It\'s - open"')
    assert roles([own, "x"], 'He  said: "It\'s-open"') == "b."
    assert squeezed("e\u0301") == squeezed("é")


@pytest.mark.parametrize(
    ("texts", "crumbs", "letters"),
    [
        ([TITLE, ONE], "", "hb"),
        # Of several copies the last before the body is it.
        ([TITLE, "Menu", TITLE, ONE, TITLE], "", "?.hb?"),
        # A copy in the breadcrumbs is none.
        (["Home", TITLE, ONE], ".^", "..b"),
        ([TITLE, TITLE, ONE], ".^", "h.b"),
        # All stand behind the body: the first of them.
        ([ONE, TITLE, TITLE], "", "bh?"),
        # The headline with the name of a section beside it.
        ([f"Local: {TITLE}", ONE], "", "hb"),
        # Nearly the same, as gold was taken from the metadata: nobody can say.
        (["The bridge across the old river is open", ONE], "", "?b"),
        (["Something else", ONE], "", ".b"),
    ],
)
def test_the_headline_is_found_among_its_copies(texts: list[str], crumbs: str, letters: str):
    assert roles(texts, ONE, TITLE, crumbs) == letters


def test_all_copies_of_the_headline_are_told_as_such():
    found = gold_roles([TITLE, "Menu", TITLE.upper(), ONE], [False] * 4, TITLE, ONE)
    assert found.headline_copies == (0, 2)
    assert found.has_headline
    assert not gold_roles([ONE], [False], TITLE, ONE).has_headline
    assert not gold_roles([ONE], [False], None, ONE).has_headline


def test_what_was_found_of_the_body_is_told_as_a_share():
    assert gold_roles([ONE], [False], None, ONE).found == 1.0
    half = gold_roles([ONE], [False], None, f"{ONE}{ONE[::-1]}")
    assert half.found == pytest.approx(0.5)
    assert gold_roles([], [], TITLE, ONE).found == 0.0
    assert gold_roles(["x"], [False], None, "").found == 0.0


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", " "]), max_size=6), st.data())
def test_blocks_that_are_the_body_in_order_are_all_found_whatever_stands_between(
    paragraphs: list[str], data: st.DataObject
):
    # Of a text that stands in gold more than six times the first six places are looked at.
    texts: list[str] = []
    own: list[int] = []
    for one in paragraphs:
        texts += data.draw(st.lists(st.sampled_from(["12", "345", "#"]), max_size=2))
        own.append(len(texts))
        texts.append(one)
    found = gold_roles(texts, [False] * len(texts), None, "".join(paragraphs))
    assert len(found.roles) == len(texts)
    solid = [number for number in own if texts[number].strip()]
    assert [number for number, role in enumerate(found.roles) if role is Role.BODY] == solid
