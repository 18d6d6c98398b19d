"""What people say about a page or about a colleague's set: comments, and a reviewer's verdicts.

A remark is never changed. Threads, what is resolved and where an assignment stands follow from all
remarks together, in whatever order they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.pages import PageId
from annotator.core.spans import Span


class RemarkKind(StrEnum):
    """What a remark does.

    *comment* opens a thread or answers in one; *resolved* and *reopened* say where a thread stands;
    *returned* and *accepted* are verdicts on one annotator's set.
    """

    COMMENT = "comment"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    RETURNED = "returned"
    ACCEPTED = "accepted"


VERDICTS = frozenset({RemarkKind.RETURNED, RemarkKind.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; `id` is a UUID, so that it is the same remark in every copy of a project.

    `thread` is the id of the remark that opened the thread, its own where it opens one. `about`
    names the annotator whose set it is about, and is empty where it is about the page. `span` and
    `quote`, the text there, are where it stands; a page as a whole has None and no quote.
    `revision` is that of the set at a verdict.
    """

    id: str
    page: PageId
    thread: str
    kind: RemarkKind
    author: str
    made_at: datetime
    text: str = ""
    about: str = ""
    span: Span | None = None
    quote: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """The remark that opened a thread and those that followed, the earliest first."""

    remarks: tuple[Remark, ...]

    @property
    def first(self) -> Remark:
        """The remark that opened it."""
        return self.remarks[0]

    @property
    def is_resolved(self) -> bool:
        """Whether the latest word on it is that it is resolved; a comment after that reopens it."""
        return self.remarks[-1].kind is RemarkKind.RESOLVED


def new_remark_id() -> str:
    """An id that no other remark has."""
    return str(uuid4())


def when_after(now: datetime, earlier: Iterable[Remark]) -> datetime:
    """`now`, or a moment behind all of the remarks where some clock is ahead of this one.

    So an answer never stands before what it answers, however far two clocks are apart.
    """
    latest = max((one.made_at for one in earlier), default=now)
    return now if now > latest else latest + timedelta(microseconds=1)


def in_order(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks by time, those of one moment by id: the same order in every project."""
    return sorted(remarks, key=lambda one: (one.made_at, one.id))


def threads(remarks: Iterable[Remark]) -> list[Thread]:
    """The threads of a page, by place in the text, those about all of it first.

    Verdicts belong to none. Of a thread whose opening is missing, the earliest remark opens it.
    """
    found: dict[str, list[Remark]] = {}
    for one in in_order(remarks):
        if one.kind not in VERDICTS:
            found.setdefault(one.thread, []).append(one)
    made = [
        Thread(tuple(sorted(held, key=lambda one: one.id != one.thread))) for held in found.values()
    ]
    return sorted(
        made,
        key=lambda one: (
            one.first.span or Span(0, 0),
            one.first.made_at,
            one.first.id,
        ),
    )


def status_of(lines: Sequence[JournalLine], remarks: Iterable[Remark]) -> Status:
    """Where an assignment stands after its journal and the verdicts on its set.

    A set that was returned stays so until it is finished anew. A verdict of *accepted* holds as
    long as nothing was done to the set since; one that names more steps than there are is about
    another version, and says nothing of this one.
    """
    if not lines:
        return Status.NEW
    verdicts = [
        one
        for one in in_order(remarks)
        if one.kind is RemarkKind.RETURNED
        or (one.kind is RemarkKind.ACCEPTED and (one.revision or 0) <= len(lines))
    ]
    own = lines[-1].status
    if not verdicts:
        return own
    last = verdicts[-1]
    since = lines[last.revision or 0 :]
    if last.kind is RemarkKind.ACCEPTED:
        return own if since else Status.ACCEPTED
    is_finished = any(
        one.status is Status.FINISHED and one.kind is not LineKind.UNDO for one in since
    )
    return own if is_finished else Status.RETURNED
