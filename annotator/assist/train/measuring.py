"""What models that had not seen a page say of it, for their calibration and for their card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from annotator.assist.base_model import NO_STORY, OTHER_STORY, BaseModel, rounded
from annotator.assist.base_shares import base_shares, other_shares
from annotator.assist.odds import REST, TEASER, WEIGHED, chosen
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage, fold_of
from annotator.assist.train.fitting import other_story
from annotator.assist.train.marked import TeaserRows
from annotator.assist.train.scoring import FOLDS, Answer
from annotator.assist.visible_page import Floats
from annotator.core.roles import Role

Confidences = dict[str, tuple[Floats, Floats]]
"""By name, raw confidences, and 1 where such a proposal was right, 0 where not."""

_AS_TOLD = np.array(
    [ROLES.index(role) if role in ROLES else ROLES.index(Role.REST) for role in WEIGHED]
)
"""What the gold calls each weighed role: it knows no teasers."""
_NAMES = {Role.HEADLINE: str(Role.HEADLINE), Role.BODY: str(Role.BODY), Role.REST: NO_STORY}


@dataclass(frozen=True, slots=True)
class TeaserAnswer:
    """How sure a forest was of teaser or rest on the blocks of one marked page, and where right."""

    site: str
    confidence: Floats
    right: Floats


def answered(model: BaseModel, page: TrainingPage) -> Answer:
    """What the model alone proposes for a page; how sure it is of teaser and rest together."""
    shares = base_shares(model, rounded(page.rows), page.lists)
    roles, confidence = chosen(shares)
    apart = (roles == TEASER) | (roles == REST)
    confidence[apart] = shares[apart, TEASER] + shares[apart, REST]
    return Answer(page, _AS_TOLD[roles], confidence)


def teaser_answers(teasers: Sequence[TeaserRows]) -> list[TeaserAnswer]:
    """What forests say of marked pages of sites that they had not seen."""
    answers: list[TeaserAnswer] = []
    for fold in range(FOLDS):
        unseen = [one for one in teasers if fold_of(str(one.site), FOLDS) == fold]
        if not unseen:
            continue
        forest = other_story([one for one in teasers if fold_of(str(one.site), FOLDS) != fold])
        for one in unseen:
            told = one.target >= 0
            share = other_shares(forest, rounded(one.rows), one.lists)[told]
            right = (share > 0.5) == (one.target[told] == 1)
            answers.append(
                TeaserAnswer(str(one.site), np.maximum(share, 1 - share), right.astype(np.float64))
            )
    return answers


def confidences(
    answers: Sequence[Answer],
    teasers: Sequence[TeaserAnswer],
    wanted: Callable[[str], bool] = bool,
) -> Confidences:
    """What a model is calibrated by: the pages of those groups and sites that are wanted."""
    found: Confidences = {}
    asked = [one for one in answers if wanted(one.page.group)]
    for number, role in enumerate(ROLES):
        shares, right = [], []
        for one in asked:
            here = (one.roles == number) & (one.gold != NOT_TOLD)
            shares.append(one.confidence[here])
            right.append((one.gold[here] == number).astype(np.float64))
        found[_NAMES[role]] = np.concatenate(shares), np.concatenate(right)
    some = [one for one in teasers if wanted(one.site)]
    found[OTHER_STORY] = (
        np.concatenate([one.confidence for one in some]),
        np.concatenate([one.right for one in some]),
    )
    return found


def held_out_worth(
    answers: Sequence[Answer],
    teasers: Sequence[TeaserAnswer],
    calibrated: Callable[[Confidences], BaseModel],
) -> Mapping[str, tuple[Floats, Floats]]:
    """Calibrated confidences, each by the pages of other folds, and which were right."""
    parts: dict[str, list[tuple[Floats, Floats]]] = {}
    for fold in range(FOLDS):
        model = calibrated(confidences(answers, teasers, partial(_is_outside, fold)))
        unseen = confidences(answers, teasers, partial(_is_inside, fold))
        for name, (confidence, right) in unseen.items():
            parts.setdefault(name, []).append((model.worth(name, confidence), right))
    return {
        name: (
            np.concatenate([confidence for confidence, _ in some]),
            np.concatenate([right for _, right in some]),
        )
        for name, some in parts.items()
    }


def _is_inside(fold: int, group: str) -> bool:
    return fold_of(group, FOLDS) == fold


def _is_outside(fold: int, group: str) -> bool:
    return fold_of(group, FOLDS) != fold
