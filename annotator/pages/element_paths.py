"""XPaths of elements and text nodes, as `/html/body[1]/div[3]/p[2]/text()[1]`.

Every step but the root's has its position among the siblings of its name. A name that XPath cannot
say, as `o:p`, is `*` with the position among all elements.
"""

from __future__ import annotations

import re

from lxml import etree

from annotator.core.errors import BugError

_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_STEP_WITHOUT_POSITION = re.compile(r"([^/\]])(?=/|$)")


def root_path(root: etree._Element) -> str:
    """The XPath of the root element."""
    return f"/{root.tag}" if _PLAIN_NAME.fullmatch(root.tag) else "/*"


def step(element: etree._Element, position: int) -> str:
    """The last step to an element that is number `position` (from 1) of its name."""
    name = element.tag
    if _PLAIN_NAME.fullmatch(name):
        return f"{name}[{position}]"
    before = element.itersiblings("*", preceding=True)
    return f"*[{sum(1 for _ in before) + 1}]"


class ElementPaths:
    """Answers the XPath of any text of a tree, in time linear in the page.

    lxml's own `getpath` counts the siblings anew for each element, and says names as they are.
    """

    def __init__(self) -> None:
        self._paths: dict[etree._Element, str] = {}
        self._numbered: set[etree._Element] = set()
        self._tail_numbers: dict[etree._Element, int] = {}

    def of_text(self, element: etree._Element, is_tail: bool) -> str:
        """The XPath of the text that `element` begins with, or of the one that follows its end."""
        if not is_tail:
            return f"{self._of(element)}/text()[1]"
        parent = element.getparent()
        if parent is None:
            raise BugError("the root element has no text behind it")
        if element not in self._tail_numbers:
            number = int(bool(parent.text))
            for child in parent:
                number += bool(child.tail)
                self._tail_numbers[child] = number
        return f"{self._of(parent)}/text()[{self._tail_numbers[element]}]"

    def _of(self, element: etree._Element) -> str:
        climbed: list[etree._Element] = []
        at: etree._Element | None = element
        while at is not None and at not in self._paths:
            climbed.append(at)
            at = at.getparent()
        for one in reversed(climbed):
            parent = one.getparent()
            if parent is None:
                self._paths[one] = root_path(one)
            elif parent not in self._numbered:
                self._number_children(parent)
        return self._paths[element]

    def _number_children(self, parent: etree._Element) -> None:
        self._numbered.add(parent)
        base = self._paths[parent]
        counts: dict[str, int] = {}
        for child in parent.iterchildren("*"):
            position = counts[child.tag] = counts.get(child.tag, 0) + 1
            self._paths[child] = f"{base}/{step(child, position)}"


def with_positions(xpath: str) -> str:
    """The path with every position written out, so that two ways to write it compare equal."""
    return _STEP_WITHOUT_POSITION.sub(r"\1[1]", xpath.strip())
