"""How well cleaners do on the labels of a project."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from annotator import __version__
from annotator.core.agreement_report import LeftOut
from annotator.core.bootstrap import Draws
from annotator.core.cleaner_figures import figures_of, text_figures_of, times_of
from annotator.core.errors import Cancelled, UserError
from annotator.core.evaluation_report import (
    CleanerReport,
    EvaluationReport,
    GroupFigures,
    Grouping,
    PageScores,
    WeakPage,
)
from annotator.core.labels import LabelId, LabelSet
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.roles import Role
from annotator.core.text_difference import difference
from annotator.services import project_cleaner
from annotator.services.cleaners.registry import chosen_cleaners
from annotator.services.cleaning_pool import Cleaned, CleaningPool
from annotator.services.evidence import complete_evidence
from annotator.services.projects import Project
from annotator.services.reference_pages import ReferencePage, ReferencePages

GIVEN_UP_AFTER = 5
"""A cleaner that had to be stopped on so many pages in a row is not asked again."""

_PAGES_AT_ONCE = 3
_SECONDS_BETWEEN_LOOKS = 0.2

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to measure.

    `reference` is whose labels count, “gold” or empty for those of whichever set speaks for a page.
    With `is_blind_only` only pages count that were labelled without proposals. `labels` are those
    whose text is wanted; the body's where none is given. A page may take `seconds`. `weak_count`
    pages on which a cleaner does worst are told.
    """

    reference: str = ""
    is_blind_only: bool = False
    labels: tuple[str, ...] = ()
    seconds: float = 30.0
    workers: int = 2
    resamples: int = 1000
    seed: int = 0
    weak_count: int = 5


_USUAL = Wishes()


def evaluate(
    project: Project,
    cleaners: Sequence[str] = (),
    wishes: Wishes = _USUAL,
    report: Reporter = silent,
) -> EvaluationReport:
    """Run cleaners, all that are installed where none is named, and hold them against labels.

    Every page with a reference is given to every cleaner, in processes with a time limit and
    without a network. A cleaner that does not load, or that has to be stopped on one page after the
    other, has the reason in the place of figures. Nothing is kept. Units of progress are pages.
    Raises `UserError` where there is no such cleaner, label or annotator.
    """
    begin = time.monotonic()
    names = chosen_cleaners(cleaners, (project_cleaner.NAME,))
    wanted = wanted_labels(project.label_set, wishes.labels)
    pages = ReferencePages(project, wishes.reference, wanted, is_blind_only=wishes.is_blind_only)
    complete_evidence(project, pages.numbers, report)
    with CleaningPool(wishes.workers, wishes.seconds) as pool:
        others = [name for name in names if name != project_cleaner.NAME]
        runs = [_loaded(pool, name, partial(report, Progress(0, len(pages)))) for name in others]
        if project_cleaner.NAME in names:
            own = project_cleaner.ProjectCleaner(project, wanted)
            runs.append(_Run(project_cleaner.NAME, __version__, own=own))
        _run(pool, pages, runs, wishes.weak_count, report)
    draws = Draws(wishes.resamples, wishes.seed, lambda: report(Progress(len(pages), len(pages))))
    labels = project.label_set.labels
    told = tuple(_told(one, [label.id for label in labels], wanted, draws) for one in runs)
    return EvaluationReport(
        cleaners=told,
        page_count=len(pages),
        reference=wishes.reference,
        is_blind_only=wishes.is_blind_only,
        wanted=tuple(label.id for label in labels if label.id in wanted),
        label_names={label.id: label.name for label in labels},
        left_out=pages.left_out,
        resamples=wishes.resamples,
        seed=wishes.seed,
        seconds=time.monotonic() - begin,
    )


def known_cleaners(report: Reporter = silent) -> tuple[CleanerReport, ...]:
    """Every cleaner with its version, or with the reason why it does not load.

    They are loaded in another process, which takes a few seconds for all of them.
    """
    names = chosen_cleaners(())
    found = []
    with CleaningPool(workers=1) as pool:
        for done, name in enumerate(names):
            now = Progress(done, len(names), name)
            report(now)
            run = _loaded(pool, name, partial(report, now))
            found.append(CleanerReport(name, run.version, run.problem))
    return (*found, CleanerReport(project_cleaner.NAME, __version__))


def wanted_labels(label_set: LabelSet, ids: Sequence[str]) -> frozenset[LabelId]:
    """The labels whose text a cleaner is to keep: those named, or that of the body.

    Raises `UserError` for an id that there is not, or where no label is that of the body.
    """
    if ids:
        return frozenset(label_set.get(one).id for one in ids)
    body = label_set.of_role(Role.BODY)
    if body is None:
        known = ", ".join(label.id for label in label_set.labels)
        raise UserError("Say which labels a cleaner is to keep.", f"Give --labels; there: {known}.")
    return frozenset({body.id})


