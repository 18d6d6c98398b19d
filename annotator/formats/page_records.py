"""Labelled pages as nested records, as data sets of the Hugging Face kind hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotator.core.documents import Block
from annotator.core.labelled import LabelledPage, NamedAnnotation


@dataclass(frozen=True, slots=True)
class Feature:
    """One field of a record: `type` is `string`, `int64`, `float64` or `bool`.

    `of` names the fields of the tables in a list; a plain value has none. `meaning` is one line.
    """

    name: str
    type: str = ""
    meaning: str = ""
    of: tuple[Feature, ...] = ()


FEATURES = (
    Feature("page", "int64", "number of the page in its project"),
    Feature("digest", "string", "SHA-256 of the page's own bytes"),
    Feature("kind", "string", "`html` or `text`"),
    Feature("name", "string", "where the page came from"),
    Feature("title", "string", "title of the page, may be empty"),
    Feature("url", "string", "address, null where unknown"),
    Feature("site", "string", "registered domain of the address, may be empty"),
    Feature("language", "string", "what the page says of its language, may be empty"),
    Feature("licence", "string", "what is known of the right to pass it on, may be empty"),
    Feature("fetched_at", "string", "when it was fetched, ISO 8601 in UTC, null where unknown"),
    Feature("cut", "string", "why the page's end is missing, null where it is whole"),
    Feature("blind", "bool", "drawn to be labelled without any proposal"),
    Feature("label_set", "string", "name of the label set"),
    Feature("label_set_version", "int64", "version of the label set"),
    Feature("annotator", "string", "who labelled; `gold` for what reviewers decided"),
    Feature("status", "string", "`in progress`, `finished`, `returned` or `accepted`"),
    Feature("segmenter", "string", "version of the segmenter that made the text of the page"),
    Feature("text", "string", "text of the page, its blocks one newline apart"),
    Feature(
        "blocks",
        meaning="blocks in document order",
        of=(
            Feature("start", "int64"),
            Feature("end", "int64"),
            Feature("hidden", "string", "why a browser does not show it, null where it does"),
            Feature("xpath", "string", "element that holds it, empty in a text dump"),
            Feature("run", "int64", "which of the element's runs of text"),
            Feature("class", "string"),
            Feature("id", "string"),
            Feature("link_share", "float64", "share of its characters inside links"),
            Feature("paragraph", "int64", "number of the paragraph in a text dump, else null"),
        ),
    ),
    Feature(
        "spans",
        meaning="annotations in document order; they do not overlap, and none crosses a block",
        of=(
            Feature("start", "int64"),
            Feature("end", "int64"),
            Feature("label", "string"),
            Feature("origin", "string", "how it came to be"),
            Feature("note", "string"),
            Feature("uncertain", "bool"),
            Feature("dom_start_xpath", "string", "text node in the page's tree, or null"),
            Feature("dom_start_offset", "int64"),
            Feature("dom_end_xpath", "string"),
            Feature("dom_end_offset", "int64"),
        ),
    ),
)
"""The fields of a record, in their order."""


def page_record(page: LabelledPage) -> dict[str, Any]:
    """One annotation set of one page; the fields are those of `FEATURES`."""
    facts = page.facts
    return {
        "page": page.page,
        "digest": facts.digest,
        "kind": facts.kind.value,
        "name": facts.name,
        "title": facts.title,
        "url": facts.url,
        "site": facts.site,
        "language": page.language,
        "licence": page.licence,
        "fetched_at": facts.fetched_at and facts.fetched_at.isoformat(),
        "cut": facts.cut or page.document.cut,
        "blind": page.is_blind,
        "label_set": page.label_set.name,
        "label_set_version": page.label_set.version,
        "annotator": page.annotator,
        "status": page.status.value,
        "segmenter": page.document.segmenter,
        "text": page.document.text,
        "blocks": [_block(one) for one in page.document.blocks],
        "spans": [_span(one) for one in page.named_annotations()],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "start": block.span.start,
        "end": block.span.end,
        "hidden": block.hidden and block.hidden.value,
        "xpath": block.xpath,
        "run": block.run,
        "class": block.class_name,
        "id": block.element_id,
        "link_share": round(block.link_share, 4),
        "paragraph": block.paragraph,
    }


def _span(named: NamedAnnotation) -> dict[str, Any]:
    annotation, where = named.annotation, named.dom_range
    return {
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": named.name,
        "origin": annotation.origin.value,
        "note": annotation.note,
        "uncertain": annotation.uncertain,
        "dom_start_xpath": where.start.xpath if where else None,
        "dom_start_offset": where.start.offset if where else None,
        "dom_end_xpath": where.end.xpath if where else None,
        "dom_end_offset": where.end.offset if where else None,
    }
