"""The one walk over a page's tree: it yields the runs of text that become blocks.

A run is the text between two places where a browser starts a new line, inside one element: its
holder. Whoever wants the document and whoever wants the way back to the tree read the same runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from annotator.core.documents import HiddenReason
from annotator.pages.elements import ROLES, Role
from annotator.pages.visibility import hidden_by_attribute, hidden_by_kind, hides_by_class
from annotator.pages.white_space import HTML_SPACE, solid_count


class HiddenScope:
    """The inside of an element that a browser does not show, and the scope that one lies in."""

    __slots__ = ("element", "outer", "reason")

    def __init__(
        self, element: etree._Element, reason: HiddenReason, outer: HiddenScope | None
    ) -> None:
        self.element = element
        self.reason = reason
        self.outer = outer


class Run:
    """Texts of one line, in order; `sources` names for each its element and whether it is its tail.

    `link_count` counts the code points inside links that are not white space.
    """

    __slots__ = ("holder", "keeps_space", "link_count", "scope", "sources", "texts")

    def __init__(
        self, holder: etree._Element, scope: HiddenScope | None, *, keeps_space: bool
    ) -> None:
        self.holder = holder
        self.scope = scope
        self.keeps_space = keeps_space
        self.texts: list[str] = []
        self.sources: list[tuple[etree._Element, bool]] = []
        self.link_count = 0


class _Walk:
    """Where the walk stands. A run is opened by its first text and closed by the next line."""

    def __init__(self, root: etree._Element) -> None:
        self.runs: list[Run] = []
        self._hidden = hidden_by_attribute(root)
        self._run: Run | None = None
        self._holders = [root]
        self._links = 0
        self._verbatim = 0
        self._scope: HiddenScope | None = None
        self._interrupted: list[Run | None] = []

    def go_through(self, root: etree._Element) -> None:
        """Read all texts below the root.

        One turn of the loop a child, and none that is not needed: this is the time of an import.
        The stack is explicit because elements may be nested deeper than Python calls.
        """
        role_of = ROLES.get
        children = iter(root)
        above: list[tuple[etree._Element, Role | None, bool, Iterator[etree._Element]]] = []
        if root.text:
            self._read(root.text, root, False)
        while True:
            for element in children:
                role = role_of(element.tag)
                if role is not Role.SILENT:
                    is_mark = role is not None or self._is_hidden(element)
                    if is_mark:
                        self._enter(element, role)
                    text = element.text
                    if text:
                        self._read(text, element, False)
                    if len(element):
                        above.append((element, role, is_mark, children))
                        children = iter(element)
                        break
                    if is_mark:
                        self._leave(element, role)
                tail = element.tail
                if tail:
                    self._read(tail, element, True)
            else:
                if not above:
                    return
                element, role, is_mark, children = above.pop()
                if is_mark:
                    self._leave(element, role)
                tail = element.tail
                if tail:
                    self._read(tail, element, True)

    def _enter(self, element: etree._Element, role: Role | None) -> None:
        breaks = role is Role.BLOCK or role is Role.VERBATIM
        reason = self._reason(element, role)
        if reason is not None:
            self._scope = HiddenScope(element, reason, self._scope)
            if not breaks:
                # What stands around it is one line to the reader, and goes on behind it.
                self._holders.append(element)
                self._interrupted.append(self._run)
                self._run = None
        if breaks:
            self._holders.append(element)
            self._run = None
            self._verbatim += role is Role.VERBATIM
        elif role is Role.LINK:
            self._links += 1
        elif role is Role.LINE_BREAK:
            self._run = None

    def _is_hidden(self, element: etree._Element) -> bool:
        classes = element.get("class")
        return element in self._hidden or (classes is not None and hides_by_class(classes))

    def _reason(self, element: etree._Element, role: Role | None) -> HiddenReason | None:
        classes = element.get("class")
        if classes is not None and hides_by_class(classes):
            return HiddenReason.CLASS_NAME
        return self._hidden.get(element) or hidden_by_kind(element, role)

    def _leave(self, element: etree._Element, role: Role | None) -> None:
        breaks = role is Role.BLOCK or role is Role.VERBATIM
        if breaks:
            self._holders.pop()
            self._run = None
            self._verbatim -= role is Role.VERBATIM
        elif role is Role.LINK:
            self._links -= 1
        if self._scope is not None and self._scope.element is element:
            self._scope = self._scope.outer
            if not breaks:
                self._holders.pop()
                self._run = self._interrupted.pop()

    def _read(self, text: str, element: etree._Element, is_tail: bool) -> None:
        run = self._run
        if run is None:
            if not text.strip(HTML_SPACE):
                return
            run = Run(self._holders[-1], self._scope, keeps_space=self._verbatim > 0)
            self._run = run
            self.runs.append(run)
        run.texts.append(text)
        run.sources.append((element, is_tail))
        if self._links:
            run.link_count += solid_count(text)


def walk(root: etree._Element) -> list[Run]:
    """All runs of the tree, in the order in which their texts begin."""
    state = _Walk(root)
    state.go_through(root)
    return state.runs
