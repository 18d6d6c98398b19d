"""Between rows and the values of core."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Row

from annotator.core.annotations import Annotation
from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.journal_json import (
    annotations_from_json,
    annotations_to_json,
    decision_from_json,
    decision_to_json,
    proposals_from_json,
    proposals_to_json,
)
from annotator.core.pages import EncodingSource, PageFacts, PageKind

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def annotation_values(set_id: int, annotation: Annotation) -> dict[str, Any]:
    """The row of one annotation of a set."""
    return {
        "set_id": set_id,
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": annotation.label,
        "origin": annotation.origin.value,
        "note": annotation.note,
        "uncertain": annotation.uncertain,
    }


def line_values(set_id: int, author: int, sequence: int, line: JournalLine) -> dict[str, Any]:
    """The row of one journal line; `sequence` counts from 1 in each set."""
    return {
        "set_id": set_id,
        "sequence": sequence,
        "annotator_id": author,
        "kind": line.kind.value,
        "name": line.edit.name,
        "before": annotations_to_json(line.edit.before),
        "after": annotations_to_json(line.edit.after),
        "status": line.status.value,
        "made_at": line.made_at,
        "proposed": proposals_to_json(line.proposed),
        "model": line.model or None,
        "elapsed_ms": line.elapsed_ms,
        "decision": decision_to_json(line.decision),
    }


def line_of(row: Row[Any], author: str = "") -> JournalLine:
    """The journal line of a row with the columns of `journal`; `author` as `JournalLine` has it."""
    edit = Edit(row.name, annotations_from_json(row.before), annotations_from_json(row.after))
    return JournalLine(
        LineKind(row.kind),
        edit,
        Status(row.status),
        row.made_at,
        proposals_from_json(row.proposed),
        row.model or "",
        row.elapsed_ms,
        author,
        decision_from_json(row.decision),
    )


def facts_values(facts: PageFacts) -> dict[str, Any]:
    """What `facts` says, as columns of `pages`."""
    return {
        "digest": facts.digest,
        "byte_count": facts.byte_count,
        "kind": facts.kind.value,
        "name": facts.name,
        "title": facts.title,
        "url": facts.url,
        "site": facts.site,
        "encoding": facts.encoding,
        "encoding_source": facts.encoding_source.value,
        "replaced_count": facts.replaced_count,
        "cut": facts.cut,
        "fetched_at": facts.fetched_at,
    }


def facts_of(row: Row[Any]) -> PageFacts:
    """The facts of a row with the columns of `pages`."""
    return PageFacts(
        digest=row.digest,
        byte_count=row.byte_count,
        kind=PageKind(row.kind),
        name=row.name,
        title=row.title,
        url=row.url,
        site=row.site,
        encoding=row.encoding,
        encoding_source=EncodingSource(row.encoding_source),
        replaced_count=row.replaced_count,
        cut=row.cut,
        fetched_at=row.fetched_at,
    )


def storable(text: str) -> str:
    """The text with U+FFFD for what no database takes: NUL, and halves of surrogate pairs.

    File names and addresses can hold them; the text of a document never does.
    """
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
