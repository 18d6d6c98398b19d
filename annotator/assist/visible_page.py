"""The visible blocks of a page in the form that everything here works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from annotator.assist.signatures import block_signatures, element_signature
from annotator.core.documents import Document
from annotator.core.page_evidence import PageEvidence
from annotator.core.pages import PageKind

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_LONGEST_CHAIN = 200


@dataclass(frozen=True, slots=True)
class PageInput:
    """A page to propose for.

    `repeated` says of each block of the document whether its text stands on another page of the
    site too; None where no other page is known.
    """

    document: Document
    evidence: PageEvidence
    kind: PageKind
    repeated: Sequence[bool] | None = None

    @property
    def has_markup(self) -> bool:
        """Whether there is anything but the lines of a text dump."""
        blocks = self.evidence.blocks.element
        return self.kind is PageKind.HTML and len(blocks) == len(self.document.blocks)


class VisiblePage:
    """The visible blocks of a page with markup by columns, one value a block, in order.

    `index` has their numbers in the document, `texts` their texts, `element` the number of the
    element of the evidence that holds each, `length` their code points, `link_share` as the
    document has it.
    """

    def __init__(self, page: PageInput) -> None:
        document, marks = page.document, page.evidence.blocks
        seen = [block for block in document.blocks if block.hidden is None]
        self.evidence = page.evidence
        self.index = [block.index for block in seen]
        text = document.text
        self.texts = [text[block.span.start : block.span.end] for block in seen]
        self.element = [marks.element[index] for index in self.index]
        self.link = [marks.link[index] for index in self.index]
        self.inline = [marks.inline[index] for index in self.index]
        self.image_count = [marks.image_count[index] for index in self.index]
        self.length: Floats = np.array([len(one) for one in self.texts], dtype=np.float64)
        self.link_share: Floats = np.array([block.link_share for block in seen], dtype=np.float64)

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def chains(self) -> list[tuple[int, ...]]:
        """For each element of the evidence itself and those around it, the outermost last.

        Of very many the inner ones alone: pages made to do harm are nested two thousand deep.
        """
        chains: list[tuple[int, ...]] = []
        for number, parent in enumerate(self.evidence.elements.parent):
            around = chains[parent][: _LONGEST_CHAIN - 1] if parent >= 0 else ()
            chains.append((number, *around))
        return chains

    @cached_property
    def element_signatures(self) -> list[int]:
        """For each element of the evidence 64 bits of its name and classes."""
        elements = self.evidence.elements
        return [
            element_signature(name, class_name)
            for name, class_name in zip(elements.name, elements.class_name, strict=True)
        ]

    @cached_property
    def all_signatures(self) -> list[int]:
        """For each block of the document, hidden ones too, 64 bits of the markup around it."""
        holders = self.evidence.blocks.element
        return block_signatures(self.chains, holders, self.element_signatures)

    @cached_property
    def signatures(self) -> list[int]:
        """Those of the visible blocks."""
        return [self.all_signatures[index] for index in self.index]
