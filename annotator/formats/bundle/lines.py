"""Journal lines of a bundle; `core.line_json` writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from annotator.core.alignment import Alignment
from annotator.core.annotations import Annotation, Origin
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Source
from annotator.formats.bundle.fields import (
    Fields,
    choice_of,
    name_of,
    rows_of,
    span_of,
    text_of,
)
from annotator.formats.bundle.limits import MOST_LISTS_A_LINE, broken

_FIELDS = frozenset(
    {
        "kind",
        "name",
        "before",
        "after",
        "status",
        "made_at",
        "proposed",
        "model",
        "elapsed_ms",
        "author",
        "decision",
    }
)
_LABEL = re.compile(r"[a-z][a-z0-9_]{0,63}")
_MOST_CANDIDATES = 100
_LONGEST_MS = 2**53 - 1  # a page may stay open for weeks


def line_of(value: object, where: str) -> JournalLine:
    """The line that `line_to_json` wrote; `UserError` if it is anything else."""
    fields = Fields(value, where, _FIELDS)
    edit = Edit(
        fields.text("name"),
        _annotations(fields.value("before"), f"{where}, before,"),
        _annotations(fields.value("after"), f"{where}, after,"),
    )
    proposed = fields.rows("proposed", MOST_LISTS_A_LINE)
    return JournalLine(
        fields.choice("kind", LineKind),
        edit,
        fields.choice("status", Status),
        fields.time("made_at"),
        tuple(_proposal(one, f"{where}, proposed,") for one in proposed),
        fields.text("model", 200),
        fields.number_or_none("elapsed_ms", most=_LONGEST_MS),
        fields.name("author", may_be_empty=True),
        _decision(fields.value("decision"), f"{where}, decision,"),
    )


def _annotations(value: object, where: str) -> frozenset[Annotation]:
    rows = rows_of(value, where, MOST_LISTS_A_LINE)
    # Annotations hash by their start: many of one start would take for ever.
    starts = {row[0] for row in rows if isinstance(row, list) and row and type(row[0]) is int}
    if len(starts) != len(rows):
        raise broken(where, "has two annotations of one start, or what is none")
    return frozenset([_annotation(row, where) for row in rows])


def _annotation(row: Any, where: str) -> Annotation:
    if len(row) != 6 or not isinstance(row[5], bool):
        raise broken(where, "holds what is no annotation")
    start, end, label, origin, note, uncertain = row
    if note != "":
        note = text_of(note, where, 100_000)
    return Annotation(
        span_of(start, end, where),
        _label(label, where),
        choice_of(origin, where, Origin),
        note,
        uncertain,
    )


def _proposal(row: Any, where: str) -> Proposal:
    if not isinstance(row, list) or len(row) != 5:
        raise broken(where, "holds what is no proposal")
    start, end, label, confidence, source = row
    if type(confidence) not in {int, float} or not 0 <= confidence <= 1:
        raise broken(where, "has a confidence that is none")
    return Proposal(
        span_of(start, end, where),
        _label(label, where),
        float(confidence),
        choice_of(source, where, Source),
    )


def _decision(value: object, where: str) -> Decision | None:
    if value is None:
        return None
    if not isinstance(value, list) or [type(one) for one in value] != [list, list]:
        raise broken(where, "is none")
    head, rulings = value
    if len(head) != 4:
        raise broken(where, "is none")
    choice, candidates, side, reason = head
    names = tuple(name_of(one, where) for one in rows_of(candidates, where, _MOST_CANDIDATES))
    return Decision(
        choice_of(choice, where, Choice),
        names,
        tuple(_ruling(one, len(names), where) for one in rulings),
        name_of(side, where, may_be_empty=True),
        text_of(reason, where, 100_000),
    )


def _ruling(row: Any, candidate_count: int, where: str) -> Ruling:
    if not isinstance(row, list) or len(row) != 5:
        raise broken(where, "holds what is no ruling")
    start, end, kind, labels, label = row
    said = tuple(_label_or_none(one, where) for one in rows_of(labels, where, _MOST_CANDIDATES))
    if len(said) != candidate_count:
        raise broken(where, "has not a label for each candidate")
    return Ruling(
        span_of(start, end, where),
        choice_of(kind, where, Alignment),
        said,
        _label_or_none(label, where),
    )


def _label_or_none(value: object, where: str) -> LabelId | None:
    return None if value is None else _label(value, where)


def _label(value: object, where: str) -> LabelId:
    if not isinstance(value, str) or not _is_label(value):
        raise broken(where, "names what is no label")
    return LabelId(value)


@lru_cache(maxsize=256)
def _is_label(value: str) -> bool:
    return _LABEL.fullmatch(value) is not None
