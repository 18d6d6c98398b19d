"""What was said about the page under review, for the card of each place."""

from __future__ import annotations

from annotator.core.remarks import Remark, Thread
from annotator.core.spans import Span
from annotator.gui.reviewing.veil import Veil
from annotator.services.discussing import Conversation

_MOST = 4
_LONGEST = 280


def said_of(conversation: Conversation, span: Span | None, veil: Veil) -> tuple[str, ...]:
    """The open threads about a place, or without one those about the page; names are veiled."""
    found = [one for one in conversation.threads if not one.is_resolved and _is_of(one, span)]
    told = [
        f"{_who(remark, veil)}: {_short(remark, veil)}" for one in found for remark in _kept(one)
    ]
    if span is None and conversation.verdicts:
        last = conversation.verdicts[-1]
        about = veil.person(last.about) if last.about else ""
        reason = f": {veil.over_text(last.text)}" if last.text else ""
        told.append(f"{_who(last, veil)} {last.kind.value} {about}{reason}".rstrip())
    return tuple(told[-_MOST:])


def _is_of(thread: Thread, span: Span | None) -> bool:
    place = thread.first.span
    if span is None or place is None:
        return span is None and place is None
    return place.overlaps(span)


def _kept(thread: Thread) -> list[Remark]:
    return [one for one in thread.remarks if one.text]


def _who(remark: Remark, veil: Veil) -> str:
    name = veil.person(remark.author)
    return name[:1].upper() + name[1:]


def _short(remark: Remark, veil: Veil) -> str:
    text = veil.over_text(" ".join(remark.text.split()))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
