"""Between rows and the values of core."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from annotator.core.annotations import Annotation, Origin
from annotator.core.edits import Edit
from annotator.core.errors import BugError
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.pages import EncodingSource, PageFacts, PageKind
from annotator.core.proposals import Proposal, Source
from annotator.core.spans import Span

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")

_encoded = json.JSONEncoder(separators=(",", ":")).encode


def annotations_to_json(annotations: Iterable[Annotation]) -> str:
    """The annotations in document order, each as a list of its fields, in one line of ASCII."""
    # One by one: the encoder lets no other thread run while it writes, and the window waits.
    rows = [
        _encoded([one.span.start, one.span.end, one.label, one.origin, one.note, one.uncertain])
        for one in sorted(annotations)
    ]
    return f"[{','.join(rows)}]"


def annotations_from_json(text: str) -> frozenset[Annotation]:
    """What `annotations_to_json` wrote; `BugError` if the text is anything else."""
    try:
        return frozenset(
            Annotation(Span(start, end), LabelId(label), Origin(origin), note, uncertain)
            for start, end, label, origin, note, uncertain in json.loads(text)
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise BugError(f"a line of the journal is damaged: {error!r}") from error


def proposals_to_json(proposals: Iterable[Proposal]) -> str | None:
    """The proposals in their order, each as a list of its fields; None where there are none."""
    rows = [
        _encoded([one.span.start, one.span.end, one.label, one.confidence, one.source])
        for one in proposals
    ]
    return f"[{','.join(rows)}]" if rows else None


def proposals_from_json(text: str | None) -> tuple[Proposal, ...]:
    """What `proposals_to_json` wrote; `BugError` if the text is anything else."""
    if text is None:
        return ()
    try:
        return tuple(
            Proposal(Span(start, end), LabelId(label), float(confidence), Source(source))
            for start, end, label, confidence, source in json.loads(text)
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise BugError(f"a line of the journal is damaged: {error!r}") from error


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


def annotation_of(row: Row[Any]) -> Annotation:
    """The annotation of a row with the columns of `annotations`."""
    return Annotation(
        span=Span(row.start, row.end),
        label=LabelId(row.label),
        origin=Origin(row.origin),
        note=row.note,
        uncertain=row.uncertain,
    )


def line_values(set_id: int, annotator: int, sequence: int, line: JournalLine) -> dict[str, Any]:
    """The row of one journal line; `sequence` counts from 1 in each set."""
    return {
        "set_id": set_id,
        "sequence": sequence,
        "annotator_id": annotator,
        "kind": line.kind.value,
        "name": line.edit.name,
        "before": annotations_to_json(line.edit.before),
        "after": annotations_to_json(line.edit.after),
        "status": line.status.value,
        "made_at": line.made_at,
        "proposed": proposals_to_json(line.proposed),
        "model": line.model or None,
        "elapsed_ms": line.elapsed_ms,
    }


def line_of(row: Row[Any]) -> JournalLine:
    """The journal line of a row with the columns of `journal`."""
    edit = Edit(row.name, annotations_from_json(row.before), annotations_from_json(row.after))
    return JournalLine(
        LineKind(row.kind),
        edit,
        Status(row.status),
        row.made_at,
        proposals_from_json(row.proposed),
        row.model or "",
        row.elapsed_ms,
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
