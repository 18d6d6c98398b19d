"""newspaper4k, given the page: it fetches nothing."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "newspaper4k"

_newspaper = import_module("newspaper")


def clean(html: str) -> str:
    """The text of the article."""
    article = _newspaper.Article("http://page.invalid/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return str(article.text)
