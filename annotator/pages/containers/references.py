"""Which addresses a page calls pictures and style sheets by, found without building its tree.

Too many are found rather than too few: only those that its container holds come along.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

_ATTRIBUTE = re.compile(
    rb"""\s(?P<name>src|href|srcset|data-src|data-srcset|data-original|poster|background)
    \s*=\s*(?:"(?P<double>[^"]{1,8192})"|'(?P<single>[^']{1,8192})'|(?P<bare>[^\s>"']{1,8192}))""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_STYLE = re.compile(rb"""url\(\s*["']?([^"')\s]{1,8192})""", re.IGNORECASE)
_BASE = re.compile(rb"""<base\s[^>]{0,1024}?href\s*=\s*["']?([^\s"'>]{1,8192})""", re.IGNORECASE)
_BASE_WITHIN = 64 * 1024
_MOST = 50_000


def references(content: bytes, url: str) -> Iterator[str]:
    """The absolute addresses in a page, each once, in their order."""
    base = _BASE.search(content, 0, _BASE_WITHIN)
    if base is not None:
        url = _joined(url, _text(base[1]))
    written = dict.fromkeys(islice(_found(content), _MOST))
    yield from dict.fromkeys(_joined(url, one) for one in written)


def _found(content: bytes) -> Iterator[str]:
    for attribute in _ATTRIBUTE.finditer(content):
        value = _text(attribute["double"] or attribute["single"] or attribute["bare"])
        if attribute["name"].lower().endswith(b"srcset"):
            yield from (one.split()[0] for one in value.split(",") if one.strip())
        else:
            yield value
    for style in _IN_STYLE.finditer(content):
        yield _text(style[1])


def _text(value: bytes) -> str:
    return html.unescape(value.decode("utf-8", "replace")).strip()


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url).partition("#")[0]
    except ValueError:
        return url
