"""In which order the pages of a project are worked on."""

from __future__ import annotations

from annotator.core.pages import PageId
from annotator.core.work_order import Order, in_order
from annotator.services.listing import page_rows
from annotator.services.projects import Project

__all__ = ["Order", "ordered"]


def ordered(project: Project, order: Order, annotator: str | None = None) -> list[PageId]:
    """All pages in that order, as the annotator stands with them, or whoever is furthest on.

    Orders by doubt and by template rest on what `prospects.fill_prospects` found; a page that it
    has not looked at comes behind the others. `core.work_order` says the rest.
    """
    rows = page_rows(project, annotator)
    if order is Order.IMPORTED:
        return [row.page for row in rows]
    with project.store.read() as transaction:
        dates = transaction.work.dates() if order is Order.DATE else {}
        prospects = {} if order is Order.DATE else transaction.prospects.all()
    return in_order(rows, order, dates=dates, prospects=prospects)
