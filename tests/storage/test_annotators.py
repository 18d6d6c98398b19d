"""The people who label."""

from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.storage.store import Store


def test_an_annotator_is_added_once_and_found_again(store: Store) -> None:
    with store.begin() as transaction:
        ada = transaction.annotators.find_or_add("Ada")
        bo = transaction.annotators.find_or_add("Bo")
        assert transaction.annotators.find_or_add("Ada") == ada
    with store.read() as transaction:
        assert transaction.annotators.all() == [(ada, "Ada"), (bo, "Bo")]
        assert transaction.annotators.find("Bo") == bo
        assert transaction.annotators.find("Cy") is None


def test_names_that_look_the_same_are_one_annotator(store: Store) -> None:
    with store.begin() as transaction:
        composed = transaction.annotators.find_or_add("Jos\N{LATIN SMALL LETTER E WITH ACUTE}")
        assert transaction.annotators.find_or_add(" Jose\N{COMBINING ACUTE ACCENT} ") == composed


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\0", "\ud800", "n" * 201])
def test_what_is_no_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UserError, match="cannot be the name"), store.begin() as transaction:
        transaction.annotators.find_or_add(name)
