"""What the panel about cleaners asks of the services; all of it on workers.

Loaded when the panel is first opened.
"""

from __future__ import annotations

from pathlib import Path

from annotator.core.decisions import GOLD
from annotator.core.evaluation_report import EvaluationReport
from annotator.core.pages import PageId
from annotator.core.progress import Reporter
from annotator.gui.evaluating.figures import EvaluationFigures, EvaluationWish, Offered
from annotator.services.agreement_quotes import pages_yet_to_label
from annotator.services.evaluating import Wishes, evaluate, known_cleaners
from annotator.services.evaluation_html.document import write_document
from annotator.services.projects import Project


def offered(project: Project, report: Reporter) -> Offered:
    """What can be chosen from; every cleaner is loaded once, in another process."""
    with project.store.read() as transaction:
        people = tuple(name for _, name in transaction.annotators.people())
        has_gold = transaction.annotators.find(GOLD) is not None
    return Offered(
        known_cleaners(report), (GOLD, *people) if has_gold else people, project.label_set
    )


def measure(
    project: Project, wish: EvaluationWish, annotator: str, report: Reporter
) -> EvaluationFigures:
    """Measure as is wished; what the annotator has yet to label blind is to be hidden."""
    wishes = Wishes(reference=wish.reference, is_blind_only=wish.is_blind, labels=wish.labels)
    found = evaluate(project, wish.cleaners, wishes, report)
    return EvaluationFigures.of(found, project.label_set, _hidden(project, found, annotator))


def save(project: Project, figures: EvaluationFigures, target: Path, _report: Reporter) -> Path:
    """Write what is shown as a file for a browser."""
    write_document(figures.report, project.name, target)
    return target


def _hidden(project: Project, report: EvaluationReport, annotator: str) -> frozenset[PageId]:
    pages = {page.page for one in report.cleaners for page in one.weak}
    return pages_yet_to_label(project, pages, annotator)
