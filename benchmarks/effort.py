"""What an editor does with proposals: an oracle replays gold, and counts its actions.

Run: `make bench-effort CORPUS=FOLDER`, or with what ANNOTATOR_CORPUS names. One action accepts the
rest and goes on; each wrong run costs two, to select it and to press the key. Every page is judged
by a model that never saw its site or another of the same template. Three tables: three labels on
the gold of the corpus, beside other programs; the same with one earlier page of the site labelled;
five labels on the half of the marked pages that nothing was tuned on.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from annotator.assist.adapter import Adapter
from annotator.assist.base_model import BaseModel
from annotator.assist.disclosures import DisclosureFinder
from annotator.assist.engine import Engine
from annotator.assist.site_memory import LabelledInput
from annotator.assist.text_hashes import repeated, text_hashes
from annotator.assist.train.__main__ import MARKED, VERSION
from annotator.assist.train.card import JUDGED, score_row
from annotator.assist.train.corpus import NOT_TOLD, ROLES, TrainingPage, fold_of, training_pages
from annotator.assist.train.fitting import fitted
from annotator.assist.train.marked import (
    HELD_OUT,
    MarkedPage,
    corpus_files,
    marked_pages,
    read_page,
    teaser_rows,
)
from annotator.assist.train.scoring import (
    FOLDS,
    Answer,
    Numbers,
)
from annotator.assist.visible_page import PageInput
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.labels import LabelId, parse_label_set
from annotator.core.proposals import Proposals
from annotator.core.roles import Role
from annotator.core.spans import Span
from annotator.services.resources import resource
from benchmarks.baselines import baselines
from benchmarks.figures import machine, table

HEADS = (
    "mean actions",
    "median",
    "≤ 3 actions",
    "1 action",
    "mean, strictly",
    "headline F1",
    "body F1 by page",
)
LABELS = parse_label_set(resource("labels.toml").read_text(encoding="utf-8"))
FINDER = DisclosureFinder.of(resource("ai_terms.toml").read_text(encoding="utf-8"))


class Judge:
    """Models that have not seen a page's group, one for each fold, and their engines."""

    def __init__(self, pages: Sequence[TrainingPage], corpus: Path) -> None:
        self.pages = list(pages)
        teasers = list(teaser_rows(MARKED, corpus))
        self._engines = [
            Engine(LABELS, self._model(fold, teasers), FINDER) for fold in range(FOLDS)
        ]
        self.groups = {one.site: one.group for one in pages}

    def engine(self, group: str) -> Engine:
        return self._engines[fold_of(group, FOLDS)]

    def _model(self, fold: int, teasers: list[object]) -> BaseModel:
        seen = [one for one in self.pages if fold_of(one.group, FOLDS) != fold]
        print(f"  model {fold + 1} of {FOLDS}: {len(seen)} pages", file=sys.stderr, flush=True)
        return fitted(seen, teasers, VERSION, {})  # type: ignore[arg-type]  # rows with targets


def roles_of(page: PageInput, proposals: Proposals, indexes: Sequence[int]) -> Numbers:
    """The number in `ROLES` of what is proposed for most of each block."""
    of_label = {
        label.id: ROLES.index(label.role) if label.role in ROLES else ROLES.index(Role.REST)
        for label in LABELS.labels
    }
    lengths: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in proposals:
        block = page.document.block_at(one.span.start)
        lengths[block][of_label[one.label]] += len(one.span)
    return np.array(
        [max(lengths[index].items(), key=lambda pair: pair[1])[0] for index in indexes],
        dtype=np.int64,
    )


def gold_set(page: TrainingPage) -> AnnotationSet:
    """The gold of a page as the set that an editor would have made."""
    labels = [LABELS.of_role(role) for role in ROLES]
    annotations = []
    for index, role in zip(page.visible.index, page.target.tolist(), strict=True):
        label = None if role == NOT_TOLD else labels[role]
        if label is not None:
            annotations.append(Annotation(page.page.document.blocks[index].span, label.id))
    return AnnotationSet.of(annotations)


def first_pages(judge: Judge) -> list[Answer]:
    answers = []
    for one in judge.pages:
        if one.source in JUDGED:
            proposals = judge.engine(one.group).propose(one.page)
            roles = roles_of(one.page, proposals, one.visible.index)
            answers.append(Answer(one, roles, np.ones(len(roles))))
    return answers


def second_pages(judge: Judge, source: str) -> tuple[list[Answer], list[Answer]]:
    """Pages of sites with two, with the other one labelled before, and without."""
    by_site: dict[str, list[TrainingPage]] = defaultdict(list)
    for one in judge.pages:
        if one.source == source:
            by_site[one.site].append(one)
    with_memory, without = [], []
    for pages in by_site.values():
        for earlier, later in zip(pages, pages[1:] + pages[:1], strict=True):
            if earlier is later:
                continue
            engine = judge.engine(later.group)
            told = repeated(text_hashes(later.page.document), [text_hashes(earlier.page.document)])
            page = PageInput(later.page.document, later.page.evidence, later.page.kind, told)
            memory = engine.remembered([LabelledInput(earlier.page, gold_set(earlier))])
            adapter = learned(engine, earlier.page, gold_set(earlier))
            for found, proposals in (
                (with_memory, engine.propose(page, memory, adapter)),
                (without, engine.propose(later.page)),
            ):
                roles = roles_of(later.page, proposals, later.visible.index)
                found.append(Answer(later, roles, np.ones(len(roles))))
    return with_memory, without


