"""Resiliparse, its main content without comments, links and alternative texts, as WCEB runs it."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "Resiliparse"

_extract = import_module("resiliparse.extract.html2text").extract_plain_text
_parse = import_module("resiliparse.parse.html").HTMLTree.parse


def clean(html: str) -> str:
    """The main content as plain text."""
    return str(
        _extract(
            _parse(html),
            main_content=True,
            preserve_formatting=True,
            list_bullets=False,
            comments=False,
            links=False,
            alt_texts=False,
        )
    )
