"""The lines of a text dump with their shapes, kinds and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.assist import dump_words
from annotator.assist.dump_shapes import Kind, Shape, scripts_of, shape

LONG_TITLE = 33.0
"""From this size on, in letters, a title is more likely of a story than of a section."""
SHORTEST_TITLE = 20.0
LONGEST_TITLE = 140.0
LONGEST_HEADING = 60.0
WHOLE_DISCLOSURE = 0.7
"""The share of a line's letters that disclose AI from which on it is nothing else."""

_LONGEST_QUESTION = 100.0
_SHORTEST_SENTENCE = 25.0
_SHORTEST_PROSE = 75.0
_SHORTEST_SENTENCES = 55.0
_SHORTEST_UNSTOPPED = 85.0
_UNSTOPPED = frozenset({"THAI", "LAO"})
"""Scripts that end sentences with a space."""
_LONGEST_FURNITURE = 90.0
_LONGEST_NOTICE = 500.0
_NOTICE_HEAD = 150
"""Where a notice says the word, in code points."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line on its way: `paragraph` as of its block, `disclosed` the share that discloses AI."""

    text: str
    paragraph: int
    disclosed: float


class DumpPage:
    """The lines of a page, in columns: `folded` holds their beginnings without case.

    `groups` are the lines of each paragraph, `script` is that of most of the prose.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.folded = [line.text[:400].casefold() for line in lines]
        self.shapes = [shape(line.text) for line in lines]
        self.kinds = [
            kind_of(line, folded, one)
            for line, folded, one in zip(lines, self.folded, self.shapes, strict=True)
        ]
        self.groups = self._groups()
        sizes = scripts_of(self.shapes)
        self.script = max(sizes, key=lambda one: (sizes[one], one)) if sizes else ""

    def _groups(self) -> list[range]:
        """The lines of each paragraph."""
        starts = [
            number
            for number, line in enumerate(self.lines)
            if number == 0 or line.paragraph != self.lines[number - 1].paragraph
        ]
        return [range(a, b) for a, b in zip(starts, [*starts[1:], len(self.lines)], strict=True)]

    def kind(self, number: int) -> Kind | None:
        """The kind of a line, None beyond the ends."""
        return self.kinds[number] if 0 <= number < len(self.kinds) else None

    def share_paragraph(self, one: int, other: int) -> bool:
        """Whether both lines exist and no blank line is between them."""
        count = len(self.lines)
        return (
            0 <= one < count
            and 0 <= other < count
            and self.lines[one].paragraph == self.lines[other].paragraph
        )


def kind_of(line: Line, folded: str, one: Shape) -> Kind:
    """The kind of a line, by its shape and a few words."""
    if line.disclosed >= WHOLE_DISCLOSURE:
        return Kind.DISCLOSURE
    if one.is_date:
        return Kind.DATE
    is_small = one.size < LONGEST_TITLE and one.stop_count <= 2
    if one.size < _LONGEST_NOTICE and dump_words.COOKIE.search(folded, 0, _NOTICE_HEAD):
        return Kind.FURNITURE
    if is_small and (
        one.has_link
        or (one.has_rule and one.size < LONGEST_HEADING)
        or (one.size < _LONGEST_FURNITURE and dump_words.FURNITURE.search(folded))
    ):
        return Kind.FURNITURE
    if one.size >= LONGEST_TITLE or (one.script in _UNSTOPPED and one.size >= _SHORTEST_UNSTOPPED):
        return Kind.PROSE
    if one.ends_sentence and one.size >= _SHORTEST_SENTENCE and not asks(one):
        is_long = one.size >= _SHORTEST_PROSE or (
            one.stop_count >= 2 and one.size >= _SHORTEST_SENTENCES
        )
        return Kind.PROSE if is_long else Kind.SENTENCE
    if one.size < SHORTEST_TITLE or one.word_count <= 2:
        return Kind.SHORT
    return Kind.TITLE


def asks(one: Shape) -> bool:
    """Whether a line is a question or a cry and no more: a headline as well as a sentence."""
    return one.asks and one.stop_count <= 1 and one.size < _LONGEST_QUESTION
