"""Roles for the lines of a text dump, from their shapes and their order: it has no markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.assist.dump_marks import line_marks
from annotator.assist.dump_page import WHOLE_DISCLOSURE, Line
from annotator.assist.dump_path import ROLES, best_scores, role_shares, weighed
from annotator.core.documents import Document
from annotator.core.roles import Role
from annotator.core.spans import Span

_MOST_CERTAIN = 0.999
_DISCLOSURE = 0.97


@dataclass(frozen=True, slots=True)
class LineRole:
    """The role proposed for a block, and the probability that it is right, from 0 to 1."""

    block: int
    role: Role
    confidence: float


def propose_lines(
    document: Document, titles: Sequence[str], disclosures: Mapping[int, tuple[Span, ...]]
) -> list[LineRole]:
    """A role for every visible block, in order.

    `titles` are what the page is known to declare as its title, perhaps nothing; `disclosures` the
    spans that tell of AI, in offsets of the document, by the number of their block. A block that
    is nothing but a disclosure has that role; one with more to it has the role of the rest.
    """
    blocks = [block for block in document.blocks if block.hidden is None]
    if not blocks:
        return []
    lines = [
        Line(
            text := document.quote(block.span),
            block.paragraph if block.paragraph is not None else block.index,
            _disclosed(text, block.span, disclosures.get(block.index, ())),
        )
        for block in blocks
    ]
    shares = role_shares(best_scores(weighed(line_marks(lines, titles))))
    best = shares.argmax(axis=1)
    proposed: list[LineRole] = []
    for block, line, role, share in zip(blocks, lines, best, shares, strict=True):
        if line.disclosed >= WHOLE_DISCLOSURE:
            proposed.append(LineRole(block.index, Role.AI_DISCLOSURE, _DISCLOSURE))
        else:
            confidence = min(float(share[role]), _MOST_CERTAIN)
            proposed.append(LineRole(block.index, ROLES[role], confidence))
    return proposed


def _disclosed(text: str, span: Span, disclosures: tuple[Span, ...]) -> float:
    """The share of a block's letters and digits that stand in disclosures."""
    if not disclosures:
        return 0.0
    letters = sum(map(str.isalnum, text))
    inside = 0
    for one in disclosures:
        part = one.intersection(span)
        inside += sum(map(str.isalnum, text[part.start - span.start : part.end - span.start]))
    return inside / letters if letters else 0.0
