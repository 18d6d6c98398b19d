"""The one walk over a page's tree: it yields the runs of text that become blocks.

A run is the text between two places where a browser starts a new line, inside one element: its
holder. Whoever wants the document and whoever wants the way back to the tree read the same runs.

This is where an import spends its time: one turn of the loop for each of the thousand elements of a
page. So it looks plain elements up before it calls anything, and keeps its state in few objects.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from annotator.core.documents import HiddenReason
from annotator.pages.element_paths import root_path, step
from annotator.pages.elements import ROLES, Role
from annotator.pages.visibility import hidden_reason
from annotator.pages.white_space import HTML_SPACE


class HiddenScope:
    """The inside of an element that a browser does not show, and the scope that one lies in."""

    __slots__ = ("outer", "reason")

    def __init__(self, reason: HiddenReason, outer: HiddenScope | None) -> None:
        self.reason = reason
        self.outer = outer


class Place:
    """Where texts stand: their holder, and what the elements around them say of them.

    `xpath` is the holder's, set once a run needs it.
    """

    __slots__ = ("depth", "holder", "in_link", "keeps_space", "position", "scope", "xpath")

    def __init__(
        self,
        holder: etree._Element,
        depth: int,
        position: int,
        scope: HiddenScope | None,
        in_link: bool,
        keeps_space: bool,
    ) -> None:
        self.holder = holder
        self.depth = depth
        self.position = position
        self.scope = scope
        self.in_link = in_link
        self.keeps_space = keeps_space
        self.xpath = ""


class Run:
    """Texts of one line, in order, those of them inside links, and the place of the first.

    `sources` names for each text the element that begins with it, or whose tail it is.
    """

    __slots__ = ("linked", "place", "sources", "texts")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.texts: list[str] = []
        self.sources: list[tuple[etree._Element, bool]] = []
        self.linked: list[str] = []


class _GoesOn:
    """Behind an inline element goes on whichever run there then is."""


_GOES_ON = _GoesOn()
_Behind = Run | None | _GoesOn

# Finding a member in its enumeration takes longer than comparing it.
_SILENT, _BLOCK, _VERBATIM, _LINK = Role.SILENT, Role.BLOCK, Role.VERBATIM, Role.LINK
_BREAKING = frozenset({Role.BLOCK, Role.VERBATIM, Role.DIALOG})


class _Walk:
    """Where the walk stands. A run is opened by its first text and closed by the next line."""

    def __init__(self, root: etree._Element) -> None:
        self.runs: list[Run] = []
        self._run: Run | None = None
        self._place = Place(root, 0, 1, None, False, False)
        # The elements whose children are being read, which may be nested deeper than Python calls:
        # its position among its like, the place around it, the run that goes on behind it, and
        # where the children of its parent were left.
        self._open: list[
            tuple[etree._Element, int, Place, _Behind, Iterator[etree._Element], dict[str, int]]
        ] = []
        # The XPath of each, and of the root before them, where a run needed it already.
        self._paths = [root_path(root)]

    def go_through(self, root: etree._Element) -> None:
        """Read all texts below the root."""
        role_of = ROLES.get
        children: Iterator[etree._Element] = iter(root)
        counts: dict[str, int] = {}
        if root.text:
            self._read(root.text, root, False)
        while True:
            for element in children:
                tag = element.tag
                role = role_of(tag)
                if role is not _SILENT:
                    position = counts[tag] = counts.get(tag, 0) + 1
                    text = element.text
                    if text or len(element):
                        outside = self._place
                        behind = self._enter(element, role, position)
                        if text:
                            self._read(text, element, False)
                        if len(element):
                            self._open.append(
                                (element, position, outside, behind, children, counts)
                            )
                            self._paths.append("")
                            children, counts = iter(element), {}
                            break
                        self._place = outside
                        if behind is not _GOES_ON:
                            self._run = behind
                    elif role is _BLOCK and self._run and hidden_reason(element, role) is None:
                        self._run = None
                if element.tail:
                    self._read(element.tail, element, True)
            else:
                if not self._open:
                    return
                children, counts = self._leave()

    def _enter(self, element: etree._Element, role: Role | None, position: int) -> _Behind:
        """Go inside an element; answers the run that goes on behind it."""
        reason = hidden_reason(element, role)
        if role is None and reason is None:
            return _GOES_ON
        at = self._place
        depth = len(self._open) + 1
        scope = at.scope if reason is None else HiddenScope(reason, at.scope)
        keeps_space = at.keeps_space or role is _VERBATIM
        if reason is not None:
            # What stands around a hidden element is one line to the reader.
            interrupted, self._run = self._run, None
            in_link = at.in_link or role is _LINK
            self._place = Place(element, depth, position, scope, in_link, keeps_space)
            return interrupted
        if role in _BREAKING:
            self._run = None
            self._place = Place(element, depth, position, scope, at.in_link, keeps_space)
            return None
        if role is _LINK:
            self._place = Place(at.holder, at.depth, at.position, scope, True, keeps_space)
            self._place.xpath = at.xpath
        return _GOES_ON

    def _leave(self) -> tuple[Iterator[etree._Element], dict[str, int]]:
        """Go out of the innermost open element; answers where its parent's children were left."""
        element, _, self._place, behind, children, counts = self._open.pop()
        self._paths.pop()
        if not isinstance(behind, _GoesOn):
            self._run = behind
        if element.tail:
            self._read(element.tail, element, True)
        return children, counts

    def _read(self, text: str, element: etree._Element, is_tail: bool) -> None:
        place = self._place
        run = self._run
        if run is None:
            if not text.strip(HTML_SPACE):
                return
            run = self._run = Run(place)
            self.runs.append(run)
            if not place.xpath:
                place.xpath = self._xpath(place)
        run.texts.append(text)
        run.sources.append((element, is_tail))
        if place.in_link:
            run.linked.append(text)

    def _xpath(self, place: Place) -> str:
        """The XPath of the holder, which is open or has just been entered."""
        if place.depth == 0:
            return self._paths[0]
        known = place.depth - 1
        while not self._paths[known]:
            known -= 1
        path = self._paths[known]
        for depth in range(known, place.depth - 1):
            element, position = self._open[depth][:2]
            path = self._paths[depth + 1] = f"{path}/{step(element, position)}"
        return f"{path}/{step(place.holder, place.position)}"


def walk(root: etree._Element) -> list[Run]:
    """All runs of the tree, in the order in which their texts begin."""
    state = _Walk(root)
    state.go_through(root)
    return state.runs
