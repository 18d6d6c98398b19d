"""Pages that were marked with five labels, as ranges of block numbers without any text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from annotator.assist.features import features
from annotator.assist.train.grouping import shared_templates
from annotator.assist.visible_page import Floats, PageInput, VisiblePage, Whole
from annotator.core.document_json import document_from_json
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.core.roles import Role
from annotator.pages.parsing import parse

TUNING, HELD_OUT = "tuning", "held out"


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A marked page: the label of each block by number; blocks of several labels have `spans`.

    A span is the number of its block, start and end in it in code points, and its label. `half`
    says whether anything may be tuned on the page.
    """

    digest: str
    site: int
    half: str
    segmenter: str
    labels: dict[int, str]
    spans: tuple[tuple[int, int, int, str], ...]


@dataclass(frozen=True, slots=True)
class TeaserRows:
    """A marked page in numbers: 1 for teasers, 0 for the rest, -1 for all else."""

    site: int
    rows: Floats
    lists: Whole
    target: Whole


def marked_pages(path: Path) -> list[MarkedPage]:
    """The pages that a file of marks names."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return [_page(row) for row in table["pages"]]


def corpus_files(corpus: Path) -> dict[str, Path]:
    """The files of the corpus by the digest of the page in them."""
    return {
        sha256(gzip.decompress(path.read_bytes())).hexdigest(): path
        for path in sorted((corpus / "pages").glob("*/*.html.gz"))
    }


def read_page(path: Path) -> tuple[PageInput, str]:
    """A page of the corpus, ready to propose for, and its site as far as it tells that itself."""
    parsed = parse(RawPage(gzip.decompress(path.read_bytes()), path.name, PageKind.HTML))
    document = document_from_json(parsed.text, parsed.blocks)
    page = PageInput(document, evidence_from_json(parsed.evidence), PageKind.HTML)
    return page, parsed.facts.site


def teaser_rows(path: Path, corpus: Path) -> Iterator[TeaserRows]:
    """The pages that may be tuned on.

    Pages that share a template with one that is held out are left out.
    """
    files = corpus_files(corpus)
    told = {Role.TEASER.value: 1, Role.REST.value: 0}
    pages = [
        (marked, read_page(files[marked.digest])[0])
        for marked in marked_pages(path)
        if marked.digest in files
    ]
    groups = shared_templates(
        (str(marked.site), page.evidence.elements.class_name) for marked, page in pages
    )
    closed = {groups[str(marked.site)] for marked, _ in pages if marked.half == HELD_OUT}
    for marked, page in pages:
        if groups[str(marked.site)] in closed:
            continue
        visible = VisiblePage(page)
        target = [told.get(marked.labels.get(index, ""), -1) for index in visible.index]
        page_told = features(visible)
        yield TeaserRows(
            marked.site, page_told.rows, page_told.lists, np.array(target, dtype=np.int64)
        )


def _page(row: dict[str, Any]) -> MarkedPage:
    labels = {
        block: label
        for label, ranges in row["labels"].items()
        for first, last in ranges
        for block in range(first, last + 1)
    }
    spans = tuple((block, start, end, label) for block, start, end, label in row["spans"])
    return MarkedPage(row["digest"], row["site"], row["half"], row["segmenter"], labels, spans)
