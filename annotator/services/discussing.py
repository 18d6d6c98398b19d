"""What people say about a page: comments on its text, in threads, and verdicts on its sets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from annotator.core.annotations import AnnotationSet
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.core.remarks import (
    VERDICTS,
    Remark,
    RemarkKind,
    Thread,
    in_order,
    new_remark_id,
    threads,
    when_after,
)
from annotator.core.spans import Span
from annotator.services.projects import Project
from annotator.services.selecting import BlockSelection, inside
from annotator.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that was said about a page: threads by place in the text, verdicts the earliest first."""

    threads: tuple[Thread, ...]
    verdicts: tuple[Remark, ...]


def comment(
    project: Project,
    page: PageId,
    author: str,
    text: str,
    span: Span | None = None,
    thread: str | None = None,
    about: str = "",
) -> Remark:
    """Say something about a page, a place in its text, or what an annotator did there.

    With a thread it is an answer, and stands where that does. `about` names the annotator whose set
    is meant. Raises `UserError` for an empty text, and where page, place, thread or annotator are
    not there.
    """
    if not text.strip():
        raise UserError("An empty comment says nothing.", "Write what you mean.")
    with project.store.begin() as transaction:
        earlier = _remarks(transaction, page)
        quote = ""
        if span is not None:
            document = transaction.pages.document(page)
            quote = document.quote(inside(document, span))
        about = _known_name(transaction, about)
        remark_id = new_remark_id()
        if thread is None:
            opened = remark_id
        else:
            first = _thread(page, earlier, thread).first
            opened = first.thread
            about = about or first.about
            if span is None:
                span, quote = first.span, first.quote
        made_at = when_after(datetime.now(UTC), earlier)
        remark = Remark(
            remark_id,
            page,
            opened,
            RemarkKind.COMMENT,
            _author(author),
            made_at,
            text.strip(),
            about,
            span,
            quote,
        )
        transaction.remarks.add([remark])
    return remark


def span_of_block(project: Project, page: PageId, block: int) -> Span:
    """The text of a block, to comment on; `UserError` where the page has no such block."""
    with project.store.read() as transaction:
        document = transaction.pages.document(page)
    selection = BlockSelection(((block, block),))
    return selection.spans(document, AnnotationSet())[0]


def resolve(project: Project, page: PageId, author: str, thread: str) -> Remark:
    """Say that a thread needs nothing more; `UserError` where there is no such thread."""
    return _stand(project, page, author, thread, RemarkKind.RESOLVED)


def reopen(project: Project, page: PageId, author: str, thread: str) -> Remark:
    """Say that a thread needs something again; `UserError` where there is no such thread."""
    return _stand(project, page, author, thread, RemarkKind.REOPENED)


def conversation(project: Project, page: PageId) -> Conversation:
    """All that was said about the page; `UserError` where there is no such page."""
    with project.store.read() as transaction:
        remarks = _remarks(transaction, page)
    return _conversation(remarks)


def conversations(project: Project) -> dict[PageId, Conversation]:
    """All that was said about every page of which anything was."""
    with project.store.read() as transaction:
        remarks = transaction.remarks.all()
    by_page: dict[PageId, list[Remark]] = {}
    for one in remarks:
        by_page.setdefault(one.page, []).append(one)
    return {page: _conversation(held) for page, held in by_page.items()}


def open_thread_counts(project: Project) -> dict[PageId, int]:
    """How many threads of each page are not resolved; pages without one are left out."""
    counts: Counter[PageId] = Counter()
    for page, said in conversations(project).items():
        counts[page] = sum(not one.is_resolved for one in said.threads)
    return {page: count for page, count in counts.items() if count}


def _conversation(remarks: list[Remark]) -> Conversation:
    verdicts = tuple(one for one in in_order(remarks) if one.kind in VERDICTS)
    return Conversation(tuple(threads(remarks)), verdicts)


def _stand(project: Project, page: PageId, author: str, thread: str, kind: RemarkKind) -> Remark:
    with project.store.begin() as transaction:
        earlier = _remarks(transaction, page)
        first = _thread(page, earlier, thread).first
        remark = Remark(
            new_remark_id(),
            page,
            first.thread,
            kind,
            _author(author),
            when_after(datetime.now(UTC), earlier),
            about=first.about,
            span=first.span,
            quote=first.quote,
        )
        transaction.remarks.add([remark])
    return remark


def _remarks(transaction: Transaction, page: PageId) -> list[Remark]:
    transaction.pages.facts(page)  # says that there is no such page
    return transaction.remarks.of_page(page)


def _thread(page: PageId, remarks: list[Remark], wanted: str) -> Thread:
    """The thread of that id, or of the only one that begins so, as people copy ids by hand."""
    found = [one for one in threads(remarks) if one.first.thread.startswith(wanted.strip())]
    exact = [one for one in found if one.first.thread == wanted.strip()]
    if len(exact or found) != 1 or not wanted.strip():
        raise UserError(
            f"There is no single thread “{wanted}” on page {page}.",
            "“annotator comments” lists them with their ids.",
        )
    return (exact or found)[0]


def _known_name(transaction: Transaction, name: str) -> str:
    """The name as it is kept; empty for none."""
    if not name:
        return ""
    author = transaction.annotators.find(name)
    known = dict(transaction.annotators.all())
    if author is None:
        raise UserError(f"There is no annotator “{name}” in this project.")
    return known[author]


def _author(name: str) -> str:
    if name.strip() == GOLD:
        raise UserError(f"“{GOLD}” is nobody's name.", "Say who you are.")
    return name
