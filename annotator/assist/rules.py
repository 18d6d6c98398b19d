"""What can be said of a page without any model: the headline, the story, the cards of others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from annotator.assist.features import FEATURES
from annotator.assist.odds import BODY, REST, TEASER
from annotator.assist.visible_page import Floats

_LIKE_ENOUGH = 0.6
_COLUMN = {name: number for number, name in enumerate(FEATURES)}


def rule_shares(rows: Floats) -> Floats:
    """For each block, a row of `features`, the probability of each of the four roles.

    What they are worth is told, and measured, in docs/reference/proposals.md.
    """
    count = len(rows)
    shares = np.zeros((count, 4))
    shares[:, REST], shares[:, TEASER], shares[:, BODY] = 0.89, 0.08, 0.03
    headline = _headline(rows)
    behind = np.arange(count) > headline
    is_main = _of(rows, "in main text") > 0
    is_prose = _of(rows, "is prose") > 0
    has_link = _of(rows, "link share") > 0.5
    near_prose = (_of(rows, "is prose, within 2") > 0.15) & ~has_link
    in_furniture = sum(
        _of(rows, f"in {name}") for name in ("nav", "footer", "aside", "form", "figure")
    )
    is_card = (
        (_of(rows, "siblings of card") >= 3)
        & (_of(rows, "shaped like own address, in list") + _of(rows, "card has prose") > 0)
        & ~(is_main & is_prose & ~has_link)
    )
    is_lead = is_main & behind & (in_furniture == 0) & ~has_link
    _give(shares, is_card & ~is_lead, (0.0, 0.03, 0.5, 0.47))
    _give(shares, is_lead & near_prose, (0.0, 0.5, 0.02, 0.48))
    _give(shares, is_lead & is_prose, (0.0, 0.85, 0.02, 0.13))
    if count and headline >= 0:
        shares[headline] = (0.9, 0.03, 0.02, 0.05)
    return shares


def _headline(rows: Floats) -> int:
    """The block most like a declared title that stands last before the story; -1 for none."""
    likeness = np.maximum(_of(rows, "like the title"), _of(rows, "like a part of the title"))
    if not len(rows) or likeness.max() < _LIKE_ENOUGH:
        first = np.flatnonzero(_of(rows, "is h1") > 0)
        return int(first[0]) if len(first) else -1
    early = (likeness >= likeness.max() - 0.1) & (_of(rows, "prose before") < 0.2)
    found = np.flatnonzero(early)
    return int(found[-1]) if len(found) else int(likeness.argmax())


def _of(rows: Floats, name: str) -> Floats:
    column: Floats = rows[:, _COLUMN[name]]
    return column


def _give(
    shares: Floats, where: npt.NDArray[np.bool_], share: tuple[float, float, float, float]
) -> None:
    shares[where] = share
