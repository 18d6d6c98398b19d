"""What a model is worth on pages of sites that it never saw: the oracle editor counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.assist.base_model import BaseModel
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage, fold_of
from annotator.assist.visible_page import Floats
from annotator.core.roles import Role

FOLDS = 5

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was proposed for a page: the number in `ROLES` of each block, and how sure that is."""

    page: TrainingPage
    roles: Numbers
    confidence: Floats

    @property
    def gold(self) -> Numbers:
        """The gold of the page; a headline shown several times is where it was proposed."""
        headline = ROLES.index(Role.HEADLINE)
        copies = np.array(self.page.headline_copies, dtype=np.int64)
        proposed = copies[self.roles[copies] == headline]
        if not len(proposed):
            return self.page.target
        gold = self.page.target.copy()
        gold[copies] = NOT_TOLD
        gold[proposed] = headline
        return gold


def unseen_answers(
    pages: Sequence[TrainingPage],
    fit: Callable[[list[TrainingPage]], BaseModel],
    answer: Callable[[BaseModel, TrainingPage], Answer],
) -> Iterator[Answer]:
    """An answer for each page, by a model of the pages of all other folds of groups."""
    for fold in range(FOLDS):
        model = fit([one for one in pages if fold_of(one.group, FOLDS) != fold])
        for one in pages:
            if fold_of(one.group, FOLDS) == fold:
                yield answer(model, one)


def wrong_runs(proposed: Numbers, gold: Numbers) -> int:
    """Runs of blocks with one gold role in which any proposal is wrong.

    Each costs the oracle editor two actions: to select from the first wrong block to the last, and
    to press the key of the label. Blocks whose gold is not told end no run.
    """
    count, run, is_counted = 0, NOT_TOLD, False
    for own, right in zip(proposed.tolist(), gold.tolist(), strict=True):
        if right == NOT_TOLD:
            continue
        if right != run:
            run, is_counted = right, False
        if own != right and not is_counted:
            count, is_counted = count + 1, True
    return count


def strictly_wrong_runs(proposed: Numbers, gold: Numbers) -> int:
    """The same, where every stretch of wrong blocks counts that agrees in proposal and gold."""
    count = 0
    last: tuple[int, int] | None = None
    for own, right in zip(proposed.tolist(), gold.tolist(), strict=True):
        if right == NOT_TOLD:
            continue
        pair = None if own == right else (own, right)
        if pair is not None and pair != last:
            count += 1
        last = pair
    return count


def body_f1(proposed: Numbers, gold: Numbers, lengths: Floats) -> float:
    """F1 of the body by code points on one page; 1 where neither has any."""
    body = ROLES.index(Role.BODY)
    told = gold != NOT_TOLD
    both = lengths[told & (proposed == body) & (gold == body)].sum()
    total = lengths[told & (proposed == body)].sum() + lengths[told & (gold == body)].sum()
    return float(2 * both / total) if total else 1.0


def headline_f1(answers: Sequence[tuple[Numbers, Numbers]]) -> float:
    """F1 of the headline over blocks of all pages; nan where none has one."""
    headline = ROLES.index(Role.HEADLINE)
    both = proposed = right = 0
    for own, gold in answers:
        told = gold != NOT_TOLD
        both += int(((own == headline) & (gold == headline)).sum())
        proposed += int(((own == headline) & told).sum())
        right += int((gold == headline).sum())
    return 2 * both / (proposed + right) if proposed + right else float("nan")
