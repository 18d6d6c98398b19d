"""Commands about what people say of a page: comment, comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_option,
    annotator_or_login,
    json_option,
    page_argument,
    project_argument,
    usage,
)
from annotator.cli.blind_words import masked
from annotator.cli.candidates import reviewer_option
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say, shortened
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind, Thread
from annotator.services import discussing, projects
from annotator.services.discussing import Conversation
from annotator.services.selecting import parse_span

_WIDEST_QUOTE = 60
_SHORT_ID = 8


@click.command("comment", short_help="Say something about a page or its text.")
@project_argument()
@page_argument()
@click.argument("text", metavar="[TEXT]", required=False)
@annotator_option
@click.option("--span", "span_text", metavar="START:END", help="The code points that are meant.")
@click.option("--block", metavar="NUMBER", type=click.IntRange(0), help="The block that is meant.")
@click.option("--thread", metavar="ID", help="Answer in this thread.")
@click.option("--about", metavar="NAME", default="", help="The annotator whose set is meant.")
@click.option("--resolve", "resolved", metavar="ID", help="Say that this thread is resolved.")
@click.option("--reopen", "reopened", metavar="ID", help="Say that this thread is not resolved.")
@json_option
def comment(
    project: Path,
    page: int,
    text: str | None,
    annotator: str | None,
    span_text: str | None,
    block: int | None,
    thread: str | None,
    about: str,
    resolved: str | None,
    reopened: str | None,
    as_json: bool,
) -> None:
    """Say something about a page, a place in its text, or what an annotator did there.

    With --resolve or --reopen TEXT may be left out; if it is given, it is the last answer.
    """
    stands = [one for one in (thread, resolved, reopened) if one is not None]
    places = [one for one in (span_text, block) if one is not None]
    if len(stands) > 1 or len(places) > 1 or (text is None and (thread or not stands)):
        raise click.UsageError("Give TEXT, and one place and one thread at most.")
    span = None if span_text is None else usage(lambda: parse_span(span_text), "--span")
    author, number = annotator_or_login(annotator), PageId(page)
    made: list[Remark] = []
    with opened_for_change(project) as opened:
        if block is not None:
            span = discussing.span_of_block(opened, number, block)
        if text is not None:
            opened_in = stands[0] if stands else None
            made.append(discussing.comment(opened, number, author, text, span, opened_in, about))
        if resolved is not None:
            made.append(discussing.resolve(opened, number, author, resolved))
        if reopened is not None:
            made.append(discussing.reopen(opened, number, author, reopened))
    if as_json:
        emit({"page": page, "thread": made[-1].thread, "remarks": [_fields(one) for one in made]})
        return
    for one in made:
        what = "Comment" if one.kind is RemarkKind.COMMENT else one.kind.capitalize()
        say(f"{what} in thread {one.thread[:_SHORT_ID]} on page {page}.")


@click.command("comments", short_help="List what was said about pages.")
@project_argument()
@page_argument(required=False)
@click.option("--open", "is_open_only", is_flag=True, help="Only threads that are not resolved.")
@reviewer_option
@click.option("--blind", "is_blind", is_flag=True, help="Nobody is named but you.")
@json_option
def comments(
    project: Path,
    page: int | None,
    is_open_only: bool,
    reviewer: str | None,
    is_blind: bool,
    as_json: bool,
) -> None:
    """List the comments on PAGE, or on all pages, thread by thread, and the verdicts on sets."""
    name = annotator_or_login(reviewer)
    with projects.open_project(project) as opened:
        if page is None:
            found = discussing.conversations(opened)
        else:
            number = PageId(page)
            found = {number: discussing.conversation(opened, number)}
        if is_blind:
            found = {number: masked(opened, name, one) for number, one in found.items()}
    said = {number: _wanted(one, is_open_only=is_open_only) for number, one in found.items()}
    said = {number: one for number, one in said.items() if one.threads or one.verdicts}
    if as_json:
        emit(
            {
                "pages": [
                    {
                        "page": number,
                        "threads": [_thread_fields(thread) for thread in one.threads],
                        "verdicts": [_fields(verdict) for verdict in one.verdicts],
                    }
                    for number, one in said.items()
                ]
            }
        )
        return
    for number, one in said.items():
        say(f"Page {number}")
        for thread in one.threads:
            _say_thread(thread)
        for verdict in one.verdicts:
            say(f"  {_when(verdict)}  {verdict.author} {verdict.kind} {_what(verdict)}")
    if not said:
        say("Nothing was said.")


def _wanted(said: Conversation, *, is_open_only: bool) -> Conversation:
    if not is_open_only:
        return said
    return Conversation(tuple(one for one in said.threads if not one.is_resolved), ())


def _say_thread(thread: Thread) -> None:
    first = thread.first
    where = "the page"
    if first.span is not None:
        quote = shortened(first.quote, _WIDEST_QUOTE)
        where = f"{first.span.start}:{first.span.end} “{quote}”"
    about = f", about {first.about}" if first.about else ""
    state = "resolved" if thread.is_resolved else "open"
    count = counted(len(thread.remarks), "remark")
    say(f"  {first.thread[:_SHORT_ID]}  {state}, {count} on {where}{about}")
    for one in thread.remarks:
        words = one.text if one.kind is RemarkKind.COMMENT else f"({one.kind})"
        say(f"    {_when(one)}  {one.author}: {words}")


def _when(one: Remark) -> str:
    return one.made_at.strftime("%Y-%m-%d %H:%M")


def _what(verdict: Remark) -> str:
    reason = f": {verdict.text}" if verdict.text else ""
    return f"the set of {verdict.about}{reason}"


def _thread_fields(thread: Thread) -> dict[str, Any]:
    first = thread.first
    return {
        "thread": first.thread,
        "resolved": thread.is_resolved,
        "span": None if first.span is None else [first.span.start, first.span.end],
        "quote": first.quote,
        "about": first.about or None,
        "remarks": [_fields(one) for one in thread.remarks],
    }


def _fields(one: Remark) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "author": one.author,
        "made_at": one.made_at.isoformat(),
        "text": one.text,
        "about": one.about or None,
        "span": None if one.span is None else [one.span.start, one.span.end],
        "quote": one.quote,
        "revision": one.revision,
    }
