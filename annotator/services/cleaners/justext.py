"""jusText with the stop words of all its languages: a page need not say which one it is in."""

from __future__ import annotations

from importlib import import_module

DISTRIBUTION = "jusText"

_justext = import_module("justext")
_WORDS = frozenset().union(*map(_justext.get_stoplist, _justext.get_stoplists()))


def clean(html: str) -> str:
    """The paragraphs that are no boilerplate."""
    found = _justext.justext(html, _WORDS)
    return "\n".join(one.text for one in found if not one.is_boilerplate)
