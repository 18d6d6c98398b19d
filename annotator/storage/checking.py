"""Whether rows that belong together are there together."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from annotator.core.decisions import GOLD
from annotator.storage.tables import (
    annotation_sets,
    annotators,
    assignments,
    documents,
    guidelines,
    journal,
    page_contents,
    pages,
)


def record_problems(connection: Connection) -> list[str]:
    """What foreign keys cannot say, as sentences.

    Missing bytes or documents, gaps in a journal or in the guidelines, pages given to no person.
    """
    problems = []
    for part, table in (("bytes", page_contents), ("document", documents)):
        lacking = select(pages.c.id).where(
            ~select(table.c.page_id).where(table.c.page_id == pages.c.id).exists()
        )
        problems += [
            f"Page {page} has lost its {part}."
            for page in connection.execute(lacking.order_by(pages.c.id)).scalars()
        ]
    lines = (
        select(
            journal.c.set_id,
            func.count().label("count"),
            func.min(journal.c.sequence).label("first"),
            func.max(journal.c.sequence).label("last"),
        )
        .group_by(journal.c.set_id)
        .subquery()
    )
    count = func.coalesce(lines.c.count, 0)
    broken = (
        select(annotation_sets.c.id, annotation_sets.c.page_id)
        .join(lines, lines.c.set_id == annotation_sets.c.id, isouter=True)
        .where(
            or_(
                annotation_sets.c.revision != count,
                (count > 0) & ((lines.c.first != 1) | (lines.c.last != count)),
            )
        )
        .order_by(annotation_sets.c.id)
    )
    problems += [
        f"The journal of set {row.id} on page {row.page_id} has gaps."
        for row in connection.execute(broken)
    ]
    astray = (
        select(annotation_sets.c.id, annotation_sets.c.page_id)
        .join(documents, documents.c.id == annotation_sets.c.document_id)
        .where(documents.c.page_id != annotation_sets.c.page_id)
        .order_by(annotation_sets.c.id)
    )
    problems += [
        f"Set {row.id} on page {row.page_id} belongs to the document of another page."
        for row in connection.execute(astray)
    ]
    return [*problems, *_team_problems(connection)]


def _team_problems(connection: Connection) -> list[str]:
    """Pages given to nobody's name, and versions of guidelines that lack."""
    given = (
        select(assignments.c.page_id, annotators.c.name)
        .join(annotators, annotators.c.id == assignments.c.annotator_id)
        .where((annotators.c.name == GOLD) | annotators.c.fork_of.is_not(None))
        .order_by(assignments.c.page_id, annotators.c.id)
    )
    problems = [
        f"Page {row.page_id} was given to “{row.name}”, who is no person."
        for row in connection.execute(given)
    ]
    versions = connection.execute(select(guidelines.c.version).order_by(guidelines.c.version))
    found = list(versions.scalars())
    if found != list(range(1, len(found) + 1)):
        problems.append("The versions of the guidelines have gaps.")
    return problems + _received_problems(connection)


def _received_problems(connection: Connection) -> list[str]:
    """Sets of which more was received than there is, and second versions of second versions."""
    more = select(annotation_sets.c.id, annotation_sets.c.page_id).where(
        or_(
            annotation_sets.c.received_revision > annotation_sets.c.revision,
            annotation_sets.c.received_revision < 0,
        )
    )
    problems = [
        f"Of set {row.id} on page {row.page_id} more was received than there is."
        for row in connection.execute(more.order_by(annotation_sets.c.id))
    ]
    origin = annotators.alias("origin")
    nested = (
        select(annotators.c.name)
        .join(origin, origin.c.id == annotators.c.fork_of)
        .where(or_(origin.c.fork_of.is_not(None), origin.c.id == annotators.c.id))
        .order_by(annotators.c.id)
    )
    problems += [
        f"“{name}” is a second version of what is one itself."
        for name in connection.execute(nested).scalars()
    ]
    return problems
