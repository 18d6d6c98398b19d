"""Pages written in a line or two, as everything in `assist` takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.assist.visible_page import PageInput, VisiblePage
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.document_json import document_from_json
from annotator.core.labels import LabelId, parse_label_set
from annotator.core.page_evidence import evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.core.proposals import Proposals
from annotator.core.spans import Span
from annotator.pages.parsing import parse

RESOURCES = Path(__file__).parents[3] / "resources"
LABEL_SET = parse_label_set((RESOURCES / "labels.toml").read_text(encoding="utf-8"))
"""The labels of the program, with every role."""


def written(
    markup: str, url: str | None = None, repeated: Sequence[bool] | None = None
) -> PageInput:
    """A page of markup."""
    parsed = parse(RawPage(markup.encode(), "page.html", PageKind.HTML, url))
    document = document_from_json(parsed.text, parsed.blocks)
    return PageInput(document, evidence_from_json(parsed.evidence), PageKind.HTML, repeated)


def dumped(text: str) -> PageInput:
    """A text dump."""
    parsed = parse(RawPage(text.encode(), "page.txt", PageKind.TEXT))
    document = document_from_json(parsed.text, parsed.blocks)
    return PageInput(document, evidence_from_json(parsed.evidence), PageKind.TEXT)


def visible(markup: str, url: str | None = None) -> VisiblePage:
    """The visible blocks of a page of markup."""
    return VisiblePage(written(markup, url))


def labelled(page: PageInput, labels: Mapping[str, str]) -> AnnotationSet:
    """A set that gives the first place of each of these texts its label."""
    text = page.document.text
    found = []
    for quote, label in labels.items():
        start = text.index(quote)
        found.append(Annotation(Span(start, start + len(quote)), LabelId(label)))
    return AnnotationSet.of(found)


def told(page: PageInput, proposals: Proposals) -> list[tuple[str, str]]:
    """What is proposed, as quotes and labels."""
    return [(page.document.quote(one.span), str(one.label)) for one in proposals]
