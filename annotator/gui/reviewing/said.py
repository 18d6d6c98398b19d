"""What was said about the page under review, for the card of each place."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.remarks import Remark, RemarkKind, Thread
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


def open_talk(conversation: Conversation, veil: Veil) -> str:
    """What is open on the page in one line: the latest word of somebody else, and how much more."""
    found = [one for one in conversation.threads if not one.is_resolved]
    if not found:
        return ""
    latest = {id(one): _kept(one)[-1] for one in found if _kept(one)}
    others = [one for one in found if id(one) in latest and not _is_own(latest[id(one)], veil)]
    chosen = max(others or found, key=lambda one: one.remarks[-1].made_at)
    last = latest.get(id(chosen), chosen.first)
    returned = {one.about for one in conversation.verdicts if one.kind is RemarkKind.RETURNED}
    is_answer = last is not chosen.first or last.author in returned & {last.about}
    verb = "answered" if is_answer else "said"
    more = f"   (and {len(found) - 1:,} more open)" if len(found) > 1 else ""
    return f"{_who(last, veil)} {verb}: {_short(last, veil)}{more}"


def veiled(conversation: Conversation, veil: Veil) -> Conversation:
    """The same as it may be read: nobody is named who is not to be known."""

    def over(one: Remark) -> Remark:
        author = _who(one, veil)
        about = veil.person(one.about) if one.about else ""
        return replace(one, author=author, about=about, text=veil.over_text(one.text))

    return Conversation(
        tuple(Thread(tuple(map(over, one.remarks))) for one in conversation.threads),
        tuple(map(over, conversation.verdicts)),
    )


def _is_own(remark: Remark, veil: Veil) -> bool:
    return remark.author == veil.reviewer


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
