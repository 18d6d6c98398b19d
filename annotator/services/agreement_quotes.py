"""What stands at the places on which annotators differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.core.agreement_report import AgreementReport, Cell, Place
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.progress import Progress, Reporter, silent
from annotator.services.projects import Project

MOST_PAIRS_OF_LABELS = 8
MOST_PLACES = 4
LONGEST = 160

Quotes = Mapping[Place, str]


def most_confused(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Those of the confused cells, fullest first, that a report quotes."""
    return tuple(cells)[:MOST_PAIRS_OF_LABELS]


def places_to_quote(report: AgreementReport) -> list[Place]:
    """The first places of the most confused labels of each pair."""
    return [
        place
        for pair in report.pairs
        for cell in most_confused(pair.confusion.confused)
        for place in cell.places[:MOST_PLACES]
    ]


def quotes(
    project: Project, places: Iterable[Place], report: Reporter = silent
) -> dict[Place, str]:
    """The text of each place on one line, at most `LONGEST` characters of it.

    Each page is read once. Units of progress are pages.
    """
    by_page: dict[int, list[Place]] = {}
    for place in places:
        by_page.setdefault(place.page, []).append(place)
    found: dict[Place, str] = {}
    with project.store.read() as transaction:
        for number, (_, wanted) in enumerate(sorted(by_page.items())):
            report(Progress(number, len(by_page)))
            text = transaction.pages.document(wanted[0].page).text
            for place in wanted:
                found[place] = _shortened(text[place.span.start : place.span.end])
    return found


def yet_to_label(project: Project, places: Iterable[Place], annotator: str) -> frozenset[PageId]:
    """Those of `pages_yet_to_label` on which the places are."""
    return pages_yet_to_label(project, {one.page for one in places}, annotator)


def pages_yet_to_label(
    project: Project, pages: Iterable[PageId], annotator: str
) -> frozenset[PageId]:
    """The blind pages that the annotator has begun, or was given, and has not finished.

    How others labelled them is not to be seen before.
    """
    with project.store.read() as transaction:
        author = transaction.annotators.find(annotator)
        if author is None:
            return frozenset()
        given = set(transaction.assignments.of_annotator(author))
        found = set()
        for page in filter(transaction.pages.is_blind, pages):
            status = transaction.sets.load(page, author).status
            if status is Status.IN_PROGRESS or (status is Status.NEW and page in given):
                found.add(page)
    return frozenset(found)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
