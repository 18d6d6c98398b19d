"""Whether everything in a project is as the program promises."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from annotator.core.annotations import AnnotationSet, violations
from annotator.core.decisions import GOLD
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.edits import apply
from annotator.core.errors import AnnotatorError, BugError, UserError
from annotator.core.journal import History, JournalLine, Status
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageId, ParsedPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.remarks import Remark
from annotator.core.tally import Tally
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.checking_reviews import (
    decision_problems,
    remark_problems,
    status_problems,
)
from annotator.services.projects import Project, open_project
from annotator.storage.engine import DamagedFile
from annotator.storage.set_rows import AuthoredSet
from annotator.storage.transaction import Transaction

_PAGES_AT_ONCE = 8


def check_file(path: Path, report: Reporter = silent, *, is_deep: bool = False) -> tuple[str, ...]:
    """Check the project in a file; one that is damaged or none has that as its problem.

    Raises `UserError` where the file cannot be looked at: it is missing, locked, or too new.
    """
    try:
        project = open_project(path)
    except (DamagedFile, BugError) as error:
        return (str(error),)
    with project:
        return check_project(project, report, is_deep=is_deep)


def check_project(
    project: Project, report: Reporter = silent, *, is_deep: bool = False
) -> tuple[str, ...]:
    """Every broken promise as a sentence; none if all is well. Nothing is changed.

    Checked are the file and its references; of every page its bytes against their SHA-256 and its
    blocks against its text (in reading them), that its evidence can be read, and that remarks stand
    where they say; of every set that it is a partition, quotes text, uses labels of the project,
    follows from its journal, stands where journal and verdicts say, and is counted right; of gold
    sets that decisions can be read, are signed, and are about the text. `is_deep` also makes every
    document anew from the bytes and compares. Units of progress are pages.
    """
    problems = project.store.integrity_problems()
    if problems:
        # What cannot be read cannot be judged: each page would repeat the same.
        return tuple(problems)
    try:
        with project.store.read() as transaction:
            pages = [row.page for row in transaction.pages.rows()]
    except DamagedFile as error:
        return (error.sentence,)
    for done, page in enumerate(pages):
        report(Progress(done, len(pages)))
        with project.store.read() as transaction:
            problems += _page_problems(project, transaction, page)
    if is_deep:
        problems += _parsing_problems(project, pages, report)
    return tuple(problems)


def _page_problems(project: Project, transaction: Transaction, page: PageId) -> Iterator[str]:
    try:
        facts = transaction.pages.facts(page)
        content = transaction.pages.content(page)
        document = transaction.pages.document(page)
        transaction.pages.resources(page)
        sets = transaction.sets.of_page(page)
        remarks = transaction.remarks.of_page(page)
    except DamagedFile as error:
        yield f"Page {page} cannot be read: {error.sentence}"
        return
    digest = hashlib.sha256(content).hexdigest()
    if digest != facts.digest or len(content) != facts.byte_count:
        yield f"The bytes of page {page} are not those that were imported."
    row = transaction.pages.rows(after=page - 1, limit=1)[0]
    if row.block_count != sum(block.hidden is None for block in document.blocks):
        yield f"Page {page}: the stored number of visible blocks is wrong."
    yield from _evidence_problems(transaction, page)
    yield from (f"Page {page}: {one}." for one in remark_problems(document, remarks))
    for one in sets:
        where = f"Page {page}, “{one.annotator}”"
        found = _set_problems(project, document, one)
        yield from (f"{where}: {problem}." for problem in found)
        found = _journal_problems(transaction, page, document, one, remarks)
        yield from (f"{where}: {problem}." for problem in found)


def _evidence_problems(transaction: Transaction, page: PageId) -> Iterator[str]:
    try:
        kept = transaction.evidence.find(page)
        if kept is not None:
            evidence_from_json(kept.json)
    except (DamagedFile, BugError) as error:
        yield f"The evidence of page {page} has to be made again: {error}"


def _set_problems(project: Project, document: Document, one: AuthoredSet) -> Iterator[str]:
    broken = violations(document, one.annotations)
    yield from broken
    known = {label.id for label in project.label_set.labels}
    for label in sorted({annotation.label for annotation in one.annotations} - known):
        yield f"the label set has no label “{label}”"
    if broken:
        return
    undecided = Tally(document, one.annotations).undecided_count
    if undecided != one.undecided_count:
        yield f"{_blocks_are(undecided)} undecided, but {one.undecided_count} is stored"
    # A reviewer may have decided that some text has no label.
    is_gold = GOLD in {one.annotator, one.fork_of}
    if undecided and one.status in {Status.FINISHED, Status.ACCEPTED} and not is_gold:
        yield f"it is {one.status}, but {_blocks_are(undecided)} undecided"


def _blocks_are(count: int) -> str:
    return "1 block is" if count == 1 else f"{count} blocks are"


def _journal_problems(
    transaction: Transaction,
    page: PageId,
    document: Document,
    one: AuthoredSet,
    remarks: list[Remark],
) -> Iterator[str]:
    try:
        stored = transaction.sets.load(page, one.annotator_id)
        replayed = _replayed(stored.lines)
        History.of(stored.lines)
    except AnnotatorError as error:
        yield f"its journal cannot be replayed: {error}"
        return
    if replayed != stored.annotations:
        yield "its journal does not lead to the stored annotations"
    if len(stored.lines) != stored.revision:
        yield f"it is at revision {stored.revision}, but has {len(stored.lines)} journal lines"
    yield from status_problems(one, stored.lines, remarks)
    yield from decision_problems(document, one, stored.lines)


def _replayed(lines: tuple[JournalLine, ...]) -> AnnotationSet:
    annotations = AnnotationSet()
    for line in lines:
        annotations = apply(annotations, line.edit)
    return annotations


def _parsing_problems(project: Project, pages: list[PageId], report: Reporter) -> Iterator[str]:
    waiting: deque[tuple[PageId, Future[ParsedPage]]] = deque()
    with ParsingPool() as pool:
        for done, page in enumerate(pages):
            report(Progress(done, len(pages), "parsing anew"))
            with project.store.read() as transaction:
                raw = transaction.pages.raw(page)
                encoding = transaction.pages.facts(page).encoding
            waiting.append((page, pool.submit(raw, encoding)))
            if len(waiting) >= _PAGES_AT_ONCE:
                yield from _parsing_problem(project, *waiting.popleft())
        while waiting:
            yield from _parsing_problem(project, *waiting.popleft())


def _parsing_problem(project: Project, page: PageId, future: Future[ParsedPage]) -> Iterator[str]:
    with project.store.read() as transaction:
        stored = transaction.pages.document(page)
    try:
        parsed = future.result()
    except UserError as error:
        yield f"Page {page} no longer parses: {error}"
        return
    if document_from_json(parsed.text, parsed.blocks) != stored:
        yield f"Page {page}: its bytes now give another document than the stored one."
