"""Make the base model: `python -m annotator.assist.train CORPUS`.

CORPUS holds `pages/` with gold. Written are `resources/base-model.npz` and its card,
`docs/reference/base-model.md`, with how it scores on pages of sites that it never saw. Needs the
extra `train`. The same corpus gives the same file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt

from annotator.assist.base_model import BaseModel, rounded, save_base_model
from annotator.assist.base_shares import base_shares
from annotator.assist.odds import WEIGHED, chosen
from annotator.assist.train.card import card
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage, training_pages
from annotator.assist.train.fitting import calibrated, fitted
from annotator.assist.train.marked import teaser_rows
from annotator.assist.train.scoring import Answer, unseen_answers
from annotator.assist.visible_page import Floats
from annotator.core.roles import Role

_ROOT = Path(__file__).parents[3]
MARKED = _ROOT / "benchmarks" / "gold" / "pages.json"
MODEL = _ROOT / "resources" / "base-model.npz"
CARD = _ROOT / "docs" / "reference" / "base-model.md"
VERSION = "base-1"

_AS_TOLD = np.array(
    [ROLES.index(role) if role in ROLES else ROLES.index(Role.REST) for role in WEIGHED]
)
"""What the gold calls each weighed role: it knows no teasers."""


def answered(model: BaseModel, page: TrainingPage) -> Answer:
    """What the model alone proposes for a page."""
    roles, confidence = chosen(base_shares(model, rounded(page.rows)))
    return Answer(page, _AS_TOLD[roles], confidence)


def confidences(answers: Sequence[Answer]) -> dict[Role, tuple[Floats, Floats]]:
    """For each role the confidences with which it was proposed, and where that was right."""
    found: dict[Role, tuple[Floats, Floats]] = {}
    for number, role in enumerate(ROLES):
        shares, right = [], []
        for one in answers:
            here = (one.roles == number) & (one.gold != NOT_TOLD)
            shares.append(one.confidence[here])
            right.append((one.gold[here] == number).astype(np.float64))
        found[role] = np.concatenate(shares), np.concatenate(right)
    return found


def main(corpus: Path, out: TextIO) -> None:
    """Train, score, calibrate, and write the model and its card."""
    pages = training_pages(corpus)
    teasers: list[tuple[Floats, npt.NDArray[np.int64]]] = list(teaser_rows(MARKED, corpus))
    counts = Counter(one.source for one in pages)
    notes = {
        "pages": dict(sorted(counts.items())),
        "sites": len({one.site for one in pages}),
        "groups": len({one.group for one in pages}),
        "marked pages": len(teasers),
    }
    print(f"{len(pages)} pages with gold, {len(teasers)} marked ones", file=out)
    answers = list(
        unseen_answers(pages, lambda some: fitted(some, teasers, VERSION, notes), answered)
    )
    model = calibrated(fitted(pages, teasers, VERSION, notes), confidences(answers))
    content = save_base_model(model)
    MODEL.write_bytes(content)
    CARD.write_text(card(model, answers, len(content)), encoding="utf-8")
    print(f"{len(content):,} bytes in {MODEL}, its card in {CARD}", file=out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.stdout)
