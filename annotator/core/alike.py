"""What the same correction may hold for: below it, in the same markup, of the same proposal."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import Label
from annotator.core.proposals import Proposal, Proposals, open_proposals
from annotator.core.spans import Span

_start_of: Callable[[Proposal], int] = attrgetter("span.start")


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
    them, that has the same label proposed as that one had.
    """
    signatures = proposals.signatures
    wanted: set[tuple[int, str]] = set()
    end = 0
    for one in corrected:
        index = document.block_at(one.span.start)
        if index < len(signatures):
            wanted.add((signatures[index], one.label))
            end = max(end, document.blocks[index].span.end)
    if not wanted:
        return None
    names = {name for _, name in wanted}
    every = proposals.proposals
    below = [
        one
        for one in every[bisect_left(every, end, key=_start_of) :]
        if one.label in names
        and (signatures[document.block_at(one.span.start)], one.label) in wanted
    ]
    spans = tuple(one.span for one in open_proposals(document, annotations, below))
    if not spans:
        return None
    blocks = dict.fromkeys(document.block_at(span.start) for span in spans)
    return Offer(label, spans, tuple(blocks))
