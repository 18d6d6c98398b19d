"""What a page says of itself beside its text: titles, summaries, addresses, its story as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import unescape

from annotator.pages.linked_data import LinkedStory, linked_stories
from annotator.pages.sites import absolute_url
from annotator.pages.white_space import folded

_LONGEST_TITLE = 500
_LONGEST_DESCRIPTION = 2_000
_LONGEST_STORY = 100_000
_MOST_STORIES = 20
_LONGEST_SCRIPT = 4_000_000
_METAS = frozenset(
    {
        "og:title",
        "og:url",
        "og:description",
        "og:site_name",
        "twitter:title",
        "twitter:description",
        "description",
        "application-name",
    }
)


class Evidence:
    """Collects what the silent elements of a page tell."""

    def __init__(self) -> None:
        self._title: list[str] = []
        self._script: list[str] = []
        self._script_length = 0
        self._stories: list[LinkedStory] = []
        self._within = ""
        self._found: dict[str, str] = {}

    @property
    def title(self) -> str:
        """The page's title, else the one for social networks, else empty."""
        title = folded("".join(self._title)) or folded(self._found.get("og:title", ""))
        return title[:_LONGEST_TITLE]

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title that the page declares for its story, the most trusted first."""
        stories = [one.headline for one in self.stories]
        metas = [self._found.get(name, "") for name in ("og:title", "twitter:title")]
        return _distinct([*metas[:1], *stories[:1], *metas[1:], self.title], _LONGEST_TITLE)

    @property
    def descriptions(self) -> tuple[str, ...]:
        """Every summary that the page declares for its story."""
        names = ("og:description", "twitter:description", "description")
        told = [self._found.get(name, "") for name in names]
        return _distinct(
            [*told, *(one.description for one in self.stories[:1])], _LONGEST_DESCRIPTION
        )

    @property
    def story(self) -> str:
        """The text of the story where the page has it as data too."""
        texts = (one.text for one in self.stories)
        return folded(unescape(next(filter(None, texts), "")))[:_LONGEST_STORY]

    @property
    def site_name(self) -> str:
        """What the site calls itself."""
        names = (self._found.get(name, "") for name in ("og:site_name", "application-name"))
        return folded(next(filter(None, names), ""))[:_LONGEST_TITLE]

    @property
    def stories(self) -> list[LinkedStory]:
        """The stories of the JSON-LD that was read by now."""
        self._end_script()
        return self._stories

    @property
    def url(self) -> str | None:
        """The first absolute address of the web among canonical link, `og:url` and `base`."""
        addresses = (self._found.get(name) for name in ("canonical", "og:url", "base"))
        return next(filter(None, map(absolute_url, addresses)), None)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A silent element begins."""
        self._end_script()
        self._within = ""
        if name == "title" and not self._title:
            self._within = name
        elif name == "script":
            if attributes.get("type", "").strip().lower().startswith("application/ld+json"):
                self._within = name
        elif name == "meta":
            key = (attributes.get("property") or attributes.get("name") or "").lower()
            if key in _METAS:
                self._keep(key, attributes.get("content"))
        elif name == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self._keep("canonical", attributes.get("href"))
        elif name == "base":
            self._keep("base", attributes.get("href"))

    def end(self) -> None:
        """A silent element ends; what follows is in none, or in one that tells nothing."""
        self._within = ""

    def data(self, text: str) -> None:
        """A text inside the silent element that began last."""
        if self._within == "title":
            self._title.append(text)
        elif self._within == "script" and self._script_length < _LONGEST_SCRIPT:
            self._script.append(text)
            self._script_length += len(text)

    def _end_script(self) -> None:
        if self._script and len(self._stories) < _MOST_STORIES:
            self._stories += linked_stories("".join(self._script))
        self._script = []

    def _keep(self, key: str, value: str | None) -> None:
        if value:
            self._found.setdefault(key, value)


def _distinct(texts: Iterable[str], longest: int) -> tuple[str, ...]:
    """The texts that are not empty, cut, without twins; JSON-LD and metas are full of entities."""
    told = (folded(unescape(text))[:longest] for text in texts)
    return tuple(dict.fromkeys(filter(None, told)))
