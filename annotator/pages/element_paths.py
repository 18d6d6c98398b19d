"""The XPath of elements and text nodes, in time linear in the page."""

from __future__ import annotations

import re

from lxml import etree

from annotator.core.errors import BugError

_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_STEP_WITHOUT_POSITION = re.compile(r"([^/\]])(?=/|$)")


class ElementPaths:
    """Answers XPaths as `/html/body/div[3]/p`, a position only where the name occurs twice.

    Names that XPath cannot say, as `o:p`, are `*` with the position among all elements. lxml's own
    `getpath` counts the siblings anew for each element, and a browser cannot read all its answers.
    """

    def __init__(self) -> None:
        self._paths: dict[etree._Element, str] = {}
        self._numbered: set[etree._Element] = set()
        self._tail_numbers: dict[etree._Element, int] = {}

    def of(self, element: etree._Element) -> str:
        """The XPath of the element."""
        climbed: list[etree._Element] = []
        at: etree._Element | None = element
        while at is not None and at not in self._paths:
            climbed.append(at)
            at = at.getparent()
        for one in reversed(climbed):
            parent = one.getparent()
            if parent is None:
                self._paths[one] = f"/{_step(one)}"
            elif parent not in self._numbered:
                self._number(parent)
        return self._paths[element]

    def of_text(self, element: etree._Element, is_tail: bool) -> str:
        """The XPath of the text that `element` begins with, or of the one that follows its end."""
        if not is_tail:
            return f"{self.of(element)}/text()[1]"
        parent = element.getparent()
        if parent is None:
            raise BugError("the root element has no text behind it")
        if element not in self._tail_numbers:
            number = int(bool(parent.text))
            for child in parent:
                number += bool(child.tail)
                self._tail_numbers[child] = number
        return f"{self.of(parent)}/text()[{self._tail_numbers[element]}]"

    def _number(self, parent: etree._Element) -> None:
        self._numbered.add(parent)
        children = [child for child in parent if isinstance(child.tag, str)]
        counts: dict[str, int] = {}
        positions: list[int] = []
        for child in children:
            counts[child.tag] = counts.get(child.tag, 0) + 1
            positions.append(counts[child.tag])
        base = self._paths[parent]
        for number, (child, position) in enumerate(zip(children, positions, strict=True), start=1):
            name = child.tag
            if not _PLAIN_NAME.fullmatch(name):
                step = f"*[{number}]"
            elif counts[name] > 1:
                step = f"{name}[{position}]"
            else:
                step = name
            self._paths[child] = f"{base}/{step}"


def _step(root: etree._Element) -> str:
    return root.tag if _PLAIN_NAME.fullmatch(root.tag) else "*[1]"


def with_positions(xpath: str) -> str:
    """The path with every position written out, so that two ways to write it compare equal."""
    return _STEP_WITHOUT_POSITION.sub(r"\1[1]", xpath.strip())
