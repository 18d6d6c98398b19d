"""Comments and verdicts, as they were written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind
from annotator.core.spans import Span
from annotator.storage.annotators import AnnotatorRepository
from annotator.storage.damage import damage_told
from annotator.storage.mapping import storable
from annotator.storage.tables import annotators, remarks

_AUTHORS = annotators.alias("authors")
_SUBJECTS = annotators.alias("subjects")
_ALL: Select[Any] = (
    select(remarks, _AUTHORS.c.name.label("author"), _SUBJECTS.c.name.label("about"))
    .join(_AUTHORS, _AUTHORS.c.id == remarks.c.author_id)
    .join(_SUBJECTS, _SUBJECTS.c.id == remarks.c.about_id, isouter=True)
    .order_by(remarks.c.page_id, remarks.c.made_at, remarks.c.id)
)


class RemarkRepository:
    """The remarks of a project. They only ever grow in number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Iterable[Remark]) -> int:
        """Keep those of the remarks that are not here yet, by id; how many those were.

        The people they name are added if need be; `UserError` where a name is none. Where an
        assignment stands is not touched: see `SetRepository.set_status`.
        """
        wanted = {one.id: one for one in new}
        held = select(remarks.c.id).where(remarks.c.id.in_(wanted))
        for known in self._connection.execute(held).scalars():
            del wanted[known]
        if wanted:
            people = AnnotatorRepository(self._connection)
            ids: dict[str, int | None] = {}
            for one in wanted.values():
                for name in (one.author, *([one.about] if one.about else [])):
                    if name not in ids:
                        ids[name] = people.find_or_add(name)
            rows = [_values(one, {"": None, **ids}) for one in wanted.values()]
            self._connection.execute(insert(remarks), rows)
        return len(wanted)

    def of_page(self, page: PageId) -> list[Remark]:
        """All remarks on a page, the earliest first."""
        found = self._connection.execute(_ALL.where(remarks.c.page_id == page))
        with damage_told(f"A remark on page {page}"):
            return [_remark(row) for row in found]

    def all(self) -> list[Remark]:
        """All remarks of the project, by page and then the earliest first."""
        with damage_told("A remark"):
            return [_remark(row) for row in self._connection.execute(_ALL)]


def _values(one: Remark, ids: dict[str, int | None]) -> dict[str, Any]:
    return {
        "id": one.id,
        "page_id": one.page,
        "thread": one.thread,
        "kind": one.kind.value,
        "author_id": ids[one.author],
        "about_id": ids[one.about],
        "start": None if one.span is None else one.span.start,
        "end": None if one.span is None else one.span.end,
        "quote": storable(one.quote),
        "text": storable(one.text),
        "revision": one.revision,
        "made_at": one.made_at,
    }


def _remark(row: Row[Any]) -> Remark:
    return Remark(
        id=row.id,
        page=PageId(row.page_id),
        thread=row.thread,
        kind=RemarkKind(row.kind),
        author=row.author,
        made_at=row.made_at,
        text=row.text,
        about=row.about or "",
        span=None if row.start is None else Span(row.start, row.end),
        quote=row.quote,
        revision=row.revision,
    )
