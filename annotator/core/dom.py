"""Where a span of a document stands in the page's own tree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DomPoint:
    """A place inside a text node: its XPath, as `/html/body/p[2]/text()[1]`, and code points in."""

    xpath: str
    offset: int


@dataclass(frozen=True, slots=True)
class DomRange:
    """The half-open range between two places in text nodes, as a browser's `Range` has it."""

    start: DomPoint
    end: DomPoint
