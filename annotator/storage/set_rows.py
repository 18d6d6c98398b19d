"""Reading the rows of annotation sets: annotations, journals, and all sets of a page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.core.spans import Span
from annotator.storage.damage import damage_told
from annotator.storage.mapping import line_of
from annotator.storage.tables import annotation_rows, annotation_sets, annotators, journal

# Statements that run with every save are built once.
_LINES = select(journal).where(journal.c.set_id == bindparam("set")).order_by(journal.c.sequence)
_ANNOTATIONS = (
    select(
        annotation_rows.c.start,
        annotation_rows.c.end,
        annotation_rows.c.label,
        annotation_rows.c.origin,
        annotation_rows.c.note,
        annotation_rows.c.uncertain,
    )
    .where(annotation_rows.c.set_id == bindparam("set"))
    .order_by(annotation_rows.c.start)
)
ORIGINS = {origin.value: origin for origin in Origin}
"""Every origin by its word: a dictionary is quicker than the enumeration."""


@dataclass(frozen=True, slots=True)
class AuthoredSet:
    """A set with its author, for those who show, compare or export a page; its journal stays out.

    `fork_of` names whose set it was before it was changed in two places, None for any other.
    `guideline_version` is that of its last step, None where there were none.
    """

    annotator_id: AnnotatorId
    annotator: str
    status: Status
    revision: int
    undecided_count: int
    annotations: AnnotationSet
    fork_of: str | None = None
    guideline_version: int | None = None


def annotations_of(connection: Connection, set_id: int) -> AnnotationSet:
    """The annotations of a set."""
    # Read by place, and origins from a table: a set of thousands opens in half the time.
    return AnnotationSet(
        tuple(
            [
                Annotation(Span(start, end), label, ORIGINS[origin], note, uncertain)
                for start, end, label, origin, note, uncertain in connection.execute(
                    _ANNOTATIONS, {"set": set_id}
                ).all()
            ]
        )
    )


def lines_of(connection: Connection, set_id: int, owner: int) -> tuple[JournalLine, ...]:
    """The whole journal of a set, oldest line first; steps of others than its owner are signed."""
    rows = connection.execute(_LINES, {"set": set_id}).all()
    others = {row.annotator_id for row in rows} - {owner}
    names: dict[int, str] = {}
    if others:
        wanted = select(annotators.c.id, annotators.c.name).where(annotators.c.id.in_(others))
        names = {row.id: row.name for row in connection.execute(wanted)}
    return tuple(line_of(row, names.get(row.annotator_id, "")) for row in rows)


def sets_of_page(connection: Connection, page: PageId) -> list[AuthoredSet]:
    """All sets of the page, in the order in which their annotators joined."""
    origin = annotators.alias("origin")
    wanted = (
        select(annotation_sets, annotators.c.name, origin.c.name.label("fork_of"))
        .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
        .join(origin, origin.c.id == annotators.c.fork_of, isouter=True)
        .where(annotation_sets.c.page_id == page)
        .order_by(annotation_sets.c.annotator_id)
    )
    found = connection.execute(wanted).all()
    with damage_told(f"A set of page {page}"):
        return [
            AuthoredSet(
                annotator_id=AnnotatorId(row.annotator_id),
                annotator=row.name,
                status=Status(row.status),
                revision=row.revision,
                undecided_count=row.undecided_count,
                annotations=annotations_of(connection, row.id),
                fork_of=row.fork_of,
                guideline_version=row.guideline_version,
            )
            for row in found
        ]
