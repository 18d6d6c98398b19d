"""Annotation sets and the journal that made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Boolean, Connection, bindparam, case, delete, func, insert, select, update

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.errors import BugError, EditConflict
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.annotators import AnnotatorRepository
from annotator.storage.counting import LabelCount, label_counts
from annotator.storage.damage import damage_told
from annotator.storage.lessons import Lesson, lessons
from annotator.storage.mapping import annotation_values, line_values
from annotator.storage.pages import newest_document, no_page
from annotator.storage.set_rows import AuthoredSet, annotations_of, lines_of, sets_of_page
from annotator.storage.tables import (
    annotation_rows,
    annotation_sets,
    documents,
    guidelines,
    journal,
)

# Statements that run with every save are built once.
_FIND = select(annotation_sets).where(
    annotation_sets.c.page_id == bindparam("page"),
    annotation_sets.c.annotator_id == bindparam("annotator"),
)
_GUIDELINES = select(func.max(guidelines.c.version)).scalar_subquery()
_ADVANCE = (
    update(annotation_sets)
    .where(
        annotation_sets.c.page_id == bindparam("page"),
        annotation_sets.c.annotator_id == bindparam("annotator"),
        annotation_sets.c.revision == bindparam("old_revision"),
        annotation_sets.c.status != Status.ACCEPTED.value,
    )
    .values(
        # What was returned stays so until it is finished anew, also if nobody there heard of it.
        status=case(
            (
                (annotation_sets.c.status == Status.RETURNED.value)
                & bindparam("is_unfinished", type_=Boolean),
                Status.RETURNED.value,
            ),
            else_=bindparam("new_status"),
        ),
        undecided_count=bindparam("new_undecided_count"),
        revision=bindparam("new_revision"),
        guideline_version=_GUIDELINES,
    )
    .returning(annotation_sets.c.id)
)
_ADD_ANNOTATIONS = insert(annotation_rows)
_ADD_LINES = insert(journal)
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
                annotations=annotations_of(self._connection, row.id),
                lines=lines_of(self._connection, row.id, annotator),
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
        another revision; `EditConflict` where it was accepted, and `UserError` where there is no
        such page.
        """
        if not lines:
            return revision
        authors = self._authors(lines)
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
                line_values(set_id, authors.get(line.author, annotator), sequence, line)
                for sequence, line in enumerate(lines, revision + 1)
            ],
        )
        return revision + len(lines)

    def of_page(self, page: PageId) -> list[AuthoredSet]:
        """All sets of the page, in the order in which their annotators joined."""
        return sets_of_page(self._connection, page)

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
            return annotations_of(self._connection, row.id)

    def lessons(self, site: str | None = None) -> list[Lesson]:
        """The sets to learn from, of the project or of one site, the earliest first."""
        return lessons(self._connection, site)

    def journal(self, page: PageId, annotator: AnnotatorId) -> tuple[JournalLine, ...]:
        """The whole journal of a set, oldest line first; nothing where there is no set."""
        row = self._connection.execute(_FIND, {"page": page, "annotator": annotator}).one_or_none()
        if row is None:
            return ()
        with damage_told(f"The journal of a set of page {page}"):
            return lines_of(self._connection, row.id, annotator)

    def set_status(
        self, page: PageId, annotator: AnnotatorId, revision: int, status: Status
    ) -> None:
        """Say where the set at that revision stands, after a verdict on it; its rows stay.

        Raises `StaleSet` where the stored set has another revision, as its annotator went on.
        """
        changed = self._connection.execute(
            update(annotation_sets)
            .where(
                annotation_sets.c.page_id == page,
                annotation_sets.c.annotator_id == annotator,
                annotation_sets.c.revision == revision,
            )
            .values(status=status.value)
        )
        if not changed.rowcount:
            raise _stale(page)

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
            "is_unfinished": all(line.status is not Status.FINISHED for line in lines),
        }
        key = {"page": page, "annotator": annotator}
        advanced = self._connection.execute(_ADVANCE, {**values, **key, "old_revision": revision})
        set_id: int | None = advanced.scalar_one_or_none()
        if set_id is not None:
            return set_id
        held = self._connection.execute(_FIND, key).first()
        if held is not None and held.status == Status.ACCEPTED and held.revision == revision:
            raise EditConflict(
                f"Page {page} was accepted meanwhile, and its labels are settled.",
                "Ask the reviewer to return it if something is wrong.",
            )
        if revision or held is not None:
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
                guideline_version=_GUIDELINES,
            )
            .returning(annotation_sets.c.id)
        )
        return int(added.scalar_one())

    def _authors(self, lines: Sequence[JournalLine]) -> dict[str, AnnotatorId]:
        """The ids of those who signed lines in a set that is not theirs."""
        people = AnnotatorRepository(self._connection)
        signed = {line.author for line in lines if line.author}
        return {name: people.find_or_add(name) for name in sorted(signed)}

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
