"""The features of a page's blocks, for a cleaner that was trained on a table of them."""

from __future__ import annotations

from annotator.core.annotations import AnnotationSet
from annotator.core.document_json import document_from_json
from annotator.core.journal import Status
from annotator.core.labelled import LabelledPage
from annotator.core.labels import LabelSet
from annotator.core.pages import PageId, PageKind, RawPage
from annotator.formats.block_rows import BLOCK_COLUMNS, block_rows
from annotator.formats.columns import PAGE_COLUMNS, Cell
from annotator.pages.parsing import parse

_LABELS = frozenset({"label", "largest_label", "largest_share"})
_TOLD = {one.name for one in BLOCK_COLUMNS} - {one.name for one in PAGE_COLUMNS} - _LABELS
_NO_LABELS = LabelSet("", 1, ())


def block_features(html: str, url: str | None = None) -> list[dict[str, Cell]]:
    """One row a block of the page, in document order, as `blocks-parquet` and `blocks-csv` have it.

    Without the columns about the page and its labels. Whoever trains on those tables so gets the
    very same numbers of a new page. Raises `UserError` where the page cannot be read.
    """
    raw = RawPage(html.encode("utf-8", "replace"), "page", PageKind.HTML, url, "utf-8")
    parsed = parse(raw)
    page = LabelledPage(
        page=PageId(0),
        facts=parsed.facts,
        document=document_from_json(parsed.text, parsed.blocks),
        label_set=_NO_LABELS,
        annotator="",
        status=Status.NEW,
        annotations=AnnotationSet(),
    )
    return [{name: cell for name, cell in row.items() if name in _TOLD} for row in block_rows(page)]
