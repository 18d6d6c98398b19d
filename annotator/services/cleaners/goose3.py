"""goose3, given the page and looking for no pictures: it fetches nothing."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "goose3"

_goose3 = import_module(DISTRIBUTION)


def clean(html: str) -> str:
    """The text of the article."""
    with _goose3.Goose({"enable_image_fetching": False, "strict": False}) as goose:
        return str(goose.extract(raw_html=html).cleaned_text)
