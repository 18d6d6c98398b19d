"""Pages with gold become rows to learn from, grouped by site and by shared template."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.assist.features import FEATURES, features
from annotator.assist.train.gold import gold_roles
from annotator.assist.train.grouping import shared_templates
from annotator.assist.train.marked import TUNING, MarkedPage, corpus_files, read_page
from annotator.assist.visible_page import Floats, PageInput, VisiblePage, Whole
from annotator.core.document_json import document_from_json
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.core.roles import Role
from annotator.pages.parsing import parse

NOT_TOLD = -1
MARKED = "marked"
"""The source of pages that are marked, and of no source whose gold is the whole body."""
SOURCES = ("fundus", "aeb", "cpe", "readability")
"""Sources whose gold is the whole body. Others were tried: what their gold counts as body differs
so much that the model became worse on these."""

_LEAST_FOUND = 0.8
_TITLE_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """A page with its rows and, by block, the number of its role in `ROLES` or `NOT_TOLD`.

    `group` is the same for all pages of sites that share a template. `marks` are roles by the
    marking guideline; gold is what a page is judged by, marks are better to learn from.
    """

    source: str
    name: str
    digest: str
    site: str
    group: str
    page: PageInput
    visible: VisiblePage
    rows: Floats
    lists: Whole
    target: npt.NDArray[np.int64]
    headline_copies: tuple[int, ...]
    marks: npt.NDArray[np.int64] | None = None

    @property
    def taught(self) -> npt.NDArray[np.int64]:
        """What a model learns from the page: its marks, where it has any, else its gold."""
        return self.target if self.marks is None else self.marks

    @property
    def has_headline(self) -> bool:
        """Whether the gold has a headline, and the page shows it."""
        return bool((self.target == ROLES.index(Role.HEADLINE)).any())


ROLES = (Role.HEADLINE, Role.BODY, Role.REST)
"""What the gold of the corpus tells apart; teasers are rest in it."""


def training_pages(
    corpus: Path, marked: Sequence[MarkedPage] = (), sources: Sequence[str] = SOURCES
) -> list[TrainingPage]:
    """The pages of these sources whose gold body is found in their visible blocks.

    Those that are marked as well, and may be tuned on, have their marks; marked pages of other
    sources come behind, as pages of the source `MARKED`.
    """
    found = [
        page
        for source in sources
        for row, path in _gold_rows(corpus / "pages" / source)
        if (page := _training_page(source, row, path)) is not None
    ]
    found = _with_marks(found, corpus, marked)
    groups = shared_templates((one.site, one.page.evidence.elements.class_name) for one in found)
    return [replace(one, group=groups[one.site]) for one in found]


def _with_marks(
    pages: list[TrainingPage], corpus: Path, marked: Sequence[MarkedPage]
) -> list[TrainingPage]:
    marks = {one.digest: one for one in marked if one.half == TUNING}
    files = corpus_files(corpus) if marks else {}
    known = {one.digest for one in pages}
    found = [
        replace(one, marks=_target_of(marks[one.digest], one.visible))
        if one.digest in marks
        else one
        for one in pages
    ]
    for digest, one in marks.items():
        if digest in files and digest not in known:
            page, site = read_page(files[digest])
            visible = VisiblePage(page)
            told = features(visible)
            target = _target_of(one, visible)
            found.append(
                TrainingPage(
                    MARKED,
                    digest,
                    digest,
                    site or digest,
                    "",
                    page,
                    visible,
                    told.rows,
                    told.lists,
                    target,
                    (),
                )
            )
    return found


def _target_of(marked: MarkedPage, visible: VisiblePage) -> npt.NDArray[np.int64]:
    """The number in `ROLES` of each block's mark; teasers are rest, disclosures of AI not told."""
    numbers = {str(role): number for number, role in enumerate(ROLES)}
    numbers[str(Role.TEASER)] = numbers[str(Role.REST)]
    return np.array(
        [numbers.get(marked.labels.get(index, ""), NOT_TOLD) for index in visible.index],
        dtype=np.int64,
    )


def fold_of(group: str, count: int) -> int:
    """The fold of a group, the same on every machine."""
    return int(sha256(group.encode()).hexdigest(), 16) % count


def _gold_rows(source: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    for line in (source / "gold.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            path = source / f"{row['id']}.html.gz"
            if row.get("body") and not row.get("dup_of") and path.exists():
                yield row, path


def _training_page(source: str, row: dict[str, Any], path: Path) -> TrainingPage | None:
    content = gzip.decompress(path.read_bytes())
    parsed = parse(RawPage(content, path.name, PageKind.HTML, url=row["url"]))
    document = document_from_json(parsed.text, parsed.blocks)
    page = PageInput(document, evidence_from_json(parsed.evidence), PageKind.HTML)
    visible = VisiblePage(page)
    if not len(visible):
        return None
    gold = gold_roles(visible.texts, _in_breadcrumbs(visible), row["headline"], row["body"])
    if gold.found < _LEAST_FOUND:
        return None
    told = features(visible)
    rows = told.rows
    target = np.array(
        [NOT_TOLD if role is None else ROLES.index(role) for role in gold.roles], dtype=np.int64
    )
    if not gold.has_headline:
        # Without a gold headline nobody can say whether what is like the title is one.
        likeness = rows[
            :, [FEATURES.index("like the title"), FEATURES.index("like a part of the title")]
        ]
        target[likeness.max(axis=1) >= _TITLE_LIKE] = NOT_TOLD
    site = parsed.facts.site or row["domain"]
    return TrainingPage(
        source,
        row["id"],
        parsed.facts.digest,
        site,
        site,
        page,
        visible,
        rows,
        told.lists,
        target,
        gold.headline_copies,
    )


def _in_breadcrumbs(page: VisiblePage) -> list[bool]:
    elements = page.evidence.elements
    named = [
        "breadcrumb" in f"{class_name} {element_id} {marks}".lower()
        for class_name, element_id, marks in zip(
            elements.class_name, elements.element_id, elements.marks, strict=True
        )
    ]
    return [any(named[number] for number in page.chains[element][:5]) for element in page.element]
