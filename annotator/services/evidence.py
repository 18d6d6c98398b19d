"""The evidence of pages: kept as they come, and made of the stored bytes where it is not there."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from annotator.assist.templates import signature_hashes
from annotator.assist.text_hashes import text_hashes
from annotator.core import page_evidence
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.errors import BugError, UserError
from annotator.core.page_evidence import (
    BlockMarks,
    Elements,
    PageEvidence,
    evidence_from_json,
    evidence_to_json,
)
from annotator.core.pages import PageId, ParsedPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.projects import Project
from annotator.storage.engine import DamagedFile
from annotator.storage.evidence import HASH_BYTES, KeptEvidence
from annotator.storage.transaction import Transaction

VERSION = f"{page_evidence.VERSION} hashes-1"
"""Of evidence, hashes and signatures: what is kept of another version is made anew."""

_WORKERS = 2
_PAGES_AT_ONCE = 4


def evidence_of(parsed: ParsedPage) -> KeptEvidence:
    """What is to be kept of a page that was parsed."""
    document = document_from_json(parsed.text, parsed.blocks)
    if not parsed.evidence:
        return _kept(document, None)
    signatures = signature_hashes(evidence_from_json(parsed.evidence))
    return KeptEvidence(VERSION, parsed.evidence, text_hashes(document), signatures)


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    """The evidence of a page, and the hashes of the texts of its blocks."""

    evidence: PageEvidence
    text_hashes: bytes


def found_evidence(kept: KeptEvidence) -> FoundEvidence:
    """What is kept, as it is used; `BugError` where it cannot be read."""
    return FoundEvidence(evidence_from_json(kept.json), kept.text_hashes or b"")


def find_evidence(
    transaction: Transaction, page: PageId, document: Document
) -> FoundEvidence | None:
    """What is kept of a page, whose document this is; None where it has to be made.

    That is also where it is of another version, or damaged: it is made of the page again, and
    nobody has to do without proposals.
    """
    try:
        kept = transaction.evidence.find(page)
        found = None if kept is None or kept.version != VERSION else found_evidence(kept)
    except (DamagedFile, BugError):
        return None
    if found is None or len(found.text_hashes) != HASH_BYTES * len(document.blocks):
        return None
    return found


def complete_evidence(project: Project, pages: Sequence[PageId], report: Reporter = silent) -> None:
    """Make the evidence of those of the pages that came before there was any, and keep it.

    In a project that takes no changes it would have to be made every time: there nothing is done.
    """
    if project.is_read_only:
        return
    with project.store.read() as transaction:
        lacking = transaction.evidence.lacking(pages, VERSION)
    make_evidence(project, lacking, report)


def make_evidence(
    project: Project, pages: Sequence[PageId], report: Reporter = silent
) -> dict[PageId, KeptEvidence]:
    """Make the evidence of pages from their bytes and, where the project takes it, keep it.

    Each page is kept as soon as it is made: being stopped loses none. Of a page that no longer
    parses nothing is known, which is kept as well, so that it is not tried every time.
    """
    made: dict[PageId, KeptEvidence] = {}
    if not pages:
        return made
    waiting: deque[tuple[PageId, Document, str, Future[ParsedPage]]] = deque()

    def take_oldest() -> None:
        page, document, encoding, future = waiting.popleft()
        try:
            parsed = future.result()
        except UserError:
            parsed = None
        made[page] = _kept(document, parsed)
        if not project.is_read_only:
            with project.store.begin() as transaction:
                # Somebody may have decoded it anew meanwhile, and kept what goes with that.
                if transaction.pages.facts(page).encoding == encoding:
                    transaction.evidence.keep(page, made[page])

    with ParsingPool(workers=min(_WORKERS, len(pages))) as pool:
        for page in pages:
            report(Progress(len(made), len(pages), "looking at earlier pages"))
            with project.store.read() as transaction:
                document = transaction.pages.document(page)
                raw = transaction.pages.raw(page)
                encoding = transaction.pages.facts(page).encoding
            waiting.append((page, document, encoding, pool.submit(raw, encoding)))
            if len(waiting) >= _PAGES_AT_ONCE:
                take_oldest()
        while waiting:
            take_oldest()
    return made


def _kept(document: Document, parsed: ParsedPage | None) -> KeptEvidence:
    """What is kept of a page whose annotations count in `document`.

    Where the parser of today makes another document of its bytes, the markup around its blocks is
    unknown; what the page declares is not.
    """
    evidence = PageEvidence()
    if parsed is not None and parsed.evidence:
        evidence = evidence_from_json(parsed.evidence)
        if document_from_json(parsed.text, parsed.blocks) != document:
            evidence = replace(evidence, elements=Elements(), blocks=BlockMarks())
    return KeptEvidence(
        VERSION,
        evidence_to_json(evidence),
        text_hashes(document),
        signature_hashes(evidence),
    )
