"""The styles of a page, made safe to be shown: an allow list of rules and declarations.

Read with a scanner of our own, not with tinycss2: that is right, but reads 2.5 MB a second, and one
page in twenty has more than 144 KB of styles. This one only finds where rules and declarations end
as CSS Syntax 3 says, and writes down anew those that it knows to be harmless; what it takes
differently from a browser is lost, never let through. tinycss2 judges its output in the tests.

https://drafts.csswg.org/css-syntax-3/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.pages.css_declarations import declaration
from annotator.pages.css_preludes import condition, reaches_whole_page, selector

MOST_STYLES = 512 * 1024
"""Characters of styles of one page that are read; 1 page in 100 has more. The rest is left out."""

_DEEPEST_RULE = 12

_STOP = re.compile(
    r"""
    (?: [^{}()\[\];"'\\/]++
      | /\*(?:.*?\*/|.*+)                                  # a comment, to the end if unclosed
      | "(?:[^"\\\n]|\\.)*+"
      | '(?:[^'\\\n]|\\.)*+'
      | \\.
      | [/"'\\]
    )*+
    ([{}()\[\];])
    """,
    re.DOTALL | re.VERBOSE,
)
# Not one of the above, which would have to look back: that breaks `(?:…)*+` in Python 3.11.2.
_ADDRESS = re.compile(r"""(?!\s*+["'])(?:[^)\\]|\\.)*+(?:\)|\Z)""", re.DOTALL)
_COMMENT_OR_STRING = re.compile(
    r"""/\*(?:.*?\*/|.*+)|("(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|\\.)""", re.DOTALL
)
_NEW_LINE = re.compile(r"\r\n?|\f")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_COMMENTED_OUT = re.compile(r"\s*+(?:<!--|-->)")
_LAYER_NAMES = re.compile(r"@layer\s+[\w\-., ]+", re.IGNORECASE)
_HIDES_PAGE = re.compile(r"(?:display:none|visibility:|opacity:|overflow|height:)", re.IGNORECASE)


def safe_sheet(text: str) -> str:
    """A style sheet with nothing in it that loads, moves, covers or hides what it should not.

    Neither `<` before a letter nor `]]>` is in it, so no `style` element ends within.
    """
    return _Sheet().read(_plain(text[:MOST_STYLES]))


def safe_declarations(text: str) -> str:
    """The value of an attribute `style` made safe.

    Nothing is important there: it would win over what the program itself says of the element.
    """
    kept = []
    depth = 0
    is_broken = False
    for piece, stop in _pieces(_plain(text)):
        if depth:
            depth += (stop == "{") - (stop == "}")
        elif stop in {"{", "}"}:
            # What stands around a bracket belongs to it, up to the next semicolon.
            is_broken = True
            depth = int(stop == "{")
        else:
            kept.append("" if is_broken else declaration(piece, may_be_important=False))
            is_broken = False
    return ";".join(filter(None, kept))


class _Sheet:
    """A style sheet as it is written anew, rule by rule."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[tuple[int, bool]] = []
        self._dropped_depth = 0

    def read(self, text: str) -> str:
        for piece, stop in _pieces(text):
            if self._dropped_depth:
                self._dropped_depth += (stop == "{") - (stop == "}")
            elif stop == "{":
                self._begin(piece)
            else:
                self._declare(piece, is_ended=stop == ";")
                if stop == "}":
                    self._end()
        while self._open:
            self._end()
        return "".join(self._written)

    def _begin(self, piece: str) -> None:
        while not self._open and (found := _COMMENTED_OUT.match(piece)):
            piece = piece[found.end() :]
        is_condition = piece.lstrip().startswith("@")
        prelude = condition(piece) if is_condition else selector(piece)
        if not prelude or len(self._open) >= _DEEPEST_RULE:
            self._dropped_depth = 1
            return
        reaches_page = self._reaches_page if is_condition else reaches_whole_page(prelude)
        self._open.append((len(self._written), reaches_page))
        self._written.append(f"{prelude}{{")

    def _declare(self, piece: str, *, is_ended: bool) -> None:
        if not piece or piece.isspace():
            return
        if piece.lstrip().startswith("@"):
            names = " ".join(piece.split())
            if is_ended and _LAYER_NAMES.fullmatch(names) and (names := condition(names)):
                self._written.append(f"{names};")
        elif self._open:
            kept = declaration(piece, may_be_important=True)
            if kept and not (self._reaches_page and _HIDES_PAGE.match(kept)):
                self._written.append(f"{kept};")

    def _end(self) -> None:
        if not self._open:
            return
        start, _ = self._open.pop()
        if start == len(self._written) - 1:
            self._written.pop()
        else:
            self._written.append("}")

    @property
    def _reaches_page(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _plain(text: str) -> str:
    """Line ends as CSS sees them, and no character that XML cannot hold."""
    return _NO_CHARACTER.sub("\ufffd", _NEW_LINE.sub("\n", text))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each `{`, `}` and `;` that is in no brackets, and which of them it is."""
    start = at = 0
    closing: list[str] = []
    while found := _STOP.match(text, at):
        stop, at = found[1], found.end()
        is_url = stop == "(" and text[max(at - 4, 0) : at - 1].lower() == "url"
        if is_url and (address := _ADDRESS.match(text, at)):
            at = address.end()  # without quotes: no bracket in it is one
        elif stop in "([":
            closing.append(")" if stop == "(" else "]")
        elif closing:
            if stop == closing[-1]:
                closing.pop()
        elif stop in "{};":
            yield _without_comments(text[start : at - 1]), stop
            start = at
    if not closing:
        yield _without_comments(text[start:]), ""


def _without_comments(piece: str) -> str:
    if "/*" not in piece:
        return piece
    return _COMMENT_OR_STRING.sub(lambda found: found[1] or " ", piece)