def five_labels(judge: Judge, corpus: Path) -> list[tuple[str, ...]]:
    """The held-out marked pages: the first page of each site, and each further one."""
    files = corpus_files(corpus)
    known = {one.digest: one for one in judge.pages}
    by_site: dict[int, list[MarkedPage]] = defaultdict(list)
    for marked in marked_pages(MARKED):
        if marked.half == HELD_OUT and marked.digest in files:
            by_site[marked.site].append(marked)
    first: list[int] = []
    second: list[int] = []
    second_alone: list[int] = []
    for pages in by_site.values():
        inputs = [read_page(files[one.digest])[0] for one in pages]
        groups = [known[one.digest].group for one in pages if one.digest in known]
        engine = judge.engine(groups[0] if groups else pages[0].digest)
        first.append(marked_actions(engine.propose(inputs[0]), inputs[0], pages[0]))
        for page, marked in zip(inputs[1:], pages[1:], strict=True):
            memory = engine.remembered([LabelledInput(inputs[0], marked_set(inputs[0], pages[0]))])
            told = repeated(text_hashes(page.document), [text_hashes(inputs[0].document)])
            later = PageInput(page.document, page.evidence, page.kind, told)
            adapter = learned(engine, inputs[0], marked_set(inputs[0], pages[0]))
            second.append(marked_actions(engine.propose(later, memory, adapter), page, marked))
            second_alone.append(marked_actions(engine.propose(page), page, marked))
    return [
        actions_row("first page of a site", first),
        actions_row("second page, the first labelled", second),
        actions_row("second page, nothing labelled", second_alone),
    ]


def learned(engine: Engine, page: PageInput, annotations: AnnotationSet) -> Adapter | None:
    """What one labelled page teaches."""
    example = engine.example(page, annotations)
    return None if example is None else engine.learned([example])


def marked_set(page: PageInput, marked: MarkedPage) -> AnnotationSet:
    blocks = page.document.blocks
    whole = [
        Annotation(blocks[index].span, LabelId(label)) for index, label in marked.labels.items()
    ]
    parts = [
        Annotation(
            Span(blocks[index].span.start + start, blocks[index].span.start + end), LabelId(label)
        )
        for index, start, end, label in marked.spans
    ]
    return AnnotationSet.of([*whole, *parts])


def marked_actions(proposals: Proposals, page: PageInput, marked: MarkedPage) -> int:
    """One action to accept, two for each run of one gold label with anything wrong in it."""
    gold = marked_set(page, marked)
    actions, last, is_counted = 1, None, False
    for right in gold:
        own = [one for one in proposals if one.span.overlaps(right.span)]
        is_right = all(one.label == right.label for one in own) and bool(own)
        if right.label != last:
            last, is_counted = right.label, False
        if not is_right and not is_counted:
            actions, is_counted = actions + 2, True
    return actions


def actions_row(name: str, actions: list[int]) -> tuple[str, ...]:
    counts = np.array(actions)
    return (
        name,
        str(len(counts)),
        f"{counts.mean():.2f}",
        f"{np.median(counts):.0f}",
        f"{100 * (counts <= 3).mean():.1f} %",
        f"{100 * (counts == 1).mean():.1f} %",
    )


def main(corpus: Path) -> None:
    print(machine())
    judge = Judge(training_pages(corpus, marked_pages(MARKED)), corpus)
    answers = first_pages(judge)
    rows = [score_row("annotator", answers)]
    rows += [
        score_row(f"  of {source}", [one for one in answers if one.page.source == source])
        for source in JUDGED
    ]
    rows += [
        score_row(name, [Answer(one.page, answer(one.page), np.ones(0)) for one in answers])
        for name, answer in baselines(corpus).items()
    ]
    print("\nThree labels, first page of a site:\n")
    print(table(("program", "pages", *HEADS), rows))
    print(
        "\nThree labels, with one earlier page of the site labelled, and the same pages without:\n"
    )
    found = []
    for source in ("aeb", "cpe", "fundus"):
        with_memory, without = second_pages(judge, source)
        found += [score_row(f"{source}, second page", with_memory), score_row("  without", without)]
    print(table(("pages", "pages", *HEADS), found))
    print("\nFive labels, pages marked after the guideline and held out:\n")
    print(table(("pages", "pages", *HEADS[:4]), five_labels(judge, corpus)))


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ANNOTATOR_CORPUS")
    if not where:
        print("ANNOTATOR_CORPUS is not set: nothing to measure.")
        sys.exit(0)
    main(Path(where))