@dataclass(slots=True)
class _Run:
    """What is known of one cleaner so far."""

    name: str
    version: str = ""
    problem: str = ""
    own: project_cleaner.ProjectCleaner | None = None
    stopped_in_a_row: int = 0
    scores: list[tuple[ReferencePage, PageScores]] = field(default_factory=list)
    weak: list[tuple[float, ReferencePage, Cleaned]] = field(default_factory=list)

    def ask(self, pool: CleaningPool, page: ReferencePage) -> Future[Cleaned]:
        """Have a page cleaned: by the project itself, or in a process of the pool."""
        if self.own is not None:
            return self.own.clean(pool, page)
        return pool.submit(self.name, page.to_clean)

    def take(self, page: ReferencePage, cleaned: Cleaned, weak_count: int) -> None:
        """Count a page, and keep what it gave where that is among the worst."""
        if self.problem:
            return
        self.scores.append((page.without_text(), cleaned.scores))
        self.stopped_in_a_row = self.stopped_in_a_row + 1 if cleaned.is_stopped else 0
        if self.stopped_in_a_row == GIVEN_UP_AFTER:
            reason = cleaned.scores.failure
            self.problem = f"Given up after {GIVEN_UP_AFTER} pages in a row: {reason}"
        self.weak.append((_worth(cleaned.scores), page, cleaned))
        self.weak.sort(key=lambda one: one[0])
        del self.weak[weak_count:]


def _loaded(pool: CleaningPool, name: str, look: Callable[[], None]) -> _Run:
    """The cleaner, with its problem where it does not load."""
    try:
        return _Run(name, _answer(pool.load(name), look))
    except Cancelled:
        raise
    except UserError as error:
        return _Run(name, problem=error.sentence)


def _run(
    pool: CleaningPool,
    pages: ReferencePages,
    runs: Sequence[_Run],
    weak_count: int,
    report: Reporter,
) -> None:
    waiting: deque[tuple[ReferencePage, list[tuple[_Run, Future[Cleaned]]]]] = deque()

    taken = 0

    def look(title: str = "") -> None:
        report(Progress(taken, len(pages), title))

    def take_oldest() -> None:
        nonlocal taken
        page, futures = waiting.popleft()
        for run, future in futures:
            run.take(page, _answer(future, look), weak_count)
        taken += 1

    for page in pages:
        look(page.title)
        asked = [one for one in runs if not one.problem]
        waiting.append((page, [(one, one.ask(pool, page)) for one in asked]))
        if len(waiting) >= _PAGES_AT_ONCE:
            take_oldest()
    while waiting:
        look()
        take_oldest()


def _answer(future: Future[Answer], look: Callable[[], None]) -> Answer:
    """What a cleaner answers. It may hang: `look` is called meanwhile, and may end the waiting."""
    while not wait((future,), _SECONDS_BETWEEN_LOOKS).done:
        look()
    return future.result()


def _worth(scores: PageScores) -> float:
    """F1 of a page for the order of pages; where neither text has words nothing is wrong."""
    shingles = scores.shingles
    if shingles.precision is None and shingles.recall is None:
        return 1.0
    return shingles.f1 or 0.0


def _told(
    run: _Run, labels: Sequence[LabelId], wanted: frozenset[LabelId], draws: Draws
) -> CleanerReport:
    if run.problem or not run.scores:
        return CleanerReport(run.name, run.version, run.problem or "No page was measured.")
    scores = [one for _, one in run.scores]
    figures, kept = figures_of(scores, labels, wanted, draws)
    failures = Counter(one.failure for one in scores if one.failure)
    return CleanerReport(
        name=run.name,
        version=run.version,
        figures=figures,
        labels=kept,
        times=times_of(scores),
        failures=tuple(LeftOut(count, reason) for reason, count in failures.most_common()),
        groups=tuple(_groups(run, draws)),
        weak=tuple(_weak(page, cleaned) for _, page, cleaned in run.weak),
    )


def _groups(run: _Run, draws: Draws) -> Iterator[GroupFigures]:
    for by in Grouping:
        found: dict[str, list[PageScores]] = {}
        for page, scores in run.scores:
            name = page.site if by is Grouping.SITE else page.language
            found.setdefault(name, []).append(scores)
        # The largest groups first: they tell most.
        for name, own in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            yield GroupFigures(by, name, text_figures_of(own, draws))


def _weak(page: ReferencePage, cleaned: Cleaned) -> WeakPage:
    pieces = difference(page.to_clean.reference, cleaned.text)
    return WeakPage(page.page, page.title, page.site, cleaned.scores, pieces)
