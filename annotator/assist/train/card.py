"""The card of a base model: on what it was trained, how it scores, what it is not for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from annotator.assist.base_model import NO_STORY, OTHER_STORY, BaseModel
from annotator.assist.features import FEATURES
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

_SAID = {
    Role.HEADLINE: "headline",
    Role.BODY: "body",
    NO_STORY: "no part of the story",
    OTHER_STORY: "teaser or rest",
}

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


def card(
    model: BaseModel,
    answers: Sequence[Answer],
    worth: Mapping[str, tuple[Floats, Floats]],
    byte_count: int,
) -> str:
    """The whole page in Markdown; `answers` are those of models that had not seen the page."""
    judged = [one for one in answers if one.page.source in JUDGED]
    parts = [_HEAD, _USE, _training(model, byte_count), _scores(judged), _reliability(worth)]
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
teasers on {notes["marked pages"]} pages that were
[marked with five labels](marking-guideline.md), those that may be tuned on; what they say of
headline and body is learned as well. Leaves hold whole numbers, and features are rounded to four
decimals, so that machines agree.
"""


def _scores(answers: Sequence[Answer]) -> str:
    rows = [score_row("all", answers)]
    rows += [
        score_row(source, [one for one in answers if one.page.source == source])
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
Strictly, each stretch of wrong blocks counts that agrees in proposal and gold. Gold knows headline,
body and rest; what it cannot tell (copies of the body's blocks, headings like the title where no
headline is given) is not judged. `make bench-effort CORPUS=…` measures it again, beside other
programs.

{_table(head, rows)}
"""


def score_row(name: str, answers: Sequence[Answer]) -> tuple[str, ...]:
    """One row of the scores, as the card and the benchmark of effort print it."""
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


def _reliability(worth: Mapping[str, tuple[Floats, Floats]]) -> str:
    """How often a proposal of each confidence was right on pages that its model had not seen."""
    parts = [
        """\
## What its confidence is worth

Confidences are calibrated by the answers to pages that a model had not seen; here each curve is
that of four folds, tried on the fifth. What is proposed as teaser or as rest has the product of two
confidences: that it is no part of the story, and that it does or does not present another one.
"""
    ]
    for name, (confidence, is_right) in worth.items():
        rows = []
        for low, high in pairwise(_BANDS):
            here = (confidence >= low) & (confidence < high)
            if here.any():
                rows.append(
                    (
                        f"{low:.2f}–{min(high, 1):.2f}",
                        f"{int(here.sum()):,}",
                        f"{confidence[here].mean():.3f}",
                        f"{is_right[here].mean():.3f}",
                    )
                )
        head = (f"{_SAID[name]}: confidence", "blocks", "mean", "were right")
        parts.append(_table(head, rows) + "\n")
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
