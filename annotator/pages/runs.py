"""The pieces between a page's markup and its blocks."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.core.documents import HiddenReason


class HiddenScope:
    """The inside of an element that a browser does not show, and the scope that one lies in."""

    __slots__ = ("outer", "reason")

    def __init__(self, reason: HiddenReason, outer: HiddenScope | None) -> None:
        self.reason = reason
        self.outer = outer


class Run:
    """The text between two places where a browser starts a new line, in one element, its holder.

    `texts` are its pieces in order, and `linked` those of them that stand in links. `xpath` and
    `attributes` are those of the holder.
    """

    __slots__ = ("attributes", "keeps_space", "linked", "scope", "texts", "xpath")

    def __init__(
        self,
        xpath: str,
        attributes: Mapping[str, str],
        scope: HiddenScope | None,
        keeps_space: bool,
    ) -> None:
        self.xpath = xpath
        self.attributes = attributes
        self.scope = scope
        self.keeps_space = keeps_space
        self.texts: list[str] = []
        self.linked: list[str] = []
