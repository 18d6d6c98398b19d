"""Pages with gold become rows to learn from, grouped by site and by shared template."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.assist.features import FEATURES, features
from annotator.assist.train.gold import gold_roles
from annotator.assist.visible_page import Floats, PageInput, VisiblePage, Whole
from annotator.core.document_json import document_from_json
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.core.roles import Role
from annotator.pages.parsing import parse

NOT_TOLD = -1
SOURCES = ("fundus", "aeb", "cpe", "readability")
"""Sources whose gold is the whole body. Others were tried: what their gold counts as body differs
so much that the model became worse on these."""

_LEAST_FOUND = 0.8
_TITLE_LIKE = 0.5
_LEAST_SHARED = 15
_SHARE_SHARED = 0.4
_MOST_SITES = 25


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """A page with its rows and, by block, the number of its role in `ROLES` or `NOT_TOLD`.

    `group` is the same for all pages of sites that share a template.
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

    @property
    def has_headline(self) -> bool:
        """Whether the gold has a headline, and the page shows it."""
        return bool((self.target == ROLES.index(Role.HEADLINE)).any())


ROLES = (Role.HEADLINE, Role.BODY, Role.REST)
"""What the gold of the corpus tells apart; teasers are rest in it."""


def training_pages(corpus: Path, sources: Sequence[str] = SOURCES) -> list[TrainingPage]:
    """The pages of these sources whose gold body is found in their visible blocks."""
    found = [
        page
        for source in sources
        for row, path in _gold_rows(corpus / "pages" / source)
        if (page := _training_page(source, row, path)) is not None
    ]
    groups = shared_templates((one.site, one.page.evidence.elements.class_name) for one in found)
    return [replace(one, group=groups[one.site]) for one in found]


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


def shared_templates(pages: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """For each site the one that speaks for all that share its template; the classes tell.

    Two sites share one where at least 15 classes, and 40 % of those of the smaller, are in both;
    classes that more than 25 sites have say nothing.
    """
    classes: dict[str, set[str]] = defaultdict(set)
    for site, names in pages:
        classes[site] |= {name for name in names if name}
    sites = sorted(classes)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, site in enumerate(sites):
        for name in classes[site]:
            holders[name].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= _MOST_SITES:
            shared.update((a, b) for place, a in enumerate(numbers) for b in numbers[place + 1 :])
    head = list(range(len(sites)))

    def top(number: int) -> int:
        while head[number] != number:
            number = head[number]
        return number

    for (a, b), count in sorted(shared.items()):
        smaller = min(len(classes[sites[a]]), len(classes[sites[b]]))
        if count >= _LEAST_SHARED and count > _SHARE_SHARED * smaller:
            head[top(b)] = top(a)
    return {site: sites[top(number)] for number, site in enumerate(sites)}
