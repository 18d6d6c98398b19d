"""Edits, proposals and decisions of a journal as JSON, for stores and files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotator.core.alignment import Alignment
from annotator.core.annotations import Annotation, Origin
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.errors import BugError
from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Source
from annotator.core.spans import Span

_NO_ANNOTATIONS: frozenset[Annotation] = frozenset()
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
    if text == "[]":
        return _NO_ANNOTATIONS  # every second text, as most steps only add
    try:
        return frozenset(
            Annotation(Span(start, end), LabelId(label), Origin(origin), note, uncertain)
            for start, end, label, origin, note, uncertain in json.loads(text)
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise _damaged(error) from error


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
        raise _damaged(error) from error


def decision_to_json(decision: Decision | None) -> str | None:
    """A decision in one line of ASCII; None for none."""
    if decision is None:
        return None
    rulings = [
        _encoded([one.span.start, one.span.end, one.kind, one.labels, one.label])
        for one in decision.rulings
    ]
    head = _encoded([decision.choice, decision.candidates, decision.side, decision.reason])
    return f"[{head},[{','.join(rulings)}]]"


def decision_from_json(text: str | None) -> Decision | None:
    """What `decision_to_json` wrote; `BugError` if the text is anything else."""
    if text is None:
        return None
    try:
        (choice, candidates, side, reason), rulings = json.loads(text)
        return Decision(
            Choice(choice),
            tuple(map(str, candidates)),
            tuple(map(_ruling, rulings)),
            str(side),
            str(reason),
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise _damaged(error) from error


def _ruling(row: Any) -> Ruling:
    start, end, kind, labels, label = row
    return Ruling(Span(start, end), Alignment(kind), tuple(map(_label, labels)), _label(label))


def _label(value: Any) -> LabelId | None:
    return None if value is None else LabelId(value)


def _damaged(error: Exception) -> BugError:
    return BugError(f"a line of the journal is damaged: {error!r}")
