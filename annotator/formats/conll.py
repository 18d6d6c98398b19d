"""CoNLL columns with IOB2 tags: a token a line, a block a sentence, a page a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.losses import REMARKS
from annotator.formats.tokens import page_tokens

_DOCUMENT = "-DOCSTART-\tO\n\n"


class Conll:
    """Two columns and a tab between them, the token and its tag."""

    name = "conll"
    title = "CoNLL columns with IOB2 tags"
    suffixes: tuple[str, ...] = (".conll", ".iob2", ".tsv")
    loses: tuple[str, ...] = (
        "White space, and with it all offsets: only tokens and their order are left.",
        "Pages that tokens come from, annotators, and everything else that is known of both.",
        REMARKS,
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.NONE
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one document for each annotation set."""
        for page in pages:
            out.write(_DOCUMENT.encode())
            out.write("".join(_lines(page)).encode())


def _lines(page: LabelledPage) -> Iterator[str]:
    """The lines of all tokens, and an empty one behind those of each block."""
    text = page.document.text
    spans = [(one.annotation.span, one.name) for one in page.named_annotations()]
    at = 0
    has_lines = False
    ends = {block.span.end for block in page.document.blocks}
    for start, end in page_tokens(page):
        while at < len(spans) and spans[at][0].end <= start:
            at += 1
        if not text[start].isspace():
            tag = "O"
            if at < len(spans) and start in spans[at][0]:
                span, name = spans[at]
                tag = f"{'B' if start == span.start else 'I'}-{name}"
            has_lines = True
            yield f"{text[start:end]}\t{tag}\n"
        if end in ends and has_lines:
            has_lines = False
            yield "\n"
