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
    `attributes` are those of the holder, `element` is its number in the skeleton. `link` is the
    address of the first link, `inline` has the names of the inline elements that texts stand in,
    and `image_count` counts the images since the run before.
    """

    __slots__ = (
        "attributes",
        "element",
        "image_count",
        "inline",
        "keeps_space",
        "link",
        "linked",
        "scope",
        "texts",
        "xpath",
    )

    def __init__(
        self,
        xpath: str,
        attributes: Mapping[str, str],
        scope: HiddenScope | None,
        keeps_space: bool,
        element: int = -1,
        image_count: int = 0,
    ) -> None:
        self.xpath = xpath
        self.attributes = attributes
        self.scope = scope
        self.keeps_space = keeps_space
        self.element = element
        self.image_count = image_count
        self.link = ""
        self.inline: set[str] = set()
        self.texts: list[str] = []
        self.linked: list[str] = []
