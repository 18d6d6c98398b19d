"""A stranger's text made safe to be shown in a line of ours: titles, names, quotes of pages."""

from __future__ import annotations

import unicodedata

_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def harmless(text: str) -> str:
    """The text on one line, control characters, bidi controls and lone surrogates written out."""
    return "".join(_written_out(one) if _is_unsafe(one) else one for one in text)


def _is_unsafe(one: str) -> bool:
    return one in _BIDI_CONTROLS or unicodedata.category(one) in _UNSAFE_CATEGORIES


def _written_out(one: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(one, f"\\u{ord(one):04x}")
