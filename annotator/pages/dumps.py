"""Text dumps: a block is a line, its paragraph remembered; hard-wrapped lines are joined first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from annotator.core.document_json import BlockColumns
from annotator.core.spans import Span
from annotator.pages.white_space import HTML_SPACE, shows

SEGMENTER = "text-1"

_NARROWEST, _WIDEST = 50, 120
"""Columns at which programs wrap lines."""
_FEWEST_LINES = 4
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A block on its way: its paragraph, and the pieces of the file's text that it joins."""

    paragraph: int
    pieces: tuple[Span, ...]


def with_unix_newlines(text: str) -> str:
    """The text with a line feed at the end of every line, as a browser reads it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def segment_dump(text: str) -> tuple[str, BlockColumns]:
    """The text of a dump and its blocks, as `segmenting.segment` answers; newlines are Unix."""
    columns = BlockColumns()
    quotes: list[str] = []
    start = 0
    for line in dump_lines(text):
        quote = joined(text, line.pieces)
        quotes.append(quote)
        columns.start.append(start)
        columns.length.append(len(quote))
        columns.paragraph.append(line.paragraph)
        start += len(quote) + 1
    count = len(quotes)
    columns.xpath.extend([""] * count)
    columns.run.extend([0] * count)
    columns.class_name.extend([""] * count)
    columns.element_id.extend([""] * count)
    columns.link_share.extend([0.0] * count)
    columns.hidden.extend([None] * count)
    return "\n".join(quotes), columns


def dump_lines(text: str) -> list[DumpLine]:
    """The lines that show anything, numbered by paragraph; a paragraph ends at a blank line."""
    paragraphs = _paragraphs(text)
    width = _wrapping_width(text, paragraphs)
    lines: list[DumpLine] = []
    for number, paragraph in enumerate(paragraphs):
        pieces: list[Span] = []
        for here, following in pairwise([*paragraph, None]):
            if here is None:
                continue
            pieces.append(here)
            if width is None or following is None or not _is_full(text, here, following, width):
                lines.append(DumpLine(number, tuple(pieces)))
                pieces = []
    return lines


def joined(text: str, pieces: tuple[Span, ...]) -> str:
    """The text of a block: its pieces with `joint` between them."""
    quote = text[pieces[0].start : pieces[0].end]
    for before, piece in pairwise(pieces):
        quote += joint(text, before, piece) + text[piece.start : piece.end]
    return quote


def joint(text: str, before: Span, after: Span) -> str:
    """A space, or nothing between two characters of a script that writes without spaces."""
    is_spaceless = _columns(text[before.end - 1]) == 2 and _columns(text[after.start]) == 2
    return "" if is_spaceless else " "


def _paragraphs(text: str) -> list[list[Span]]:
    paragraphs: list[list[Span]] = []
    is_open = False
    start = 0
    for line in text.split("\n"):
        if shows(line):
            lead = len(line) - len(line.lstrip(HTML_SPACE))
            piece = Span(start + lead, start + len(line.rstrip(HTML_SPACE)))
            if is_open:
                paragraphs[-1].append(piece)
            else:
                paragraphs.append([piece])
            is_open = True
        else:
            is_open = False
        start += len(line) + 1
    return paragraphs


def _wrapping_width(text: str, paragraphs: list[list[Span]]) -> int | None:
    """The column at which the file is hard-wrapped, None where it is not.

    It is where most lines that others follow in their paragraph had no room for one word more.
    """
    inner = [pair for paragraph in paragraphs for pair in pairwise(paragraph)]
    if len(inner) < _FEWEST_LINES:
        return None
    widths = sorted(_columns(text[here.start : here.end]) for here, _ in inner)
    width = widths[int(0.95 * (len(widths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full_count = sum(_is_full(text, here, following, width) for here, following in inner)
    return width if full_count >= _MOST * len(inner) else None


def _is_full(text: str, here: Span, following: Span, width: int) -> bool:
    """Whether the first word of the following line had no room in this one."""
    start = text[following.start : min(following.end, following.start + _WIDEST)]
    word = start[0] if _columns(start[0]) == 2 else start.split(maxsplit=1)[0]
    gap = len(joint(text, here, following))
    return _columns(text[here.start : here.end]) + gap + _columns(word) > width


def _columns(text: str) -> int:
    """Columns of a terminal that the text takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)
