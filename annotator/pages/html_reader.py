"""Markup becomes runs of text while lxml parses it; no tree is built.

This is where an import spends its time: a call for each of the thousand elements of a page and for
each text. With a tree and a walk over it the same took half as long again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from lxml import etree

from annotator.core.documents import HiddenReason
from annotator.pages.elements import INLINE, ROLES, TELLING, Role
from annotator.pages.evidence import Evidence
from annotator.pages.runs import HiddenScope, Run
from annotator.pages.skeleton import LONGEST_ATTRIBUTE, Skeleton
from annotator.pages.visibility import hidden_reason, hides_by_class, hides_by_style
from annotator.pages.white_space import HTML_SPACE
from annotator.pages.xpaths import root_path, step

DEEPEST = 2048
"""Elements that may be open at once. A tree of lxml goes no deeper, browsers stop earlier."""

_Attributes: TypeAlias = Mapping[str, str]
_Place: TypeAlias = "tuple[int, HiddenScope | None, bool, bool]"
"""Where texts stand: depth of their holder, hidden scope, whether in a link, whether white space is
kept."""
_Open: TypeAlias = "tuple[str, _Attributes, dict[str, int], Run | None, _Place]"
"""An open element: its name and attributes, its parent's children by name, and what goes on behind
it: the run and the place."""

_ANY_RUN = Run("", {}, None, False)
"""Behind an inline element goes on whichever run there then is."""


class HtmlReader:
    """What lxml tells the parts of a page to, in their order: a target of its parser.

    `runs` are in the order in which their texts begin. `cut` says why the end of the page is
    missing, None where it is not.
    """

    __slots__ = (
        "_counts",
        "_elements",
        "_image_count",
        "_open",
        "_place",
        "_root_counts",
        "_run",
        "_silent",
        "_xpaths",
        "cut",
        "evidence",
        "runs",
        "skeleton",
    )

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.evidence = Evidence()
        self.skeleton = Skeleton()
        self.cut: str | None = None
        self._run: Run | None = None
        self._open: list[_Open] = []
        # The XPaths of the outermost of them, as far inwards as a run needed one.
        self._xpaths: list[str] = []
        # Their numbers in the skeleton, as far inwards.
        self._elements: list[int] = []
        self._image_count = 0
        self._counts: dict[str, int] = {}
        self._root_counts: dict[str, int] = {}
        self._place: _Place = (0, None, False, False)
        # How many elements deep the parser is inside one that carries no text.
        self._silent = 0

    def start(self, name: str, attributes: _Attributes) -> None:
        """An element begins."""
        if self._silent:
            self._silent += 1
            return
        counts = self._counts
        counts[name] = counts.get(name, 0) + 1
        role = ROLES.get(name, INLINE)
        if role.is_silent:
            self._silent = 1
            if name == "img":
                self._image_count += 1
            # The title of an image is none of the page.
            if role is TELLING and not any(opened[0] == "svg" for opened in self._open):
                self.evidence.start(name, attributes)
            return
        reason = None
        if role.hides is not None or (
            ("class" in attributes and hides_by_class(attributes["class"]))
            or ("style" in attributes and hides_by_style(attributes["style"]))
            or "hidden" in attributes
        ):
            reason = hidden_reason(name, attributes, role)
        if reason is not None:
            # What stands around a hidden element is one line to the reader.
            self._open.append((name, attributes, counts, self._run, self._place))
            self._go_inside(role, reason)
        elif role is INLINE:
            self._open.append((name, attributes, counts, _ANY_RUN, self._place))
        elif role.breaks:
            self._open.append((name, attributes, counts, None, self._place))
            self._go_inside(role, None)
        else:
            self._open.append((name, attributes, counts, _ANY_RUN, self._place))
            depth, scope, _, keeps_space = self._place
            self._place = (depth, scope, True, keeps_space)
        # What stands behind the root element comes in a second one of its name.
        self._counts = {} if len(self._open) > 1 else self._root_counts
        if len(self._open) > DEEPEST:
            self._stop()

    def _go_inside(self, role: Role, reason: HiddenReason | None) -> None:
        """Make the element that begins the holder of texts."""
        _, scope, in_link, keeps_space = self._place
        self._place = (
            len(self._open) - 1,
            scope if reason is None else HiddenScope(reason, scope),
            in_link or role.is_link,
            keeps_space or role.keeps_space,
        )
        self._run = None

    def end(self, _name: str) -> None:
        """The innermost element ends."""
        if self._silent:
            self._silent -= 1
            if not self._silent:
                self.evidence.end()
            return
        _, _, self._counts, behind, self._place = self._open.pop()
        if len(self._xpaths) > len(self._open):
            self._xpaths.pop()
            self._elements.pop()
        if behind is not _ANY_RUN:
            self._run = behind

    def data(self, text: str) -> None:
        """A text, or a piece of one."""
        if self._silent:
            if self._silent == 1:
                self.evidence.data(text)
            return
        run = self._run
        if run is None:
            # A run is opened by its first text, and closed by the next line.
            if not text.strip(HTML_SPACE):
                return
            depth, scope, _, keeps_space = self._place
            xpath = self.xpath(depth)
            holder = self._open[depth][1]
            run = Run(xpath, holder, scope, keeps_space, self._elements[depth], self._image_count)
            self._image_count = 0
            self._run = run
            self.runs.append(run)
        run.texts.append(text)
        run.inline.add(self._open[-1][0])
        if self._place[2]:
            run.linked.append(text)
            if not run.link:
                run.link = self._link()

    def comment(self, text: str) -> None:
        """A comment, or what browsers take for one; it carries no text."""

    def close(self) -> None:
        """The page ends."""

    def xpath(self, depth: int) -> str:
        """The XPath of the element that is open at that depth, the root's being 0."""
        xpaths, elements = self._xpaths, self._elements
        for level in range(len(xpaths), depth + 1):
            name, attributes, counts, _, _ = self._open[level]
            xpaths.append(f"{xpaths[level - 1]}/{step(name, counts)}" if level else root_path(name))
            around = elements[level - 1] if level else -1
            elements.append(self.skeleton.add(around, name, attributes))
        return xpaths[depth]

    def _link(self) -> str:
        """The address of the innermost link that is open."""
        for name, attributes, *_ in reversed(self._open):
            if name == "a" and "href" in attributes:
                return attributes["href"][:LONGEST_ATTRIBUTE]
        return ""

    def _stop(self) -> None:
        """Take in nothing more."""
        self.cut = f"Elements are nested more than {DEEPEST:,} deep; what follows is missing."
        self._silent = 1 << 60


def read_html(content: bytes, reader: HtmlReader) -> None:
    """Parse a page, given in UTF-8, and tell the reader of its parts.

    `MemoryError` where it takes too much.
    """
    # lxml-stubs have targets take bytes as well, which parsers of Python 3 never hand them.
    target = cast("Any", reader)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    etree.fromstring(content, parser)
    # lxml is silent where its parser gave up.
    for entry in parser.error_log.filter_from_fatals():
        if entry.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError
        reader.cut = f"Reading stopped at line {entry.line:,}; what follows is missing."
