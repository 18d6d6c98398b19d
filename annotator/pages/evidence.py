"""What a page says of itself beside its text: title and address."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.pages.sites import absolute_url
from annotator.pages.white_space import folded

_LONGEST_TITLE = 500
_OPEN_GRAPH = frozenset({"og:title", "og:url"})


class Evidence:
    """Collects what the silent elements of a page tell."""

    def __init__(self) -> None:
        self._title: list[str] = []
        self._is_in_title = False
        self._found: dict[str, str] = {}

    @property
    def title(self) -> str:
        """The page's title, else the one for social networks, else empty."""
        title = folded("".join(self._title)) or folded(self._found.get("og:title", ""))
        return title[:_LONGEST_TITLE]

    @property
    def url(self) -> str | None:
        """The first absolute address of the web among canonical link, `og:url` and `base`."""
        addresses = (self._found.get(name) for name in ("canonical", "og:url", "base"))
        return next(filter(None, map(absolute_url, addresses)), None)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A silent element begins."""
        self._is_in_title = name == "title" and not self._title
        if name == "meta":
            key = (attributes.get("property") or attributes.get("name") or "").lower()
            if key in _OPEN_GRAPH:
                self._keep(key, attributes.get("content"))
        elif name == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self._keep("canonical", attributes.get("href"))
        elif name == "base":
            self._keep("base", attributes.get("href"))

    def data(self, text: str) -> None:
        """A text inside the silent element that began last."""
        if self._is_in_title:
            self._title.append(text)

    def _keep(self, key: str, value: str | None) -> None:
        if value:
            self._found.setdefault(key, value)
