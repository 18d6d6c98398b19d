"""What comes with a page to show it with: the pictures and style sheets of its container."""

from __future__ import annotations

from annotator.core.pages import Resource

_MOST_BYTES = 20 * 1024 * 1024
_MOST_COUNT = 500


class Belongings:
    """Gathers the resources of one page, each once, as many as a page may bring."""

    def __init__(self) -> None:
        self._found: dict[str, Resource] = {}
        self._left = _MOST_BYTES

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another."""
        return len(self._found) >= _MOST_COUNT or self._left <= 0

    def has_room(self, size: int) -> bool:
        """Whether so many bytes more may come with the page."""
        return len(self._found) < _MOST_COUNT and size <= self._left

    def add(self, url: str, media_type: str, content: bytes) -> None:
        """Keep a resource, if there is room for it."""
        if content and url and url not in self._found and self.has_room(len(content)):
            self._found[url] = Resource(url, media_type, content)
            self._left -= len(content)

    def all(self) -> tuple[Resource, ...]:
        """What was kept, in the order in which it came."""
        return tuple(self._found.values())


def shows_page(media_type: str) -> bool:
    """Whether what is of this type says how a page looks."""
    return media_type.startswith("image/") or media_type == "text/css"
