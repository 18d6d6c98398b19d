"""trafilatura, without comments, as article-extraction-benchmark and WCEB run it."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "trafilatura"

_extract = import_module(DISTRIBUTION).extract


def clean(html: str) -> str:
    """The main text; empty where it finds none."""
    return _extract(html, include_comments=False) or ""
