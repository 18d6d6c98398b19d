"""Projects of labelled pages for the benchmark of proposing: real pages, one site of thousands."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from annotator.core.annotations import Annotation
from annotator.core.document_json import document_from_json
from annotator.core.edits import Edit
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageId, PageKind, ParsedPage, RawPage
from annotator.pages.parsing import parse
from annotator.services.evidence import evidence_of
from annotator.services.projects import Project, create_project
from annotator.storage.pages import NewPage

ANNOTATOR = "ann"
SOURCES = ("fundus", "aeb", "cpe")
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_MENU = ("News", "Weather", "Sport", "Culture", "Science", "Travel", "Letters", "Archive")
_WORDS = ("river", "walls", "morning", "night", "people", "of", "the", "and", "held", "rose")


def real_pages(corpus: Path) -> Iterator[RawPage]:
    """The pages of the corpus that have gold, with their addresses."""
    for source in SOURCES:
        folder = corpus / "pages" / source
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line else {}
            path = folder / f"{row.get('id')}.html.gz"
            if path.exists():
                content = gzip.decompress(path.read_bytes())
                yield RawPage(content, path.name, PageKind.HTML, url=row["url"])


def pages_of_one_site(count: int) -> Iterator[RawPage]:
    """Short pages of one template, each with a story and teasers of its own."""
    chance = random.Random(7)

    def sentence(length: int) -> str:
        return " ".join(chance.choices(_WORDS, k=length)).capitalize() + "."

    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in _MENU)
    for number in range(count):
        title = sentence(8)
        body = "".join(f'<p class="text">{sentence(40)}</p>' for _ in range(8))
        cards = "".join(
            f'<li class="card"><a href="/story/{chance.randrange(10**6)}"><h3>{sentence(7)}</h3>'
            f"<p>{sentence(12)}</p></a></li>"
            for _ in range(6)
        )
        yield RawPage(
            f"<html><head><title>{title} | Site</title></head><body><nav><ul>{menu}</ul></nav>"
            f"<main><article><h1>{title}</h1>{body}</article></main><aside><ul>{cards}</ul></aside>"
            "<footer><p>All rights reserved.</p></footer></body></html>".encode(),
            f"{number}.html",
            PageKind.HTML,
            url=f"https://site.example/story/{number}",
        )


def long_page(blocks: int) -> RawPage:
    """One page of many blocks."""
    texts = "".join(
        f'<div class="row"><a href="/story/{number}">Story {number}</a><p>The river rose and the '
        f"walls of sand held until morning {number}.</p></div>"
        for number in range(blocks // 2)
    )
    content = f"<html><head><title>The river rose</title></head><body>{texts}</body></html>"
    return RawPage(content.encode(), "long.html", PageKind.HTML, url="https://long.example/1")


def make_project(path: Path, raws: Iterable[RawPage], finished_but: int) -> list[ParsedPage]:
    """Make a project of these pages, numbered from 1; all but the last few of them are labelled."""
    different = {sha256(raw.content).digest(): raw for raw in raws}
    parsed = [(raw, parse(raw)) for raw in different.values()]
    news = [NewPage(raw.content, one, evidence=evidence_of(one)) for raw, one in parsed]
    with create_project(path, blind_share=0) as project, project.store.begin() as transaction:
        author = transaction.annotators.find_or_add(ANNOTATOR)
        pages = transaction.pages.add_all(news, _NOON)
        for page in pages[: len(pages) - finished_but]:
            line = _finished(parsed[page - 1][1], _NOON + timedelta(seconds=page))
            transaction.sets.append(page, author, 0, [line], 0)
    return [one for _, one in parsed]


def finish(project: Project, page: int, parsed: ParsedPage) -> None:
    """Store that the annotator finished a page, later than all others."""
    with project.store.begin() as transaction:
        author = transaction.annotators.find_or_add(ANNOTATOR)
        line = _finished(parsed, _NOON + timedelta(days=page))
        transaction.sets.append(PageId(page), author, 0, [line], 0)


def labels_of(parsed: ParsedPage) -> list[Annotation]:
    """Labels for all visible text of a page: a headline, and every third block is body.

    To learn them takes as long as to learn right ones.
    """
    document = document_from_json(parsed.text, parsed.blocks)
    spans = [block.span for block in document.blocks if block.hidden is None]
    labels = ["headline", *(("body", "boilerplate", "boilerplate") * len(spans))]
    return [Annotation(span, LabelId(label)) for span, label in zip(spans, labels, strict=False)]


def _finished(parsed: ParsedPage, at: datetime) -> JournalLine:
    edit = Edit("label", frozenset(), frozenset(labels_of(parsed)))
    return JournalLine(LineKind.EDIT, edit, Status.FINISHED, at)
