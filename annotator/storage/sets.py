"""Annotation sets and the journal that made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.errors import BugError, EditConflict
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.counting import LabelCount, label_counts
from annotator.storage.damage import damage_told
from annotator.storage.lessons import Lesson, lessons
from annotator.storage.mapping import annotation_of, annotation_values, line_of, line_values
from annotator.storage.pages import newest_document, no_page
from annotator.storage.tables import (
    annotation_rows,
    annotation_sets,
    annotators,
    documents,
    journal,
)

# Statements that run with every save are built once.
_FIND = select(annotation_sets).where(
    annotation_sets.c.page_id == bindparam("page"),
    annotation_sets.c.annotator_id == bindparam("annotator"),
)
_ADVANCE = (
    update(annotation_sets)
    .where(
        annotation_sets.c.page_id == bindparam("page"),
        annotation_sets.c.annotator_id == bindparam("annotator"),
        annotation_sets.c.revision == bindparam("old_revision"),
    )
    .values(
        status=bindparam("new_status"),
        undecided_count=bindparam("new_undecided_count"),
        revision=bindparam("new_revision"),
    )
    .returning(annotation_sets.c.id)
)
_ADD_ANNOTATIONS = insert(annotation_rows)
_ADD_LINES = insert(journal)
_JOURNAL = (
    select(journal)
    .join(annotation_sets)
    .where(
        annotation_sets.c.page_id == bindparam("page"),
        annotation_sets.c.annotator_id == bindparam("annotator"),
    )
    .order_by(journal.c.sequence)
)
_LINES = select(journal).where(journal.c.set_id == bindparam("set")).order_by(journal.c.sequence)
_ANNOTATIONS = (
    select(annotation_rows)
    .where(annotation_rows.c.set_id == bindparam("set"))
    .order_by(annotation_rows.c.start)
)
_REMOVE = delete(annotation_rows).where(
    annotation_rows.c.set_id == bindparam("old_set"),
    annotation_rows.c.start == bindparam("old_start"),
    annotation_rows.c.end == bindparam("old_end"),
    annotation_rows.c.label == bindparam("old_label"),
)
_NO_ANNOTATIONS = AnnotationSet()


class StaleSet(EditConflict):
    """The stored set is at another revision than the lines to append build on."""


@dataclass(frozen=True, slots=True)
class StoredSet:
    """One annotator's set as it is stored.

    `lines` are its whole journal, oldest first, and `revision` is their number.
    """

    annotations: AnnotationSet = _NO_ANNOTATIONS
    lines: tuple[JournalLine, ...] = ()
    status: Status = Status.NEW
    revision: int = 0


@dataclass(frozen=True, slots=True)
class AuthoredSet:
    """A set with its author, for those who show or export a page; its journal stays behind."""

    annotator_id: AnnotatorId
    annotator: str
    status: Status
    revision: int
    undecided_count: int
    annotations: AnnotationSet


class SetRepository:
    """The sets of a project, one for each page and annotator once a line was appended."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self, page: PageId, annotator: AnnotatorId) -> StoredSet:
        """The annotator's set on the page: empty, new and of revision 0 where none is stored."""
        key = {"page": page, "annotator": annotator}
        row = self._connection.execute(_FIND, key).one_or_none()
        if row is None:
            return StoredSet()
        with damage_told(f"A set of page {page}"):
            return StoredSet(
                annotations=self._annotations(row.id),
                lines=tuple(map(line_of, self._connection.execute(_LINES, {"set": row.id}))),
                status=Status(row.status),
                revision=row.revision,
            )

    def page_changed_last(self, annotator: AnnotatorId) -> PageId | None:
        """The page on which the annotator made the newest step of all, None before the first."""
        newest = (
            select(annotation_sets.c.page_id)
            .join(journal, journal.c.set_id == annotation_sets.c.id)
            .where(annotation_sets.c.annotator_id == annotator)
            .order_by(journal.c.made_at.desc(), annotation_sets.c.id.desc())
            .limit(1)
        )
        found = self._connection.execute(newest).scalar_one_or_none()
        return None if found is None else PageId(found)

    def append(
        self,
        page: PageId,
        annotator: AnnotatorId,
        revision: int,
        lines: Sequence[JournalLine],
        undecided_count: int,
    ) -> int:
        """Write lines that were made on the set at `revision`, and answer the new revision.

        Only the annotations that the lines change are written. `undecided_count` is that of the
        set after the last line. Raises `StaleSet`, and writes nothing, where the stored set has
        another revision; `UserError` where there is no such page.
        """
        if not lines:
            return revision
        set_id = self._advance(page, annotator, revision, lines, undecided_count)
        removed, added = _difference(lines)
        if removed:
            self._remove(set_id, removed)
        if added:
            self._connection.execute(
                _ADD_ANNOTATIONS, [annotation_values(set_id, one) for one in sorted(added)]
            )
        self._connection.execute(
            _ADD_LINES,
            [
                line_values(set_id, annotator, sequence, line)
                for sequence, line in enumerate(lines, revision + 1)
            ],
        )
        return revision + len(lines)

    def of_page(self, page: PageId) -> list[AuthoredSet]:
        """All sets of the page, in the order in which their annotators joined."""
        wanted = (
            select(annotation_sets, annotators.c.name)
            .join(annotators)
            .where(annotation_sets.c.page_id == page)
            .order_by(annotation_sets.c.annotator_id)
        )
        found = self._connection.execute(wanted).all()
        with damage_told(f"A set of page {page}"):
            return [
                AuthoredSet(
                    annotator_id=AnnotatorId(row.annotator_id),
                    annotator=row.name,
                    status=Status(row.status),
                    revision=row.revision,
                    undecided_count=row.undecided_count,
                    annotations=self._annotations(row.id),
                )
                for row in found
            ]

    def by_label(self) -> list[LabelCount]:
        """How much each annotator labelled as what, by annotator in order of joining, then label.

        Reads the blocks of every labelled document once.
        """
        return label_counts(self._connection)

    def annotations(self, page: PageId, annotator: AnnotatorId) -> AnnotationSet:
        """The annotator's annotations of the page, without their journal."""
        row = self._connection.execute(_FIND, {"page": page, "annotator": annotator}).one_or_none()
        if row is None:
            return AnnotationSet()
        with damage_told(f"A set of page {page}"):
            return self._annotations(row.id)

    def lessons(self, site: str | None = None) -> list[Lesson]:
        """The sets to learn from, of the project or of one site, the earliest first."""
        return lessons(self._connection, site)

    def journal(self, page: PageId, annotator: AnnotatorId) -> tuple[JournalLine, ...]:
        """The whole journal of a set, oldest line first; nothing where there is no set."""
        key = {"page": page, "annotator": annotator}
        with damage_told(f"The journal of a set of page {page}"):
            return tuple(map(line_of, self._connection.execute(_JOURNAL, key)))

    def _annotations(self, set_id: int) -> AnnotationSet:
        rows = self._connection.execute(_ANNOTATIONS, {"set": set_id})
        return AnnotationSet(tuple(map(annotation_of, rows)))

    def _advance(
        self,
        page: PageId,
        annotator: AnnotatorId,
        revision: int,
        lines: Sequence[JournalLine],
        undecided_count: int,
    ) -> int:
        """Bring the set's own row to the revision after the lines; answers its id."""
        values = {
            "new_status": lines[-1].status.value,
            "new_undecided_count": undecided_count,
            "new_revision": revision + len(lines),
        }
        key = {"page": page, "annotator": annotator}
        advanced = self._connection.execute(_ADVANCE, {**values, **key, "old_revision": revision})
        set_id: int | None = advanced.scalar_one_or_none()
        if set_id is not None:
            return set_id
        if revision or self._connection.execute(_FIND, key).first() is not None:
            raise _stale(page)
        added = self._connection.execute(
            insert(annotation_sets)
            .values(
                page_id=page,
                annotator_id=annotator,
                document_id=self._document_of(page),
                status=values["new_status"],
                undecided_count=undecided_count,
                revision=values["new_revision"],
            )
            .returning(annotation_sets.c.id)
        )
        return int(added.scalar_one())

    def _document_of(self, page: PageId) -> int:
        found: int | None = self._connection.execute(
            newest_document(page, documents.c.id)
        ).scalar_one_or_none()
        if found is None:
            raise no_page(page)
        return found

    def _remove(self, set_id: int, removed: set[Annotation]) -> None:
        result = self._connection.execute(
            _REMOVE,
            [
                {
                    "old_set": set_id,
                    "old_start": one.span.start,
                    "old_end": one.span.end,
                    "old_label": one.label,
                }
                for one in removed
            ],
        )
        if result.rowcount != len(removed):
            raise BugError(f"set {set_id} does not hold what its journal replaces")


def _stale(page: PageId) -> StaleSet:
    return StaleSet(
        f"Page {page} was changed meanwhile, in another window or by another program.",
        "Look at the page as it is now and label it again.",
    )


def _difference(lines: Sequence[JournalLine]) -> tuple[set[Annotation], set[Annotation]]:
    """Which annotations the lines take away, and which they bring, once all are applied."""
    removed: set[Annotation] = set()
    added: set[Annotation] = set()
    for line in lines:
        before, after = line.edit.before, line.edit.after
        removed |= before - added
        added -= before
        added |= after - removed
        removed -= after
    return removed, added
