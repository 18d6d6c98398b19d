"""The list of pages: columns of two small tables, put together in memory.

The best of several sets of a page is found here and not in the query: for 100,000 pages that is
quicker than any window function, and every database does it alike.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, select

from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageRow
from annotator.storage.damage import damage_told
from annotator.storage.tables import annotation_sets, annotators, pages

# From the furthest on. What was returned needs work again, so what is finished is further.
_ORDER = (Status.ACCEPTED, Status.FINISHED, Status.RETURNED, Status.IN_PROGRESS, Status.NEW)
_DISTANCES = {status.value: distance for distance, status in enumerate(_ORDER)}
_DONE = frozenset({Status.ACCEPTED.value, Status.FINISHED.value})
_UNTOUCHED = (len(_ORDER), 0, 0)


def page_rows(
    connection: Connection, annotator: AnnotatorId | None, after: int, limit: int | None
) -> list[PageRow]:
    """The rows of `PageRepository.rows`."""
    wanted = (
        select(
            pages.c.id,
            pages.c.title,
            pages.c.url,
            pages.c.site,
            pages.c.block_count,
            pages.c.cut.is_not(None),
            pages.c.encoding,
            pages.c.is_blind,
            pages.c.is_calibration,
        )
        .where(pages.c.id > after)
        .order_by(pages.c.id)
        .limit(limit)
    )
    found = connection.execute(wanted).all()
    if not found:
        return []
    shown: list[ColumnElement[bool]] = [
        annotation_sets.c.page_id.between(found[0][0], found[-1][0])
    ]
    if annotator is not None:
        shown.append(annotation_sets.c.annotator_id == annotator)
    names = _names(connection)
    gold, forks = (None, set()) if annotator is not None else _no_people(connection)
    furthest = _furthest_sets(connection, shown, gold, forks)
    rows = []
    for page, title, url, site, block_count, is_cut, encoding, is_blind, is_calibration in found:
        work = furthest.get(page)
        if work is None:
            status, undecided_count, name = Status.NEW, block_count, None
        else:
            status, undecided_count, name = _ORDER[work[0]], work[1], names[work[2]]
        rows.append(
            PageRow(
                page,
                title,
                url,
                site,
                status,
                block_count,
                undecided_count,
                is_cut,
                encoding,
                name,
                is_blind,
                is_calibration,
            )
        )
    return rows


def _names(connection: Connection) -> dict[int, str | None]:
    people = connection.execute(select(annotators.c.id, annotators.c.name)).all()
    return {author: name for author, name in people}  # noqa: C416 - rows are no pairs to mypy


def _no_people(connection: Connection) -> tuple[int | None, set[int]]:
    """Who stands for the gold sets, if they do yet, and all who stand for a fork."""
    wanted = select(annotators.c.id, annotators.c.name, annotators.c.fork_of)
    others = connection.execute(
        wanted.where((annotators.c.name == GOLD) | annotators.c.fork_of.is_not(None))
    ).all()
    gold = next((row.id for row in others if row.name == GOLD), None)
    return gold, {row.id for row in others if row.fork_of is not None}


def _furthest_sets(
    connection: Connection, shown: list[ColumnElement[bool]], gold: int | None, forks: set[int]
) -> dict[int, tuple[int, int, int]]:
    """For each page with a set among those shown, of the furthest one: how far, and whose it is.

    Place in `_ORDER`, undecided blocks and annotator, so that the smallest is the furthest. The
    gold set speaks before all others once it is done, and never before; forks never speak.
    """
    wanted = select(
        annotation_sets.c.page_id,
        annotation_sets.c.status,
        annotation_sets.c.undecided_count,
        annotation_sets.c.annotator_id,
    ).where(*shown)
    furthest: dict[int, tuple[int, int, int]] = {}
    settled: dict[int, tuple[int, int, int]] = {}
    found = connection.execute(wanted).all()
    with damage_told("The status of a set"):
        for page, status, undecided_count, author in found:
            work = (_DISTANCES[status], undecided_count, author)
            if author == gold:
                if status in _DONE:
                    settled[page] = work
            elif author not in forks and work < furthest.get(page, _UNTOUCHED):
                furthest[page] = work
    return furthest | settled
