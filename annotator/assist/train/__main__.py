"""Make the base model: `python -m annotator.assist.train CORPUS`.

CORPUS holds `pages/` with gold. Written are `resources/base-model.npz` and its card,
`docs/reference/base-model.md`, with how it scores on pages of sites that it never saw. Needs the
extra `train`. The same corpus gives the same file.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TextIO

from annotator.assist.base_model import save_base_model
from annotator.assist.train.card import card
from annotator.assist.train.corpus import MARKED as MARKED_SOURCE
from annotator.assist.train.corpus import training_pages
from annotator.assist.train.fitting import calibrated, fitted
from annotator.assist.train.marked import marked_pages, teaser_rows
from annotator.assist.train.measuring import answered, confidences, held_out_worth, teaser_answers
from annotator.assist.train.scoring import unseen_answers

_ROOT = Path(__file__).parents[3]
MARKED = _ROOT / "benchmarks" / "gold" / "pages.json"
MODEL = _ROOT / "resources" / "base-model.npz"
CARD = _ROOT / "docs" / "reference" / "base-model.md"
VERSION = "base-1"


def main(corpus: Path, out: TextIO) -> None:
    """Train, score, calibrate, and write the model and its card."""
    pages = training_pages(corpus, marked_pages(MARKED))
    teasers = list(teaser_rows(MARKED, corpus))
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
    model = fitted(pages, teasers, VERSION, notes)
    # Marked pages teach; what a model is worth is measured by gold that others made.
    answers = [one for one in answers if one.page.source != MARKED_SOURCE]
    of_teasers = teaser_answers(teasers)
    worth = held_out_worth(answers, of_teasers, partial(calibrated, model))
    model = calibrated(model, confidences(answers, of_teasers))
    content = save_base_model(model)
    MODEL.write_bytes(content)
    CARD.write_text(card(model, answers, worth, len(content)), encoding="utf-8")
    print(f"{len(content):,} bytes in {MODEL}, its card in {CARD}", file=out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.stdout)
