"""What the oracle editor counts, as pictures: the proposals above, the gold below.

h headline, b body, . rest, ? not told
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.train.corpus import NOT_TOLD, ROLES
from annotator.assist.train.scoring import body_f1, headline_f1, strictly_wrong_runs, wrong_runs
from annotator.core.roles import Role

NUMBERS = {
    "h": ROLES.index(Role.HEADLINE),
    "b": ROLES.index(Role.BODY),
    ".": ROLES.index(Role.REST),
    "?": NOT_TOLD,
}


def numbers(picture: str) -> npt.NDArray[np.int64]:
    return np.array([NUMBERS[one] for one in picture], dtype=np.int64)


@pytest.mark.parametrize(
    ("proposed", "gold", "runs", "strictly"),
    [
        ("", "", 0, 0),
        (".hbb.", ".hbb.", 0, 0),
        # Wrong blocks of one run of gold are one selection, however many there are.
        ("..bbb", "bbbbb", 1, 1),
        ("b.b.b", "bbbbb", 1, 2),
        ("b.h.b", "bbbbb", 1, 3),
        # Wrong in two runs of gold are two.
        ("bb..", "..bb", 2, 2),
        (".b.b.", "b.b.b", 5, 5),
        ("bbb", ".b.", 2, 2),
        # What gold does not tell is never wrong, and ends no run.
        ("bbb", "???", 0, 0),
        (".h.", "b?b", 1, 1),
        ("...", "b?b", 1, 1),
        ("..b", "?bb", 1, 1),
        ("h..", ".h.", 2, 2),
    ],
)
def test_wrong_runs_are_counted(proposed: str, gold: str, runs: int, strictly: int):
    assert wrong_runs(numbers(proposed), numbers(gold)) == runs
    assert strictly_wrong_runs(numbers(proposed), numbers(gold)) == strictly


pictures = st.lists(st.tuples(st.sampled_from("hb."), st.sampled_from("hb.?")), max_size=12)


@given(pictures)
def test_strictly_there_are_never_fewer_wrong_runs_and_none_where_all_is_right(
    pairs: list[tuple[str, str]],
):
    proposed = numbers("".join(one for one, _ in pairs))
    gold = numbers("".join(other for _, other in pairs))
    wrong = sum(one != other for one, other in pairs if other != "?")
    runs, strictly = wrong_runs(proposed, gold), strictly_wrong_runs(proposed, gold)
    assert runs <= strictly <= wrong
    assert bool(runs) == bool(strictly) == bool(wrong)
    # What is not told might as well not be there.
    told = gold != NOT_TOLD
    assert runs == wrong_runs(proposed[told], gold[told])
    assert strictly == strictly_wrong_runs(proposed[told], gold[told])


@pytest.mark.parametrize(
    ("proposed", "gold", "share"),
    [
        (".bb.", ".bb.", 1.0),
        ("....", "....", 1.0),
        ("....", ".bb.", 0.0),
        ("b...", ".bb.", 0.0),
        ("bbbb", "?bb?", 1.0),
        ("b..", "bb.", 2 * 1 / (1 + 3)),  # the second block is twice as long as the first
        ("bb.", "b..", 2 * 1 / (3 + 1)),
    ],
)
def test_the_f1_of_a_body_counts_its_letters(proposed: str, gold: str, share: float):
    lengths = np.arange(1.0, len(gold) + 1)
    assert body_f1(numbers(proposed), numbers(gold), lengths) == pytest.approx(share)


def test_the_f1_of_headlines_counts_blocks_of_all_pages():
    right, missed, wrong = ("h..", "h.."), ("...", "h.."), (".h.", "..h")

    def share(*pages: tuple[str, str]) -> float:
        return headline_f1([(numbers(own), numbers(gold)) for own, gold in pages])

    assert share(right, right) == 1.0
    assert share(right, missed) == pytest.approx(2 / 3)
    assert share(right, wrong) == pytest.approx(2 / 4)
    assert share(wrong) == 0.0
    assert share((".h.", "h?.")) == 0.0
    assert np.isnan(share())
    assert np.isnan(share(("...", "...")))
