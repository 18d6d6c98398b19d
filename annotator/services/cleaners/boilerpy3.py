"""boilerpy3, boilerpipe in Python, with the extractor that is made for articles."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "boilerpy3"

_extractors = import_module("boilerpy3.extractors")


def clean(html: str) -> str:
    """The content of the page, a block a line."""
    return str(_extractors.ArticleExtractor(raise_on_failure=True).get_content(html))
