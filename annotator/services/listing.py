"""The list of pages."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.journal import Status
from annotator.core.pages import PageFacts, PageId, PageRow
from annotator.services.projects import Project


def page_rows(
    project: Project,
    annotator: str | None = None,
    *,
    status: Status | None = None,
    text: str = "",
    given_to: str | None = None,
    after: int = 0,
    limit: int | None = None,
) -> list[PageRow]:
    """The pages as the annotator sees them, by number.

    Without an annotator the gold set speaks for a page once it is finished, and before that the set
    that is furthest on. `status`, `text` (found in title, address or site, whatever its case) and
    `given_to` (who was given the page) leave out the others; `after` and `limit` say which part of
    the whole list is looked at. Somebody who has labelled nothing yet sees every page as new.
    """
    with project.store.read() as transaction:
        author = None if annotator is None else transaction.annotators.find(annotator)
        rows = transaction.pages.rows(author, after, limit)
        if given_to is not None:
            holder = transaction.annotators.find(given_to)
            held = set() if holder is None else set(transaction.assignments.of_annotator(holder))
            rows = [row for row in rows if row.page in held]
    if annotator is not None and author is None:
        rows = [
            replace(row, status=Status.NEW, undecided_count=row.block_count, annotator=None)
            for row in rows
        ]
    wanted = text.casefold()
    return [
        row
        for row in rows
        if (status is None or row.status is status) and (not wanted or _holds(row, wanted))
    ]


def page_facts(project: Project, page: PageId) -> PageFacts:
    """What reading the page told; `UserError` where there is no such page."""
    with project.store.read() as transaction:
        return transaction.pages.facts(page)


def annotator_names(project: Project) -> tuple[str, ...]:
    """Everybody under whose name sets can stand, in the order of joining; “gold” and forks too."""
    with project.store.read() as transaction:
        return tuple(name for _, name in transaction.annotators.all())


def people_names(project: Project) -> tuple[str, ...]:
    """Everybody who is a person, in the order of joining."""
    with project.store.read() as transaction:
        return tuple(name for _, name in transaction.annotators.people())


def _holds(row: PageRow, wanted: str) -> bool:
    return any(wanted in field.casefold() for field in (row.title, row.url or "", row.site))
