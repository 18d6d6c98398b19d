"""Guidelines taken apart into plain pieces: a small, harmless part of Markdown. Knows no Qt.

Nothing in a text can do more than be read: markup of HTML is text, a link is its words and its
address, a picture is the words that stand for it. The time it takes grows with the length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

MOST_CHARACTERS = 200_000
MOST_PARTS = 4_000
_LONGEST_STYLED = 5_000
_DEEPEST = 5

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(.*)$")
_QUOTE = re.compile(r" {0,3}> ?(.*)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|(`+)"
    r"|(\*{1,3}|_{1,3})"
    r"|(!?)\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})\)"
)
# What is no letter: it would hide text, or show it in another order than it has.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Part(Enum):
    """What a piece of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one style."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class TextPart:
    """One block. `level` is that of a heading, from 1, or the depth of an item, from 0."""

    part: Part
    words: tuple[Words, ...] = ()
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """Its text without style."""
        return "".join(one.text for one in self.words)


@dataclass(frozen=True, slots=True)
class Shown:
    """The parts of a text; `is_cut` says that its end is not among them."""

    parts: tuple[TextPart, ...]
    is_cut: bool = False


def taken_apart(source: str) -> Shown:
    """The parts of a Markdown text, as far as the limits let it be shown."""
    is_cut = len(source) > MOST_CHARACTERS
    text = _INVISIBLE.sub("\ufffd", source[:MOST_CHARACTERS].replace("\r\n", "\n"))
    parts: list[TextPart] = []
    for part in _parts(text.replace("\r", "\n").expandtabs(4).split("\n")):
        if len(parts) == MOST_PARTS:
            return Shown(tuple(parts), is_cut=True)
        parts.append(part)
    return Shown(tuple(parts), is_cut)


class _Lines:
    """What is gathered of a block while its lines come in."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self._shape = TextPart(Part.PARAGRAPH)
        self._fence = ""

    def take(self, line: str) -> Iterator[TextPart]:
        """Take a line; the blocks that are whole by now."""
        if self._fence:
            yield from self._in_code(line)
        elif opened := _FENCE.match(line):
            yield from self.close()
            self._fence = opened[1]
        elif not line.strip():
            yield from self.close()
        elif self._held and self._shape.part is Part.PARAGRAPH and _UNDERLINE.match(line):
            level = 1 if line.strip()[0] == "=" else 2
            self._shape = TextPart(Part.HEADING, level=level)
            yield from self.close()
        elif _RULE.match(line):
            yield from self.close()
            yield TextPart(Part.RULE)
        elif heading := _HEADING.match(line):
            yield from self.close()
            yield TextPart(Part.HEADING, _styled(heading[2]), len(heading[1]))
        else:
            yield from self._in_text(line)

    def close(self) -> Iterator[TextPart]:
        """End the block; it, if there was any."""
        if self._fence:
            yield TextPart(Part.CODE, (Words("\n".join(self._held), is_code=True),))
        elif self._held:
            words = _styled(" ".join(one.strip() for one in self._held))
            yield replace(self._shape, words=words)
        self._held, self._shape, self._fence = [], TextPart(Part.PARAGRAPH), ""

    def _in_code(self, line: str) -> Iterator[TextPart]:
        mark = line.strip()
        if mark.startswith(self._fence) and not mark.strip(self._fence[0]):
            yield from self.close()
        else:
            self._held.append(line)

    def _in_text(self, line: str) -> Iterator[TextPart]:
        if item := _ITEM.match(line):
            yield from self.close()
            depth = min(len(item[1]) // 2, _DEEPEST)
            marker = "•" if item[2] in "-*+" else f"{item[2][:-1]}."
            self._held = [item[3]]
            self._shape = TextPart(Part.ITEM, level=depth, marker=marker)
        elif quote := _QUOTE.match(line):
            if self._shape.part is not Part.QUOTE:
                yield from self.close()
                self._shape = TextPart(Part.QUOTE)
            self._held.append(quote[1])
        else:
            self._held.append(line)


def _parts(lines: list[str]) -> Iterator[TextPart]:
    """Each block of the lines in turn."""
    gathered = _Lines()
    for line in lines:
        yield from gathered.take(line)
    yield from gathered.close()


def _styled(text: str) -> tuple[Words, ...]:
    """A block's text by style; as it is where a mark of emphasis never ends."""
    if len(text) > _LONGEST_STYLED:
        return (Words(text),)
    found, is_whole = _by_style(text, with_emphasis=True)
    return tuple(found if is_whole else _by_style(text, with_emphasis=False)[0])


def _by_style(text: str, *, with_emphasis: bool) -> tuple[list[Words], bool]:
    """The text by style, and whether all that was begun is ended."""
    found: list[Words] = []
    strong = emphasis = False
    at = 0

    def add(piece: str, *, is_code: bool = False) -> None:
        if piece:
            found.append(Words(piece, strong, emphasis, is_code))

    while token := _TOKEN.search(text, at):
        add(text[at : token.start()])
        at = token.end()
        escaped, ticks, stars, picture, told, address = token.groups()
        if escaped:
            add(escaped)
        elif ticks:
            end = text.find(ticks, at)
            if end < 0:
                add(ticks)
            else:
                add(text[at:end].strip() or ticks, is_code=True)
                at = end + len(ticks)
        elif stars:
            is_open = strong if len(stars) == 2 else emphasis
            if not with_emphasis or not _may_turn(text, token.start(), at, is_open=is_open):
                add(stars)
                continue
            strong ^= len(stars) > 1
            emphasis ^= len(stars) != 2
        else:
            add(_link(told, address, is_picture=bool(picture)))
    add(text[at:])
    return found, not strong and not emphasis


def _may_turn(text: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether a mark begins emphasis ahead of a word, or ends it behind one."""
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    if text[start] == "_" and before.isalnum() and behind.isalnum():
        return False
    return not before.isspace() if is_open else not behind.isspace()


def _link(told: str, address: str, *, is_picture: bool) -> str:
    """A link or a picture in words."""
    if is_picture:
        return f"[picture: {told}]" if told.strip() else "[picture]"
    return told if address in {told, ""} else f"{told} ({address})"
