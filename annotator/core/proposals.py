"""What a machine suggests for a page. A proposal is never a label: an edit makes it one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from operator import attrgetter

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import LabelId
from annotator.core.spans import Span, uncovered

DOUBT_BELOW = 0.95
"""What is proposed with less confidence wants a look before a page is finished."""
_SURE = 0.99
_GUESS = 0.8


class Source(StrEnum):
    """Where a proposal comes from, in the order of trust."""

    SITE = "seen on this site"
    MODEL = "model"
    RULE = "rule"


class Grade(IntEnum):
    """How sure a proposal is, in the steps in which it is drawn."""

    GUESS = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A label for one block, or for a part of one; `span` lies inside the block, trimmed.

    `confidence` is the probability that the label is right, from 0 to 1, in steps of 0.0001.
    """

    span: Span
    label: LabelId
    confidence: float
    source: Source

    @property
    def is_doubtful(self) -> bool:
        """Whether an editor should look at it before accepting it with all the rest."""
        return self.source is not Source.SITE and self.confidence < DOUBT_BELOW

    @property
    def grade(self) -> Grade:
        """How it is drawn: what this site had before is sure."""
        if self.source is Source.SITE or self.confidence >= _SURE:
            return Grade.SURE
        return Grade.LIKELY if self.confidence >= _GUESS else Grade.GUESS


_start_of: Callable[[Proposal], int] = attrgetter("span.start")


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals for a page: in document order, without overlap, one or more a visible block.

    They cover the visible text whether it is decided or not; `open_proposals` leaves out what is.
    `model` names the versions of all that proposed, and is empty where nothing did. `signatures`
    has a number for each block of the document, alike where the markup around it is alike; it is
    empty for a text dump.
    """

    proposals: tuple[Proposal, ...] = ()
    model: str = ""
    signatures: tuple[int, ...] = ()

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.proposals)

    def __len__(self) -> int:
        return len(self.proposals)


NO_PROPOSALS = Proposals()


@dataclass(frozen=True, slots=True)
class Switches:
    """Which of the sources may propose; `adapter` is what the model learns from this project."""

    rules: bool = True
    model: bool = True
    site: bool = True
    adapter: bool = True

    def __bool__(self) -> bool:
        """Whether anything may propose at all."""
        return self.rules or self.model or self.site


def open_proposals(
    document: Document, annotations: AnnotationSet, proposals: Iterable[Proposal]
) -> list[Proposal]:
    """The proposals cut down to the undecided text, in order; what is decided has none."""
    found: list[Proposal] = []
    for one in proposals:
        taken = [held.span for held in annotations.touching(one.span)]
        if not taken:
            found.append(one)
            continue
        found += [
            Proposal(gap, one.label, one.confidence, one.source)
            for gap in uncovered(document.text, one.span, taken)
        ]
    return found


@dataclass(frozen=True, slots=True)
class ProposedRun:
    """Proposals of one label, all doubtful or none, in blocks with no other visible text between.

    `span` reaches from the start of the first to the end of the last.
    """

    span: Span
    label: LabelId
    is_doubtful: bool
    proposals: tuple[Proposal, ...]


def proposed_runs(document: Document, proposals: Iterable[Proposal]) -> list[ProposedRun]:
    """The runs of these proposals, which are those that are open, in document order.

    A run ends where the label or the doubt changes, and where text that is decided lies between.
    """
    runs: list[list[Proposal]] = []
    for one in sorted(proposals, key=_start_of):
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.label == one.label
            and last.is_doubtful == one.is_doubtful
            and _follows(document, last.span, one.span)
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        ProposedRun(
            Span(run[0].span.start, run[-1].span.end),
            run[0].label,
            run[0].is_doubtful,
            tuple(run),
        )
        for run in runs
    ]


def _follows(document: Document, before: Span, after: Span) -> bool:
    """Whether nothing but white space and hidden blocks lies between the two."""
    if document.text[before.end : after.start].isspace() or before.end == after.start:
        return True
    first, last = document.block_at(before.start), document.block_at(after.start)
    between = range(first + 1, last)
    return (
        first < last
        and all(_is_out_of_sight(document, index) for index in between)
        and not uncovered(
            document.text,
            Span(before.end, document.blocks[first].span.end),
            (),
        )
        and not uncovered(document.text, Span(document.blocks[last].span.start, after.start), ())
    )


def _is_out_of_sight(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return block.hidden is not None or not block.span.trimmed(document.text)
