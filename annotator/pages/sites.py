"""The site of an address: the registered domain that its template belongs to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract


def absolute_url(text: str | None) -> str | None:
    """The address if it is an absolute one of the web, else None."""
    url = (text or "").strip()
    if not url.lower().startswith(("http://", "https://")) or not url.isprintable() or " " in url:
        return None
    return url if _host(url) else None


def site_of(url: str | None) -> str:
    """The registered domain, the whole host where it has none, and empty for no address.

    Blogs of one service are sites of their own: each has its own template.
    """
    host = _host(url) if url else ""
    if not host:
        return ""
    found = _extractor()(host)
    if not found.suffix and found.domain and found.subdomain:
        # The list's own rule for an ending that it does not know: that ending is a public suffix.
        return ".".join(host.rsplit(".", 2)[-2:])
    return found.top_domain_under_public_suffix or host


def top_level_domain(url: str | None) -> str:
    """The last part of the host in lower case, empty where it is none."""
    last = (_host(url) if url else "").rpartition(".")[2]
    return last if last.isascii() and last.isalpha() else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@cache
def _extractor() -> TLDExtract:
    # Importing it costs as much as starting the process, and pages without an address need it not.
    from tldextract import TLDExtract  # noqa: PLC0415

    # Its own snapshot of the public suffix list: nothing here ever asks the network or the disk.
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
