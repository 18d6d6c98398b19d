"""What a page says of itself beside its text: title and address."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from annotator.pages.sites import absolute_url
from annotator.pages.white_space import folded

_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class Evidence:
    """The title, empty where the page has none, and the address that the page gives itself."""

    title: str
    url: str | None


def evidence_in(root: etree._Element | None) -> Evidence:
    """Title and address of a page, from its tree.

    The address is the first absolute one of the web among canonical link, `og:url` and `base`.
    """
    if root is None:
        return Evidence("", None)
    titles: list[str] = []
    found: dict[str, str] = {}
    for element in root.iter("title", "link", "meta", "base"):
        tag = element.tag
        if tag == "meta":
            name = element.get("property") or element.get("name")
            if name is not None and name.startswith(("og:", "OG:")):
                _keep(found, name.strip().lower(), element.get("content"))
        elif tag == "link":
            if "canonical" in element.get("rel", "").lower():
                _keep(found, "canonical", element.get("href"))
        elif tag == "base":
            _keep(found, "base", element.get("href"))
        elif not titles and not _is_in_image(element):
            titles.append(folded(str(element.xpath("string()"))))
    title = next(filter(None, titles), "") or folded(found.get("og:title", ""))
    addresses = (absolute_url(found.get(name)) for name in ("canonical", "og:url", "base"))
    return Evidence(title[:_LONGEST_TITLE], next(filter(None, addresses), None))


def _keep(found: dict[str, str], name: str, value: str | None) -> None:
    if value and name in {"canonical", "og:url", "og:title", "base"}:
        found.setdefault(name, value)


def _is_in_image(title: etree._Element) -> bool:
    return any(above.tag == "svg" for above in title.iterancestors())
