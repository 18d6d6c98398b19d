"""What the trees of the base model are worth, beside a linear model and beside rules alone.

Run: `ANNOTATOR_CORPUS=FOLDER python -m benchmarks.alternatives`. The same pages, features and folds
as in `benchmarks.effort`: every page is judged by a model that never saw its site or another of the
same template. The second table says how often the rules alone are right on marked pages that may be
tuned on, by how sure they say they are.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from annotator.assist.base_model import SCALE, STORY, TITLE, BaseModel, rounded
from annotator.assist.base_shares import may_be_title
from annotator.assist.engine import Engine
from annotator.assist.train.__main__ import MARKED, VERSION
from annotator.assist.train.card import JUDGED, score_row
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage, training_pages
from annotator.assist.train.fitting import fitted
from annotator.assist.train.marked import (
    TUNING,
    TeaserRows,
    corpus_files,
    marked_pages,
    read_page,
    teaser_rows,
)
from annotator.assist.train.measuring import answered
from annotator.assist.train.scoring import Answer, unseen_answers
from annotator.core.labels import LabelSet
from annotator.core.roles import Role
from benchmarks.effort import HEADS, LABELS, roles_of
from benchmarks.figures import machine, table

_PULL = 1.0
_FARTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Linear:
    """Logistic regression on standardised features, in the place of a forest."""

    mean: npt.NDArray[np.float64]
    spread: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]

    def scores(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
        odds = _standard(rows, self.mean, self.spread) @ self.weights
        return np.round(odds * SCALE).astype(np.int64)


def regressed(rows: npt.NDArray[np.float32], target: npt.NDArray[np.bool_]) -> Linear:
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.05)
    known = _standard(rows, mean, spread)
    sign = np.where(target, 1.0, -1.0)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margin = sign * (known @ weights)
        wrong = sign / (1 + np.exp(np.clip(margin, -500, 500)))
        value = np.logaddexp(0, -margin).sum() + 0.5 * _PULL * weights @ weights
        return float(value), _PULL * weights - known.T @ wrong

    start = np.zeros(known.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Linear(mean, spread, found.x)


def linear(pages: Sequence[TrainingPage], grown: BaseModel) -> BaseModel:
    """The model of these pages with linear models instead of its first two forests."""
    rows = rounded(np.concatenate([one.rows for one in pages]))
    target = np.concatenate([one.target for one in pages])
    has_title = np.concatenate([np.full(len(one.target), one.has_headline) for one in pages])
    told = target != NOT_TOLD
    asked = told & has_title & may_be_title(rows)
    forests = {
        **grown.forests,
        STORY: regressed(rows[told], target[told] == ROLES.index(Role.BODY)),
        TITLE: regressed(rows[asked], target[asked] == ROLES.index(Role.HEADLINE)),
    }
    return replace(grown, forests=forests)  # type: ignore[arg-type]  # a model of the same shape


def _standard(
    rows: npt.NDArray[np.float32], mean: npt.NDArray[np.float64], spread: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    values = np.clip((rows - mean) / spread, -_FARTHEST, _FARTHEST)
    return np.concatenate([values, np.ones((len(values), 1))], axis=1).astype(np.float64)


def by_models(
    pages: Sequence[TrainingPage], teasers: Sequence[TeaserRows]
) -> dict[str, list[Answer]]:
    def trees(seen: list[TrainingPage]) -> BaseModel:
        return fitted(seen, teasers, VERSION, {})

    def lines(seen: list[TrainingPage]) -> BaseModel:
        return linear(seen, trees(seen))

    kinds: dict[str, Callable[[list[TrainingPage]], BaseModel]] = {
        "trees, as shipped": trees,
        "linear model": lines,
    }
    return {
        name: [one for one in unseen_answers(pages, kind, answered) if one.page.source in JUDGED]
        for name, kind in kinds.items()
    }


def by_rules(pages: Sequence[TrainingPage]) -> list[Answer]:
    engine = Engine(LABELS)
    answers = []
    for one in pages:
        if one.source in JUDGED:
            roles = roles_of(one.page, engine.propose(one.page), one.visible.index)
            answers.append(Answer(one, roles, np.ones(len(roles))))
    return answers


def worth_of_rules(corpus: Path, labels: LabelSet) -> list[tuple[str, ...]]:
    engine, files = Engine(labels), corpus_files(corpus)
    counts: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for marked in marked_pages(MARKED):
        if marked.half != TUNING or marked.digest not in files:
            continue
        page, _ = read_page(files[marked.digest])
        for one in engine.propose(page):
            right = marked.labels.get(page.document.block_at(one.span.start))
            if right is not None:
                counts[one.label, round(one.confidence, 2)].append(right == one.label)
    return [
        (label, f"{confidence:.2f}", f"{len(right):,}", f"{np.mean(right):.2f}")
        for (label, confidence), right in sorted(counts.items())
        if len(right) >= 30
    ]


def main(corpus: Path) -> None:
    print(machine())
    pages = training_pages(corpus, marked_pages(MARKED))
    teasers = list(teaser_rows(MARKED, corpus))
    answers = {**by_models(pages, teasers), "rules alone": by_rules(pages)}
    print("\nThree labels, first page of a site:\n")
    print(table(("", "pages", *HEADS), [score_row(name, some) for name, some in answers.items()]))
    print("\nRules alone, on pages marked with five labels:\n")
    print(table(("proposed", "confidence", "blocks", "right"), worth_of_rules(corpus, LABELS)))


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ANNOTATOR_CORPUS")
    if not where:
        print("ANNOTATOR_CORPUS is not set: nothing to measure.")
        sys.exit(0)
    main(Path(where))
