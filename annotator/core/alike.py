"""What the same correction may hold for: below it, in the same markup, of the same proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from annotator.core.accepting import touching
from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import Label
from annotator.core.proposals import Proposal, Proposals, open_proposals
from annotator.core.spans import Span

MOST_BLOCKS = 500
"""So many blocks are looked at, so that a correction on a long page takes no time either."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A label for undecided text that is like what was just corrected; nothing is done yet.

    `spans` are what would be labelled, in order, and `blocks` the numbers of the blocks that they
    lie in.
    """

    label: Label
    spans: tuple[Span, ...]
    blocks: tuple[int, ...]


def offer_alike(
    document: Document,
    annotations: AnnotationSet,
    proposals: Proposals,
    corrected: Iterable[Proposal],
    label: Label,
) -> Offer | None:
    """What a correction may hold for as well; None where that is nothing.

    `corrected` are the proposals that were given `label` instead, and `annotations` the set after
    that. Alike is undecided text below the last of them, in a block of the same signature as one of
    them, that has the same label proposed as that one had. Of very many blocks the next 500 count.
    """
    signatures = proposals.signatures
    wanted: set[tuple[int, str]] = set()
    last = -1
    for one in corrected:
        index = document.block_at(one.span.start)
        if index < len(signatures):
            wanted.add((signatures[index], one.label))
            last = max(last, index)
    if not wanted:
        return None
    alike = {signature for signature, _ in wanted}
    numbers = (index for index in range(last + 1, len(signatures)) if signatures[index] in alike)
    below = [
        one
        for index in islice(numbers, MOST_BLOCKS)
        for one in touching(proposals.proposals, [document.blocks[index].span])
        if (signatures[index], one.label) in wanted
    ]
    spans = tuple(one.span for one in open_proposals(document, annotations, below))
    if not spans:
        return None
    blocks = dict.fromkeys(document.block_at(span.start) for span in spans)
    return Offer(label, spans, tuple(blocks))
