"""The elements around the texts of a page, kept for the evidence while the page is parsed."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.core.page_evidence import Elements

LONGEST_ATTRIBUTE = 300
"""Code points of an attribute that are kept: addresses with data in them have none that tell."""
_MARKS = ("itemprop", "role", "rel")


class Skeleton:
    """Takes elements in, outer ones first, and numbers them from 0; knows the page's language."""

    __slots__ = ("elements", "language")

    def __init__(self) -> None:
        self.elements = Elements()
        self.language = ""

    def add(self, parent: int, name: str, attributes: Mapping[str, str]) -> int:
        """Keep an element; `parent` is the number of the one around it, -1 for none."""
        elements = self.elements
        if name == "html" and not self.language:
            self.language = _attribute("lang", attributes)
        elements.parent.append(parent)
        elements.name.append(name)
        elements.class_name.append(_attribute("class", attributes))
        elements.element_id.append(_attribute("id", attributes))
        elements.link.append(_attribute("href", attributes))
        marks = [
            f"{mark}={attributes[mark][:LONGEST_ATTRIBUTE]}"
            for mark in _MARKS
            if mark in attributes
        ]
        elements.marks.append(" ".join(marks))
        return len(elements.parent) - 1


def _attribute(name: str, attributes: Mapping[str, str]) -> str:
    # To ask whether it is there is much faster than `get` in lxml's mapping of no attributes.
    return attributes[name][:LONGEST_ATTRIBUTE] if name in attributes else ""
