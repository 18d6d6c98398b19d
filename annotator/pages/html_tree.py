"""Text to tree by lxml, and how to hear what lxml dropped."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class HtmlTree:
    """The root element, None for a page without any content, and why the end is missing."""

    root: etree._Element | None
    cut: str | None


_DEEPEST = 2048


def html_tree(text: str) -> HtmlTree:
    """The tree of a page. `text` holds no lone surrogates: lxml would drop all behind one."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    # lxml-stubs do not know that an empty page has no root.
    root: etree._Element | None = etree.fromstring(text.encode(), parser)
    for entry in parser.error_log.filter_from_fatals():
        return HtmlTree(root, _reason(entry))
    return HtmlTree(root, None)


def _reason(entry: etree._LogEntry) -> str:
    if "depth" in entry.message:
        return (
            f"Elements are nested more than {_DEEPEST:,} deep at line {entry.line:,}; "
            "what follows is missing."
        )
    return f"Reading stopped at line {entry.line:,}: {entry.message}; what follows is missing."
