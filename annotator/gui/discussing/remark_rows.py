"""The threads of a page as the rows of a list. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from annotator.core.harmless import harmless
from annotator.core.remarks import VERDICTS, Remark, RemarkKind, Thread

_MOST_SHOWN = 2_000
_MOST_QUOTED = 160


class RowKind(Enum):
    """What a row shows: a verdict, what opens a thread, what follows, or what is folded away."""

    VERDICT = "verdict"
    OPENING = "opening"
    ANSWER = "answer"
    STANDING = "standing"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One row. Of a fold, `count` threads are resolved, and `is_open` says they are shown."""

    kind: RowKind
    remark: Remark | None = None
    thread: Thread | None = None
    count: int = 0
    is_open: bool = False

    @property
    def is_resolved(self) -> bool:
        """Whether the row belongs to a thread that is resolved."""
        return self.thread is not None and self.thread.is_resolved

    @property
    def heading(self) -> str:
        """Who wrote it and when; of a fold, what it hides."""
        if self.remark is None:
            return f"{self.count:,} resolved"
        return f"{author_of(self.remark)}, {moment(self.remark.made_at)}"

    @property
    def quote(self) -> str:
        """The text that a thread is about, or that it is about the page."""
        if self.kind is not RowKind.OPENING or self.remark is None:
            return ""
        return quoted(self.remark)

    @property
    def text(self) -> str:
        """What was written, or done."""
        remark = self.remark
        if remark is None:
            return ""
        if self.kind is RowKind.STANDING:
            return "Resolved" if remark.kind is RemarkKind.RESOLVED else "Reopened"
        if self.kind is RowKind.VERDICT:
            done = "Returned" if remark.kind is RemarkKind.RETURNED else "Accepted"
            return f"{done}: {plain(remark.text)}" if remark.text.strip() else done
        return plain(remark.text)

    @property
    def heard(self) -> str:
        """All of it in one sentence, for those who hear the list."""
        if self.remark is None:
            return f"{self.heading}, {'shown' if self.is_open else 'folded'}"
        where = f", {self.quote}" if self.quote else ""
        state = ", resolved" if self.kind is RowKind.OPENING and self.is_resolved else ""
        what = "Answer of " if self.kind is RowKind.ANSWER else ""
        return f"{what}{self.heading}{where}{state}: {self.text}"


def rows_of(
    threads: Sequence[Thread], verdicts: Iterable[Remark], *, is_unfolded: bool = False
) -> tuple[RemarkRow, ...]:
    """The latest verdict, the threads that are open, and the resolved ones folded below."""
    rows = [RemarkRow(RowKind.VERDICT, one) for one in list(verdicts)[-1:]]
    resolved = [one for one in threads if one.is_resolved]
    for thread in threads:
        if not thread.is_resolved:
            rows += _rows(thread)
    if resolved:
        rows.append(RemarkRow(RowKind.FOLD, count=len(resolved), is_open=is_unfolded))
        if is_unfolded:
            for thread in resolved:
                rows += _rows(thread)
    return tuple(rows)


def seen_by(
    annotator: str, threads: Iterable[Thread], verdicts: Iterable[Remark], *, is_blind: bool
) -> tuple[tuple[Thread, ...], tuple[Remark, ...]]:
    """What of it is for an annotator: verdicts on their own set; on a blind page, their threads."""
    own = tuple(one for one in verdicts if one.kind in VERDICTS and one.about == annotator)
    shown = tuple(
        one for one in threads if not is_blind or annotator in {one.first.about, one.first.author}
    )
    return shown, own


def author_of(remark: Remark) -> str:
    """Who wrote it, on one line."""
    return harmless(" ".join(remark.author.split()))


def quoted(remark: Remark) -> str:
    """The text that a remark stands at, on one line in quotation marks, or that it has no place."""
    if remark.span is None:
        return "On the whole page"
    return f"“{harmless(cut(' '.join(remark.quote.split()), _MOST_QUOTED))}”"


def plain(text: str) -> str:
    """A text as it may be shown: its lines, what is no letter written out, not endlessly long."""
    lines = cut(text.strip(), _MOST_SHOWN).splitlines()
    return "\n".join(harmless(line) for line in lines)


def cut(text: str, length: int) -> str:
    """The text, its end left out where it is longer than that."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def moment(at: datetime) -> str:
    """A time as people write it, where they are."""
    here = at.astimezone()
    return f"{here.day} {here:%b %Y, %H:%M}"


def _rows(thread: Thread) -> list[RemarkRow]:
    rows = [RemarkRow(RowKind.OPENING, thread.first, thread)]
    for remark in thread.remarks[1:]:
        is_said = remark.kind is RemarkKind.COMMENT
        rows.append(RemarkRow(RowKind.ANSWER if is_said else RowKind.STANDING, remark, thread))
    return rows
