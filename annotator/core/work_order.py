"""In which order to label pages, so that what was labelled helps with what comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import chain

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow
from annotator.core.prospects import Prospect

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


class Order(StrEnum):
    """What decides where a page stands."""

    IMPORTED = "imported"
    """Its number."""
    DATE = "date"
    """When it was fetched, the newest first; those of unknown date come last."""
    DOUBT = "doubt"
    """How doubtful its proposals are, the most first; what is finished comes last."""
    TEMPLATE = "template"
    """One page of each template first, the most doubtful first, then the others by template."""


def in_order(
    rows: Sequence[PageRow],
    order: Order,
    *,
    dates: Mapping[PageId, datetime],
    prospects: Mapping[PageId, Prospect],
) -> list[PageId]:
    """All of the pages in that order; those that are alike in it come by number.

    A page without a prospect is a template of its own, and comes behind those whose doubt is known.
    """
    ordered = sorted(rows, key=lambda row: row.page)
    match order:
        case Order.IMPORTED:
            pass
        case Order.DATE:
            ordered.sort(key=lambda row: _newest_first(dates.get(row.page)))
        case Order.DOUBT:
            ordered.sort(key=lambda row: (row.status in _DONE, _doubt(row, prospects)))
        case Order.TEMPLATE:
            ordered = _by_template(ordered, prospects)
    return [row.page for row in ordered]


def _by_template(rows: Sequence[PageRow], prospects: Mapping[PageId, Prospect]) -> list[PageRow]:
    """The first page of each template, then the others, template by template in the same order.

    First of a template comes one that is finished; else the most doubtful one, if need be a blind
    one, since from that nothing can be learned for the others.
    """
    templates: dict[int, list[PageRow]] = defaultdict(list)
    for row in rows:
        known = prospects.get(row.page)
        templates[known.template if known else row.page].append(row)
    for members in templates.values():
        members.sort(key=lambda row: (_doubt(row, prospects), row.page))
        first = min(members, key=lambda row: (row.status not in _DONE, row.is_blind))
        members.remove(first)
        members.insert(0, first)
    ordered = sorted(templates.values(), key=lambda members: _doubt(members[0], prospects))
    return [members[0] for members in ordered] + list(
        chain.from_iterable(members[1:] for members in ordered)
    )


def _newest_first(date: datetime | None) -> tuple[bool, float]:
    return (True, 0.0) if date is None else (False, -date.timestamp())


def _doubt(row: PageRow, prospects: Mapping[PageId, Prospect]) -> tuple[bool, float]:
    """What sorts the most doubtful first; for a blind page nothing was proposed, so nothing is."""
    known = prospects.get(row.page)
    return (True, 0.0) if known is None else (False, -known.doubt)
