"""Projects for tests: pages put into the store without parsing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.document_json import blocks_to_json
from annotator.core.documents import Document
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind, ParsedPage
from annotator.services import annotating
from annotator.services.changes import Changes
from annotator.services.projects import Project, create_project
from annotator.services.sitting import Sitting
from annotator.storage.pages import NewPage

IMPORTED_AT = datetime(2026, 2, 1, 12, tzinfo=UTC)


def parsed_page(
    document: Document,
    content: bytes,
    title: str = "A page",
    *,
    site: str = "news.example",
    fetched_at: datetime | None = None,
) -> ParsedPage:
    """What the parsing process would answer had it made this document of the content."""
    facts = PageFacts(
        digest=hashlib.sha256(content).hexdigest(),
        byte_count=len(content),
        kind=PageKind.TEXT,
        name="page.txt",
        title=title,
        url=f"https://{site}/story",
        site=site,
        encoding="utf-8",
        encoding_source=EncodingSource.DETECTED,
        replaced_count=0,
        cut=document.cut,
        fetched_at=fetched_at,
    )
    visible_count = sum(block.hidden is None for block in document.blocks)
    return ParsedPage(facts, document.text, blocks_to_json(document), visible_count)


def add_page(
    project: Project,
    document: Document,
    title: str = "A page",
    *,
    site: str = "news.example",
    fetched_at: datetime | None = None,
    is_blind: bool = False,
) -> PageId:
    """Put a page into the project as an import would; no two of one text and title."""
    content = f"{title}\n{document.text}".encode()
    parsed = parsed_page(document, content, title, site=site, fetched_at=fetched_at)
    with project.store.begin() as transaction:
        new = NewPage(content, parsed, is_blind=is_blind)
        return transaction.pages.add_all([new], IMPORTED_AT)[0]


def project_of(folder: Path, *documents: Document) -> Project:
    """A new project with these pages, numbered from 1, titled “Page 1” and so on."""
    project = create_project(folder / "news.annotator")
    for number, document in enumerate(documents, 1):
        add_page(project, document, f"Page {number}")
    return project


def do(
    project: Project, page: int, annotator: str, step: Callable[[Sitting], Changes]
) -> annotating.Outcome:
    """Take one step on a page and save it."""
    return annotating.change(project, PageId(page), annotator, step)


def label_blocks(project: Project, page: int, annotator: str, label: str, *blocks: int) -> None:
    """Label whole blocks of a page and save that."""

    def step(sitting: Sitting) -> Changes:
        return sitting.label([sitting.document.blocks[one].span for one in blocks], label)

    do(project, page, annotator, step)
