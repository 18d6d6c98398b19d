"""From spans of a document to the text nodes of its page, and back.

Every position of a document's text has a point of its own in the tree, so the way there and back
ends where it began.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from annotator.core.dom import DomPoint, DomRange
from annotator.core.errors import BugError, UserError
from annotator.core.pages import PageKind, RawPage
from annotator.core.spans import Span
from annotator.pages.dumps import dump_lines, joint, with_unix_newlines
from annotator.pages.html_reader import read_html
from annotator.pages.parsing import decoded_page
from annotator.pages.segmenting import text_lines
from annotator.pages.tracing import NodePiece, TracingReader
from annotator.pages.white_space import kept_places
from annotator.pages.xpaths import with_positions

_DUMP_NODE = "/html/body/pre/text()[1]"
"""Where a browser puts a text file."""


@dataclass(frozen=True, slots=True)
class _BlockSource:
    """Where the text of one block comes from: it begins at `start` in the document.

    `places` says for each of its code points where that stands in the joint text of `pieces`.
    """

    start: int
    pieces: tuple[NodePiece, ...]
    places: Sequence[int]

    def point(self, offset: int, *, ends: bool) -> DomPoint:
        """The point before code point `offset` of the block, or behind the one ahead of it."""
        is_behind = offset == len(self.places) or (ends and offset > 0)
        place = self.places[offset - 1] if is_behind else self.places[offset]
        piece = self.pieces[bisect_right(self.pieces, place, key=_piece_start) - 1]
        return DomPoint(piece.node, piece.offset + place - piece.start + is_behind)


def _piece_start(piece: NodePiece) -> int:
    return piece.start


def locate(raw: RawPage, encoding: str, spans: Sequence[Span]) -> list[DomRange]:
    """Where each span of the page's document stands in its tree, in the order of `spans`.

    `encoding` is the one that the document was made with. In a text dump the one text node is that
    which a browser shows the file in.
    """
    sources = _sources(raw, encoding)
    return [
        DomRange(
            _point(sources, span.start, ends=False), _point(sources, span.end, ends=bool(span))
        )
        for span in spans
    ]


def span_of(raw: RawPage, encoding: str, dom_range: DomRange) -> Span:
    """The span that runs between two points of the page's tree.

    White space that the document has not belongs to what follows it. `UserError` where one of the
    points stands in no text of a block.
    """
    sources = _sources(raw, encoding)
    ends = [_position(sources, point) for point in (dom_range.start, dom_range.end)]
    return Span(min(ends), max(ends))


def _point(sources: list[_BlockSource], position: int, *, ends: bool) -> DomPoint:
    found = bisect_right(sources, position, key=lambda source: source.start) - 1
    if found < 0 or position - sources[found].start > len(sources[found].places):
        raise BugError(f"position {position} lies outside the text of the page")
    source = sources[found]
    return source.point(position - source.start, ends=ends)


def _position(sources: list[_BlockSource], point: DomPoint) -> int:
    wanted = with_positions(point.xpath)
    position: int | None = None
    for source in sources:
        for piece in source.pieces:
            if with_positions(piece.node) == wanted:
                inside = max(0, point.offset - piece.offset)
                place = piece.start + min(inside, piece.length)
                position = source.start + bisect_left(source.places, place)
                # A text node may come in pieces, and all blocks of a dump stand in one.
                if inside <= piece.length and place <= source.places[-1] + 1:
                    return position
    if position is None:
        raise UserError(f"No block has text at “{point.xpath}”.", "Give the XPath of a text node.")
    return position


def _sources(raw: RawPage, encoding: str) -> list[_BlockSource]:
    decoded = decoded_page(raw, encoding)
    if raw.kind is PageKind.TEXT:
        return _dump_sources(with_unix_newlines(decoded.text))
    reader = TracingReader()
    read_html(decoded.as_utf_8(raw.content), reader)
    sources: list[_BlockSource] = []
    start = 0
    for run, line in text_lines(reader):
        places = kept_places("".join(run.texts), keeps_space=run.keeps_space)
        sources.append(_BlockSource(start, tuple(reader.pieces[run]), places))
        start += len(line) + 1
    return sources


def _dump_sources(text: str) -> list[_BlockSource]:
    node = NodePiece(_DUMP_NODE, 0, 0, len(text))
    sources: list[_BlockSource] = []
    start = 0
    for line in dump_lines(text):
        places: Sequence[int] = range(line.pieces[0].start, line.pieces[0].end)
        if len(line.pieces) > 1:
            places = array("I", chain.from_iterable(_dump_places(text, line.pieces)))
        sources.append(_BlockSource(start, (node,), places))
        start += len(places) + 1
    return sources


def _dump_places(text: str, pieces: tuple[Span, ...]) -> Iterator[range]:
    yield range(pieces[0].start, pieces[0].end)
    for before, piece in pairwise(pieces):
        if joint(text, before, piece):
            yield range(before.end, before.end + 1)
        yield range(piece.start, piece.end)
