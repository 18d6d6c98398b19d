"""How much was labelled as what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.labels import LabelId
from annotator.storage.damage import damage_told
from annotator.storage.tables import annotation_rows, annotation_sets, annotators, documents

_SPANS = (
    select(
        annotation_sets.c.annotator_id,
        annotation_rows.c.label,
        annotation_rows.c.start,
        annotation_rows.c.end,
    )
    .join(annotation_sets)
    .where(annotation_sets.c.document_id == bindparam("document"))
)


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How much of the project one annotator gave one label.

    A block counts for every label that is on any part of it; characters are code points.
    """

    annotator: str
    label: LabelId
    block_count: int
    character_count: int


def label_counts(connection: Connection) -> list[LabelCount]:
    """The counts of all sets, by annotator in order of joining, then label."""
    blocks: Counter[tuple[int, str]] = Counter()
    characters: Counter[tuple[int, str]] = Counter()
    labelled = select(annotation_sets.c.document_id).distinct()
    for document_id in connection.execute(labelled).scalars().all():
        document = _document(connection, document_id)
        touched: set[tuple[int, str, int]] = set()
        for author, label, start, end in connection.execute(_SPANS, {"document": document_id}):
            touched.add((author, label, document.block_at(start)))
            characters[author, label] += end - start
        blocks.update((author, label) for author, label, _ in touched)
    everyone = select(annotators.c.id, annotators.c.name)
    names = {row.id: row.name for row in connection.execute(everyone)}
    return [
        LabelCount(names[author], LabelId(label), blocks[author, label], characters[author, label])
        for author, label in sorted(blocks)
    ]


def _document(connection: Connection, document_id: int) -> Document:
    kept = select(documents.c.page_id, documents.c.text, documents.c.blocks)
    row = connection.execute(kept.where(documents.c.id == document_id)).one()
    with damage_told(f"The document of page {row.page_id}"):
        return document_from_json(row.text, row.blocks)
