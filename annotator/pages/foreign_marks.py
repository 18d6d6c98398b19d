"""Marks that other programs made in a page's markup, as spans of its document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core.dom import DomPoint, DomRange
from annotator.core.pages import RawPage
from annotator.core.spans import Span
from annotator.pages.html_reader import HtmlReader, read_html
from annotator.pages.parsing import decoded_page
from annotator.pages.runs import Run
from annotator.pages.segmenting import text_lines
from annotator.pages.tracing import NodePiece, TracingReader
from annotator.pages.white_space import kept_places
from annotator.pages.xpaths import with_positions

_ROOTS = ("", "/html/body", "/html")
"""What a path may begin at: tools show a page inside another and count from where it begins."""


@dataclass(frozen=True, slots=True)
class MarkedSpans:
    """The text of a page's document, and the value of the attribute for all of it, in order."""

    text: str
    spans: tuple[tuple[Span, str], ...]


class _MarkedReader(HtmlReader):
    """Knows of each piece of a run's text which value the attribute has around it."""

    def __init__(self, attribute: str) -> None:
        super().__init__()
        self.values: dict[Run, list[tuple[int, str]]] = {}
        self._attribute = attribute
        self._around: list[str] = [""]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; without a value of its own it has that of the one around it."""
        super().start(name, attributes)
        value = attributes[self._attribute] if self._attribute in attributes else self._around[-1]
        self._around.append(value)

    def end(self, name: str) -> None:
        """The innermost element ends."""
        super().end(name)
        if len(self._around) > 1:
            self._around.pop()

    def data(self, text: str) -> None:
        """A text, or a piece of one."""
        super().data(text)
        if self._run is not None and not self._silent:
            self.values.setdefault(self._run, []).append((len(text), self._around[-1]))


def marked_spans(raw: RawPage, attribute: str) -> MarkedSpans:
    """Which value an attribute of the page's elements has for which text of its document.

    The value is empty where no element around the text has the attribute.
    """
    reader = _MarkedReader(attribute)
    read_html(decoded_page(raw).as_utf_8(raw.content), reader)
    texts: list[str] = []
    spans: list[tuple[Span, str]] = []
    start = 0
    for run, line in text_lines(reader):
        texts.append(line)
        spans += _values(run, reader.values[run], start, len(line))
        start += len(line) + 1
    return MarkedSpans("\n".join(texts), tuple(spans))


def _values(
    run: Run, values: Sequence[tuple[int, str]], start: int, length: int
) -> list[tuple[Span, str]]:
    if len({value for _, value in values}) == 1:
        return [(Span(start, start + length), values[0][1])]
    places = kept_places("".join(run.texts), keeps_space=run.keeps_space)
    found: list[tuple[Span, str]] = []
    place = 0
    for count, value in values:
        first, behind = bisect_left(places, place), bisect_left(places, place + count)
        place += count
        if first == behind:
            continue
        if found and found[-1][1] == value:
            found[-1] = (Span(found[-1][0].start, start + behind), value)
        else:
            found.append((Span(start + first, start + behind), value))
    return found


@dataclass(slots=True)
class _Node:
    """A text node, as far as blocks have its text: pieces of runs with their places."""

    pieces: list[tuple[NodePiece, Sequence[int], int]] = field(default_factory=list)

    def position(self, offset: int) -> int | None:
        """Which offset of the document a place in the node is; None behind the last of them."""
        position: int | None = None
        for piece, places, start in self.pieces:
            inside = max(offset - piece.offset, 0)
            position = start + bisect_left(places, piece.start + min(inside, piece.length))
            if inside <= piece.length:
                return position
        return position


def tree_spans(raw: RawPage, encoding: str, ranges: Sequence[DomRange]) -> list[Span | None]:
    """The span of each range; None for one that is nowhere.

    Paths may begin at the root of the page, or at its body.
    """
    reader = TracingReader()
    read_html(decoded_page(raw, encoding).as_utf_8(raw.content), reader)
    nodes: dict[str, _Node] = {}
    start = 0
    for run, line in text_lines(reader):
        places = kept_places("".join(run.texts), keeps_space=run.keeps_space)
        for piece in reader.pieces[run]:
            node = nodes.setdefault(with_positions(piece.node), _Node())
            node.pieces.append((piece, places, start))
        start += len(line) + 1
    return [_span(nodes, one) for one in ranges]


def _span(nodes: Mapping[str, _Node], one: DomRange) -> Span | None:
    start, end = (_position(nodes, point) for point in (one.start, one.end))
    return Span(start, end) if start is not None and end is not None and start < end else None


def _position(nodes: Mapping[str, _Node], point: DomPoint) -> int | None:
    for root in _ROOTS:
        node = nodes.get(with_positions(f"{root}{point.xpath}"))
        if node is not None:
            return node.position(point.offset)
    return None
