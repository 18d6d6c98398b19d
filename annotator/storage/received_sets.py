"""Sets that come from a colleague's project: journals put behind others, and second versions.

A set may go by another name afterwards; its journal lines stay, as the journal is append-only. They
are signed with the person whose work it is, whatever name the set has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from annotator.core.annotations import AnnotationSet
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.annotators import AnnotatorRepository
from annotator.storage.damage import damage_told
from annotator.storage.mapping import annotation_values, line_values
from annotator.storage.pages import newest_document
from annotator.storage.set_rows import annotations_of, lines_of
from annotator.storage.tables import (
    annotation_rows,
    annotation_sets,
    annotators,
    assignments,
    documents,
    journal,
)

_MOVE = (
    update(annotation_sets)
    .where(annotation_sets.c.id == bindparam("moved_set"))
    .values(annotator_id=bindparam("new_owner"))
)


@dataclass(frozen=True, slots=True)
class HeldSet:
    """A set of a page with its whole journal, and how much of that came from elsewhere."""

    set_id: int
    annotator: str
    status: Status
    undecided_count: int
    revision: int
    received_revision: int
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class ReceivedSet:
    """What becomes of a set: its whole journal, the set that it leads to, and what is known of it.

    `person` is who signs the lines that nobody else signed.
    """

    person: AnnotatorId
    lines: tuple[JournalLine, ...]
    annotations: AnnotationSet
    undecided_count: int
    guideline_version: int | None


class ReceivedSetRepository:
    """The sets of a project as a bundle changes them. Statuses are set by `set_status` alone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def families(self) -> dict[str, str]:
        """Every name that stands for the second version of somebody's sets, and whose."""
        origin = annotators.alias("origin")
        wanted = select(annotators.c.name, origin.c.name.label("person")).join(
            origin, origin.c.id == annotators.c.fork_of
        )
        return {row.name: row.person for row in self._connection.execute(wanted)}

    def of_page(self, page: PageId, person: str | None = None) -> list[HeldSet]:
        """The sets of the page, or the versions of one person's set; by order of joining."""
        wanted = (
            select(annotation_sets, annotators.c.name)
            .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
            .where(annotation_sets.c.page_id == page)
            .order_by(annotation_sets.c.annotator_id)
        )
        if person is not None:
            found = AnnotatorRepository(self._connection).find(person)
            if found is None:
                return []
            wanted = wanted.where(or_(annotators.c.id == found, annotators.c.fork_of == found))
        rows = self._connection.execute(wanted).all()
        with damage_told(f"A set of page {page}"):
            return [
                HeldSet(
                    row.id,
                    row.name,
                    Status(row.status),
                    row.undecided_count,
                    row.revision,
                    row.received_revision,
                    lines_of(self._connection, row.id, row.annotator_id),
                )
                for row in rows
            ]

    def owner(self, name: str, person: str) -> AnnotatorId:
        """The annotator of that name, added if need be: `person`, or a second name of theirs."""
        people = AnnotatorRepository(self._connection)
        origin = people.find_or_add(person)
        if name == person:
            return origin
        found = people.find(name)
        if found is None:
            added = insert(annotators).values(name=name, fork_of=origin).returning(annotators.c.id)
            return AnnotatorId(self._connection.execute(added).scalar_one())
        return found

    def rename(self, moves: Mapping[int, AnnotatorId]) -> None:
        """Let sets go by other names; what one of them leaves another may take."""
        if not moves:
            return
        # Each name has one set of a page at most, also on the way.
        passing = [
            {"name": f"(set {set_id} is on its way)", "set_id": set_id} for set_id in sorted(moves)
        ]
        stops = {
            one["set_id"]: self._connection.execute(
                insert(annotators).values(name=one["name"]).returning(annotators.c.id)
            ).scalar_one()
            for one in passing
        }
        for owners in (stops, moves):
            self._connection.execute(
                _MOVE,
                [{"moved_set": set_id, "new_owner": owners[set_id]} for set_id in sorted(moves)],
            )
        gone = delete(annotators).where(annotators.c.id.in_(list(stops.values())))
        self._connection.execute(gone)

    def extend(self, held: HeldSet, received: ReceivedSet) -> None:
        """Put the lines that a set lacks behind those that it has, whatever its status."""
        self._connection.execute(
            update(annotation_sets)
            .where(annotation_sets.c.id == held.set_id)
            .values(**_set_values(received))
        )
        old = frozenset(annotations_of(self._connection, held.set_id))
        new = frozenset(received.annotations)
        removed = [one.span.start for one in old - new]
        gone = delete(annotation_rows).where(
            annotation_rows.c.set_id == held.set_id, annotation_rows.c.start == bindparam("gone")
        )
        if removed:
            self._connection.execute(gone, [{"gone": start} for start in sorted(removed)])
        self._add_rows(held.set_id, sorted(new - old), received, held.revision)

    def add(self, page: PageId, annotator: AnnotatorId, received: ReceivedSet) -> None:
        """Keep a set that is new; it is *new* until its status is set."""
        document = newest_document(page, documents.c.id).scalar_subquery()
        added = self._connection.execute(
            insert(annotation_sets)
            .values(
                page_id=page,
                annotator_id=annotator,
                document_id=document,
                status=Status.NEW.value,
                **_set_values(received),
            )
            .returning(annotation_sets.c.id)
        )
        self._add_rows(int(added.scalar_one()), list(received.annotations), received, 0)

    def set_status(self, held: HeldSet, status: Status) -> None:
        """Say where a set stands."""
        self._connection.execute(
            update(annotation_sets)
            .where(annotation_sets.c.id == held.set_id)
            .values(status=status.value)
        )

    def assign(self, page: PageId, annotator: AnnotatorId, given_at: datetime) -> bool:
        """Keep an assignment, of two the earlier; whether it is new."""
        kept = assignments.c
        key = (kept.page_id == page) & (kept.annotator_id == annotator)
        held = self._connection.execute(select(kept.given_at).where(key)).scalar_one_or_none()
        if held is None:
            self._connection.execute(
                insert(assignments).values(page_id=page, annotator_id=annotator, given_at=given_at)
            )
        elif given_at < held:
            self._connection.execute(update(assignments).where(key).values(given_at=given_at))
        return held is None

    def _add_rows(
        self, set_id: int, added: Sequence[Any], received: ReceivedSet, revision: int
    ) -> None:
        if added:
            self._connection.execute(
                insert(annotation_rows), [annotation_values(set_id, one) for one in added]
            )
        people = AnnotatorRepository(self._connection)
        lines = received.lines[revision:]
        ids = {
            name: people.find_or_add(name)
            for name in sorted({one.author for one in lines if one.author})
        }
        rows = [
            line_values(set_id, ids.get(line.author, received.person), sequence, line)
            for sequence, line in enumerate(lines, revision + 1)
        ]
        if rows:
            self._connection.execute(insert(journal), rows)


def _set_values(received: ReceivedSet) -> dict[str, Any]:
    return {
        "undecided_count": received.undecided_count,
        "revision": len(received.lines),
        "received_revision": len(received.lines),
        "guideline_version": received.guideline_version,
    }
