"""What the base model says of the blocks of a page, as shares of the four roles."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from annotator.assist.base_model import OTHER_STORY, SCALE, STORY, TITLE, BaseModel, Forest
from annotator.assist.features import FEATURES
from annotator.assist.odds import BODY, HEADLINE, REST, TEASER
from annotator.assist.visible_page import Floats, Whole

_TITLE_WORTH_ASKING = 0.25
_DECLARED = 0.6
"""The least share of a first-level heading that is a declared title, the last of its likes."""
_COLUMN = {name: number for number, name in enumerate(FEATURES)}


def may_be_title(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Of which rows the forest of titles is asked, and learns."""
    likeness = np.maximum(_of(rows, "like the title"), _of(rows, "like a part of the title"))
    answer: npt.NDArray[np.bool_] = (likeness >= _TITLE_WORTH_ASKING) | (_of(rows, "is h1") > 0)
    return answer


def base_shares(base: BaseModel, rows: npt.NDArray[np.float32], lists: Whole) -> Floats:
    """One row a block, one column for each of `odds.WEIGHED`, summing up to 1.

    `rows` and `lists` are those of `features`. All blocks of one list are as likely to present
    other stories: the cards of a list are of one kind.
    """
    story = _logistic(base.odds(STORY, rows))
    other = other_shares(base.forests[OTHER_STORY], rows, lists)
    asked = may_be_title(rows)
    title = np.zeros(len(rows))
    title[asked] = _logistic(base.odds(TITLE, rows[asked]))
    title = np.where(_is_declared(rows), np.maximum(title, _DECLARED), title)
    shares = np.empty((len(rows), 4))
    shares[:, HEADLINE] = title
    shares[:, BODY] = (1 - title) * story
    shares[:, TEASER] = (1 - title) * (1 - story) * other
    shares[:, REST] = (1 - title) * (1 - story) * (1 - other)
    return shares


def other_shares(forest: Forest, rows: npt.NDArray[np.float32], lists: Whole) -> Floats:
    """How likely each block presents another story, if it is no part of this one."""
    return _logistic(_shared(forest.scores(rows) / SCALE, lists))


def _shared(odds: Floats, lists: Whole) -> Floats:
    """The odds with the mean of its list for every block that is in one."""
    inside = lists >= 0
    if not inside.any():
        return odds
    sums = np.bincount(lists[inside], weights=odds[inside])
    counts = np.bincount(lists[inside])
    answer = odds.copy()
    answer[inside] = sums[lists[inside]] / counts[lists[inside]]
    return answer


def _is_declared(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    answer: npt.NDArray[np.bool_] = (
        (_of(rows, "is a title") > 0)
        & (_of(rows, "is h1") > 0)
        & (_of(rows, "around breadcrumb") == 0)
        & (_of(rows, "like titles behind") == 0)
        & (_of(rows, "prose before") < 0.2)
    )
    return answer


def _of(rows: npt.NDArray[np.float32], name: str) -> npt.NDArray[np.float32]:
    column: npt.NDArray[np.float32] = rows[:, _COLUMN[name]]
    return column


def _logistic(odds: Floats) -> Floats:
    answer: Floats = 1 / (1 + np.exp(-odds))
    return answer
