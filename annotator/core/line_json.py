"""A journal line as JSON, always in the same form, so that two projects can compare journals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from annotator.core.journal import JournalLine
from annotator.core.journal_json import (
    annotations_to_json,
    decision_to_json,
    proposals_to_json,
)


def line_to_json(line: JournalLine) -> str:
    """The line as one line of ASCII."""
    edit = line.edit
    fields = (
        f'"kind":{json.dumps(line.kind.value)}',
        f'"name":{json.dumps(edit.name)}',
        f'"before":{annotations_to_json(edit.before)}',
        f'"after":{annotations_to_json(edit.after)}',
        f'"status":{json.dumps(line.status.value)}',
        f'"made_at":{json.dumps(written_time(line.made_at))}',
        f'"proposed":{proposals_to_json(line.proposed) or "[]"}',
        f'"model":{json.dumps(line.model)}',
        f'"elapsed_ms":{json.dumps(line.elapsed_ms)}',
        f'"author":{json.dumps(line.author)}',
        f'"decision":{decision_to_json(line.decision) or "null"}',
    )
    return f"{{{','.join(fields)}}}"


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
