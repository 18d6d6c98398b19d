"""Labelled pages as a table of their spans: one row for each annotation."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.labelled import LabelledPage
from annotator.formats.columns import PAGE_COLUMNS, Cell, Kind, columns, page_cells

SPAN_COLUMNS = (
    *PAGE_COLUMNS,
    *columns(Kind.COUNT, "block", "start", "end"),
    *columns(Kind.TEXT, "label", "text"),
    *columns(Kind.FLAG, "whole_block"),
    *columns(Kind.TEXT, "origin", "note"),
    *columns(Kind.FLAG, "uncertain"),
    *columns(Kind.TEXT, "dom_start_xpath"),
    *columns(Kind.COUNT, "dom_start_offset"),
    *columns(Kind.TEXT, "dom_end_xpath"),
    *columns(Kind.COUNT, "dom_end_offset"),
)
"""The columns of the table, in their order."""


def span_rows(page: LabelledPage) -> Iterator[dict[str, Cell]]:
    """One row for each annotation of the page, in document order."""
    common = page_cells(page)
    document = page.document
    for named in page.named_annotations():
        annotation, where = named.annotation, named.dom_range
        block = document.blocks[document.block_at(annotation.span.start)]
        yield {
            **common,
            "block": block.index,
            "start": annotation.span.start,
            "end": annotation.span.end,
            "label": named.name,
            "text": document.quote(annotation.span),
            "whole_block": annotation.span == block.span.trimmed(document.text),
            "origin": annotation.origin.value,
            "note": annotation.note,
            "uncertain": annotation.uncertain,
            "dom_start_xpath": where.start.xpath if where else None,
            "dom_start_offset": where.start.offset if where else None,
            "dom_end_xpath": where.end.xpath if where else None,
            "dom_end_offset": where.end.offset if where else None,
        }
