"""A page's copy with all that the view needs of it, made on a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.core.documents import Document
from annotator.gui.page_view.messages import block_ranges
from annotator.gui.positions import BrowserText

if TYPE_CHECKING:  # the database comes with it, which a window without a project does without
    from annotator.services.displaying import PageCopy

MOST_ELEMENTS = 50_000
"""Elements up to which a browser shows a page in a few seconds."""


@dataclass(frozen=True, slots=True)
class PreparedCopy:
    """The copy, its text as a browser counts it, and where every block stands in that."""

    copy: PageCopy
    text: BrowserText
    blocks: list[list[int]]
    with_styles: bool

    @property
    def is_large(self) -> bool:
        """Whether showing it takes so long that the editor should be asked first."""
        return self.copy.displayed.element_count > MOST_ELEMENTS


def prepare(document: Document, copy: PageCopy, *, with_styles: bool) -> PreparedCopy:
    """Make ready what the view needs, for a document and its copy."""
    text = BrowserText(document.text, copy.displayed.map)
    return PreparedCopy(copy, text, block_ranges(document, text), with_styles)
