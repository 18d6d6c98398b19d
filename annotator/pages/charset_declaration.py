"""The encoding that a page declares in itself: the prescan of the HTML standard.

https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
"""

from __future__ import annotations

import re

from annotator.pages.encodings import WIDE, encoding_named

_PIECE = re.compile(
    rb"<!--(?:-?>|.*?-->)|(?P<meta><meta[\s/])|(?P<tag></?[a-z][^\s>]*)|<[!/?][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"""[\s/]*(?P<name>[^\s/>=][^\s/>=]*)
    (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"'][^\s>]*)))?""",
    re.VERBOSE,
)
_CHARSET_IN_CONTENT = re.compile(
    rb"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"'][^\s;]*))""", re.IGNORECASE
)
_XML_DECLARATION = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")

_PRESCAN = 65_536
"""The standard has a page declare its encoding in 1,024 bytes; where a declaration stands later,
browsers start anew with it."""


def declared_encoding(content: bytes) -> str | None:
    """What a `meta` element, or else the XML declaration, names; None where nothing valid does."""
    head = content[:_PRESCAN]
    # Most of a page without a declaration need not be looked at piece by piece.
    if b"charset" in head.lower():
        found = _declared_in(head)
        if found is not None:
            return found
    xml = _XML_DECLARATION.match(head)
    return _usable(xml[1]) if xml else None


def _declared_in(head: bytes) -> str | None:
    at = 0
    while piece := _PIECE.search(head, at):
        at = piece.end()
        if piece["meta"] is None and piece["tag"] is None:
            continue
        attributes: dict[bytes, bytes] = {}
        while (found := _ATTRIBUTE.match(head, at)) is not None:
            at = found.end()
            value = found["double"] or found["single"] or found["bare"] or b""
            attributes.setdefault(found["name"].lower(), value)
        if piece["meta"] is not None:
            encoding = _named_by(attributes)
            if encoding is not None:
                return encoding
    return None


def _named_by(attributes: dict[bytes, bytes]) -> str | None:
    if b"charset" in attributes:
        return _usable(attributes[b"charset"])
    if attributes.get(b"http-equiv", b"").strip().lower() == b"content-type":
        found = _CHARSET_IN_CONTENT.search(attributes.get(b"content", b""))
        if found is not None:
            return _usable(found[1] or found[2] or found[3] or b"")
    return None


def _usable(label: bytes) -> str | None:
    """The encoding of a label; as it was read as ASCII, it is in no encoding of wide units."""
    text = label.decode("latin-1")
    if text.strip().lower() == "x-user-defined":
        return "windows-1252"
    encoding = encoding_named(text)
    return "utf-8" if encoding in WIDE else encoding
