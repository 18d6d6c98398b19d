"""The main content of a labelled page as text, for formats that hold no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from annotator.core.documents import Block
from annotator.core.labelled import LabelledPage, NamedAnnotation
from annotator.core.policies import Kind
from annotator.core.spans import Span

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENTRIES = frozenset({"li", "dt", "dd"})

TEXT_ALONE = (
    "All text that is no main content, and which labels the main content had.",
    "Where a text stands in its page: one that occurs more than once is found by the order alone.",
    "Whether two paragraphs were one line of the page whose middle is no main content.",
    "Origins, notes, doubts and decisions.",
)
"""What is lost wherever such texts are all that is written."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of main content, or of other text, inside one block."""

    block: Block
    text: str

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading, rather than in an entry of a list."""
        return self._nearest() in _HEADINGS

    @property
    def is_entry(self) -> bool:
        """Whether it stands in an entry of a list, rather than in a heading."""
        return self._nearest() in _ENTRIES

    @property
    def level(self) -> int:
        """The level of the heading that it stands in, from 1; 0 where it stands in none."""
        return int(self._nearest()[1]) if self.is_heading else 0

    def _nearest(self) -> str:
        steps = reversed(self.block.tag_path.split("/"))
        return next((step for step in steps if step in _HEADINGS or step in _ENTRIES), "")


def main_paragraphs(page: LabelledPage) -> list[Paragraph]:
    """The main content in its order."""
    return [one for is_main, one in _paragraphs(page) if is_main]


def other_paragraphs(page: LabelledPage) -> list[Paragraph]:
    """What was labelled as anything else, in its order."""
    return [one for is_main, one in _paragraphs(page) if not is_main]


def _paragraphs(page: LabelledPage) -> Iterator[tuple[bool, Paragraph]]:
    document = page.document

    def key(one: NamedAnnotation) -> tuple[int, bool]:
        return document.block_at(one.annotation.span.start), one.name == Kind.MAIN

    for (index, is_main), named in groupby(page.named_annotations(), key):
        last: Span | None = None
        for span in (one.annotation.span for one in named):
            # Two labels that are main content both are one text where nothing stands between.
            if last is not None and not document.text[last.end : span.start].strip():
                last = Span(last.start, span.end)
                continue
            if last is not None:
                yield is_main, Paragraph(document.blocks[index], document.quote(last))
            last = span
        if last is not None:
            yield is_main, Paragraph(document.blocks[index], document.quote(last))
