"""The table of the review's actions: every row is answered, and no label set can take its keys."""

import string

from annotator.gui.action_set import unknown_targets
from annotator.gui.actions import label_row
from annotator.gui.keys import KeyTable, default_keys
from annotator.gui.reviewing.review_table import DECIDE, REVIEW_ACTIONS, REVIEW_MENUS

LETTERS = frozenset(string.ascii_uppercase + string.digits)


def test_every_row_is_answered(path, review_of):
    _window, review = review_of(path)
    assert unknown_targets(REVIEW_ACTIONS, review.handlers) == []


def test_every_row_stands_in_a_menu_and_has_an_id_of_its_own():
    assert {row.menu for row in REVIEW_ACTIONS} == {*REVIEW_MENUS}
    assert len({row.id for row in REVIEW_ACTIONS}) == len(REVIEW_ACTIONS)


def test_no_key_means_two_things():
    seen = [key for row in REVIEW_ACTIONS for key in default_keys(row)]
    assert sorted(seen) == sorted(set(seen))


def test_labels_that_claim_every_letter_and_digit_leave_a_key_for_all_that_decides():
    labels = [label_row(f"l{key.lower()}", key, (key.lower(),)) for key in sorted(LETTERS)]
    keys = KeyTable(REVIEW_ACTIONS, labels).keys()
    without = [row.id for row in REVIEW_ACTIONS if default_keys(row) and not keys[row.id]]
    assert without == []
    assert all(keys[row.id] for row in REVIEW_ACTIONS if row.menu == DECIDE)
