"""A page's elements and texts, each text with what its label is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotator.core.errors import BugError
from annotator.core.labelled import LabelledPage, NamedAnnotation
from annotator.core.page_markup import ElementEnd, ElementStart, MarkupText
from annotator.core.policies import Kind
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a piece of one, under one label or none: `name` is what the label is called.

    `start` is where it stands in the document. Text that the document has not is under no label.
    """

    text: str
    start: int | None
    name: str | None

    @property
    def is_main(self) -> bool:
        """Whether it is main content."""
        return self.name == Kind.MAIN


LabelledPart: TypeAlias = ElementStart | ElementEnd | Piece


def labelled_parts(page: LabelledPage) -> list[LabelledPart]:
    """The parts of the page's markup, texts cut where their label changes."""
    if page.markup is None:
        raise BugError(f"page {page.page} came without its markup")
    named = list(page.named_annotations())
    parts: list[LabelledPart] = []
    for part in page.markup.parts:
        if isinstance(part, MarkupText):
            parts += _pieces(part, named)
        else:
            parts.append(part)
    return parts


def _pieces(part: MarkupText, named: Sequence[NamedAnnotation]) -> Iterator[Piece]:
    span = part.span
    if span is None:
        yield Piece(part.text, None, None)
        return
    at = span.start
    for one in _touching(named, span):
        inside = one.annotation.span.intersection(span)
        if inside.start > at:
            yield _piece(part, Span(at, inside.start), None)
        yield _piece(part, inside, one.name)
        at = inside.end
    if at < span.end:
        yield _piece(part, Span(at, span.end), None)


def _piece(part: MarkupText, span: Span, name: str | None) -> Piece:
    assert part.start is not None
    return Piece(part.text[span.start - part.start : span.end - part.start], span.start, name)


def _touching(named: Sequence[NamedAnnotation], span: Span) -> Iterator[NamedAnnotation]:
    # Texts do not come in the order of the document where one line goes on behind another.
    low, high = 0, len(named)
    while low < high:
        middle = (low + high) // 2
        if named[middle].annotation.span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    while low < len(named) and named[low].annotation.span.start < span.end:
        yield named[low]
        low += 1


def text_groups(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one text node, neighbours of one name as one.

    What the document has not goes with what stands before it, or else behind it: it is white space
    as a rule. So does white space that no label covers.
    """
    # Of each group its first piece and all texts: a long text has pieces by the thousand.
    groups: list[tuple[Piece, list[str]]] = []
    leading: list[str] = []
    for piece in pieces:
        is_neutral = piece.start is None or (piece.name is None and not piece.text.strip())
        if groups and (is_neutral or groups[-1][0].name == piece.name):
            groups[-1][1].append(piece.text)
        elif is_neutral:
            leading.append(piece.text)
        else:
            groups.append((piece, [*leading, piece.text]))
            leading = []
    found = [Piece("".join(texts), first.start, first.name) for first, texts in groups]
    return [*found, *([Piece("".join(leading), None, None)] if leading else [])]
