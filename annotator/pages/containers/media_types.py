"""What the bytes of a response are: as its media type says, or by a look at them."""

from __future__ import annotations

import re

from annotator.core.pages import PageKind

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
UNTOLD_TYPES = frozenset(
    (
        "",
        "*/*",
        "application/octet-stream",
        "application/unknown",
        "binary/octet-stream",
        "no-type",
        "text/unknown",
        "unknown/unknown",
    )
)
"""Types that tell nothing."""
XML_TYPES = frozenset({"application/xml", "text/xml"})
PAGE_TYPES = HTML_TYPES | UNTOLD_TYPES | XML_TYPES | {"text/plain"}
"""Whatever is of another type is no page, and need not be looked at."""

_TYPE = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)
_LOOKED_AT = 4096
# What was taken for a comment stays one: else a thousand comments could be cut up in any way.
_BEGINNING = (
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+"
)
_DOCUMENT = re.compile(_BEGINNING + rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(
    _BEGINNING
    + rb"<(?:!doctype\s+html|/?(?:html|head|body|title|meta|link|style|script|base|h1|div"
    rb"|table|p|a|b|br|font|iframe|article|main|section))[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_BINARY = re.compile(
    rb"GIF8|\x89PNG|\xff\xd8\xff|RIFF....WEBP|%PDF-|PK\x03\x04|\x1f\x8b|wOF[F2]|OTTO|\x00\x01\x00\x00"
    rb"|\x00\x00\x01\x00|....ftyp|OggS|ID3|\x1aE\xdf\xa3",
    re.DOTALL,
)


def media_type_of(header: str) -> str:
    """The type without its parameters in small letters; nothing where there is none."""
    found = _TYPE.match(header.strip())
    return found[0].lower() if found else ""


def charset_of(header: str) -> str | None:
    """The encoding that a header declares, None where it does not."""
    found = _CHARSET.search(header)
    return found[1] if found else None


def page_kind(media_type: str, content: bytes) -> PageKind | None:
    """What kind of page the bytes of this type are, None if they are no page.

    A picture that was sent as HTML is none; what was sent as text but begins as HTML does is HTML,
    as is what was sent as anything.
    """
    head = content[:_LOOKED_AT]
    if media_type not in PAGE_TYPES or _BINARY.match(head):
        return None
    if media_type in HTML_TYPES or _DOCUMENT.match(_narrow(head)):
        return PageKind.HTML
    if media_type in UNTOLD_TYPES and _MARKUP.match(_narrow(head)):
        return PageKind.HTML
    return PageKind.TEXT if media_type == "text/plain" else None


def _narrow(head: bytes) -> bytes:
    """UTF-16 with the zeros of its ASCII letters taken out, which is enough to tell markup."""
    return head.replace(b"\0", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head
