"""A journal line as JSON, always in the same form, so that two projects can compare journals."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as _text

from annotator.core.annotations import Annotation, start_of
from annotator.core.journal import JournalLine
from annotator.core.journal_json import decision_to_json, proposals_to_json


def line_to_json(line: JournalLine) -> str:
    """The line as one line of ASCII."""
    edit = line.edit
    elapsed = "null" if line.elapsed_ms is None else line.elapsed_ms
    return (
        f'{{"kind":"{line.kind}","name":{_text(edit.name)},"before":{_annotations(edit.before)},'
        f'"after":{_annotations(edit.after)},"status":"{line.status}",'
        f'"made_at":"{written_time(line.made_at)}",'
        f'"proposed":{proposals_to_json(line.proposed) or "[]"},"model":{_text(line.model)},'
        f'"elapsed_ms":{elapsed},"author":{_text(line.author)},'
        f'"decision":{decision_to_json(line.decision) or "null"}}}'
    )


def _annotations(annotations: Iterable[Annotation]) -> str:
    """The annotations as `annotations_to_json` has them, in a third of the time."""
    rows = [
        f'[{one.span.start},{one.span.end},{_text(one.label)},"{one.origin}",{_text(one.note)},'
        f"{'true' if one.uncertain else 'false'}]"
        for one in sorted(annotations, key=start_of)
    ]
    return f"[{','.join(rows)}]"


def written_time(moment: datetime) -> str:
    """The moment in UTC, to the microsecond, always in the same form."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def unsigned(lines: Iterable[JournalLine], own_names: Collection[str]) -> tuple[JournalLine, ...]:
    """The lines, with those signed by one of these names not signed at all.

    A set that goes by a second name is still its author's own: what they did there is theirs.
    """
    return tuple(
        replace(line, author="") if line.author and line.author in own_names else line
        for line in lines
    )


def line_digests(lines: Iterable[JournalLine]) -> tuple[bytes, ...]:
    """What tells whether two lines are the same, for each line."""
    return tuple(hashlib.sha256(line_to_json(line).encode()).digest() for line in lines)


def set_id(page: str, person: str, lines: Sequence[JournalLine]) -> str:
    """The name of a set in every project: of its page, its author and its first line."""
    first = line_to_json(lines[0]) if lines else ""
    return hashlib.sha256(f"{page}\n{person}\n{first}".encode()).hexdigest()
