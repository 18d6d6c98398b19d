"""Addresses of pages that somebody else can reach."""

from __future__ import annotations

_SCHEMES = ("http:", "https:", "ftp:")


def web_address(url: str) -> str | None:
    """The address with its spaces encoded, None for that of a file on somebody's disk."""
    url = url.strip().replace(" ", "%20")
    return url if url.lower().startswith(_SCHEMES) else None
