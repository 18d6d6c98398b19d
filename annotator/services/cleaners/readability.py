"""readability-lxml, its summary made text by html-text, as both benchmarks run it."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "readability-lxml"

_Document = import_module("readability").Document
_extract_text = import_module("html_text").extract_text


def clean(html: str) -> str:
    """The text of the summary; raises where the library cannot read the page."""
    return str(_extract_text(_Document(html).summary(html_partial=True)))
