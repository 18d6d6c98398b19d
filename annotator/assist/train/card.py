"""The card of a base model: on what it was trained, how it scores, what it is not for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from annotator.assist.base_model import BaseModel
from annotator.assist.features import FEATURES
from annotator.assist.train.corpus import NOT_TOLD, ROLES
from annotator.assist.train.scoring import (
    Answer,
    Numbers,
    body_f1,
    headline_f1,
    strictly_wrong_runs,
    wrong_runs,
)
from annotator.assist.visible_page import Floats
from annotator.core.roles import Role

JUDGED = ("fundus", "aeb", "cpe")
"""The sources that the scores are told of."""

_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)

_HEAD = """\
# The base model

`resources/base-model.npz` is what proposes labels before anything is labelled in a project. This
page is written by `python -m annotator.assist.train CORPUS`, together with the model; the same
corpus gives the same file. Without the file the program says so once, and rules propose alone.
"""

_USE = """\
## What it is for

It proposes the headline, the body, teasers and the rest of pages of news in any language, from how
a page is built and how its texts look; it knows no word of any language. It was never trained on
shops, forums or front pages. Disclosures of AI are found by [their words](ai-disclosures.md), text
dumps by [the shapes of their lines](dump-rules.md).
"""


def card(model: BaseModel, answers: Sequence[Answer], byte_count: int) -> str:
    """The whole page in Markdown; `answers` are those of models that had not seen the page."""
    judged = [one for one in answers if one.page.source in JUDGED]
    parts = [
        _HEAD,
        _USE,
        _training(model, byte_count),
        _scores(judged),
        _reliability(answers, model),
    ]
    return "\n".join(parts)


def _training(model: BaseModel, byte_count: int) -> str:
    notes = model.notes
    pages = ", ".join(f"{count} of {source}" for source, count in notes["pages"].items())
    forests = ", ".join(f"“{name}” of {len(one.root)} trees" for name, one in model.forests.items())
    return f"""\
## How it was made

Version `{model.version}`, {byte_count:,} bytes, {len(FEATURES)} features, binary forests by
LightGBM: {forests}. Trained on {sum(notes["pages"].values())} pages of {notes["sites"]} sites
with gold of the whole body ({pages});
teasers on {notes["marked pages"]} pages marked by hand with five labels, the half of
`benchmarks/gold/pages.json` that may be tuned on. Leaves hold whole numbers, and features are
rounded to four decimals, so that machines agree.
"""


def _scores(answers: Sequence[Answer]) -> str:
    rows = [_score_row("all", answers)]
    rows += [
        _score_row(source, [one for one in answers if one.page.source == source])
        for source in JUDGED
    ]
    head = (
        "source",
        "pages",
        "actions, mean",
        "median",
        "≤ 3 actions",
        "1 action",
        "mean, strictly",
        "headline F1",
        "body F1 by page",
    )
    return f"""\
## How it scores

On pages of sites that the model had not seen: five folds, grouped by site and by shared template.
Actions are those of an oracle editor: one to accept the rest, two for each wrong run. A run is a
stretch of blocks of one gold label in which a proposal is wrong: select it, press the key.
Strictly, each stretch of wrong blocks counts that agrees in proposal and gold. Gold knows headline, body and
rest; what it cannot tell (copies of the body's blocks, headings like the title where no headline is
given) is not judged. `make bench-effort CORPUS=…` measures it again, beside other programs.

{_table(head, rows)}
"""


def _score_row(name: str, answers: Sequence[Answer]) -> tuple[str, ...]:
    actions = _actions(answers, wrong_runs)
    strictly = _actions(answers, strictly_wrong_runs)
    titles = [(one.roles, one.gold) for one in answers if one.page.has_headline]
    bodies = [body_f1(one.roles, one.gold, one.page.visible.length) for one in answers]
    return (
        name,
        str(len(answers)),
        f"{actions.mean():.2f}",
        f"{np.median(actions):.0f}",
        f"{100 * (actions <= 3).mean():.1f} %",
        f"{100 * (actions == 1).mean():.1f} %",
        f"{strictly.mean():.2f}",
        f"{headline_f1(titles):.3f}" if titles else "–",
        f"{np.mean(bodies):.3f}",
    )


def _actions(answers: Sequence[Answer], runs: Callable[[Numbers, Numbers], int]) -> Floats:
    return np.array([1.0 + 2 * runs(one.roles, one.gold) for one in answers])


def _reliability(answers: Sequence[Answer], model: BaseModel) -> str:
    """How often a proposal of each confidence was right on pages that its model had not seen."""
    shares: list[Floats] = []
    right: list[Floats] = []
    for number, role in enumerate(ROLES):
        calibration = model.calibrations[role]
        for one in answers:
            here = (one.roles == number) & (one.gold != NOT_TOLD)
            shares.append(calibration.of(one.confidence[here]))
            right.append((one.gold[here] == number).astype(np.float64))
    confidence, is_right = np.concatenate(shares), np.concatenate(right)
    rows = []
    for low, high in pairwise(_BANDS):
        here = (confidence >= low) & (confidence < high)
        if here.any():
            rows.append(
                (
                    f"{low:.2f}–{min(high, 1):.2f}",
                    f"{int(here.sum()):,}",
                    f"{100 * here.mean():.1f} %",
                    f"{confidence[here].mean():.3f}",
                    f"{is_right[here].mean():.3f}",
                )
            )
    head = ("confidence", "blocks", "share", "mean confidence", "were right")
    titles = ", ".join(f"{role.value}" for role in (Role.HEADLINE, Role.BODY, Role.REST))
    return f"""\
## What its confidence is worth

Confidences are calibrated for {titles} apart, on the answers to unseen pages, which this table
counts too: it shows the fit of a rising curve of few points, not a test of it.

{_table(head, rows)}
"""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
