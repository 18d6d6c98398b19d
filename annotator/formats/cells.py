"""Text in cells of a sheet: nothing that a spreadsheet would run, and every text back as it was.

A spreadsheet takes a cell for a formula by its first characters, and whoever opens a file with
another separator makes cells begin inside the text. So wherever a formula could begin, an
apostrophe is put first: at the start of the text and behind what separates cells or rows. `plain`
takes exactly these apostrophes out again; any that the text had of its own stay.
"""

from __future__ import annotations

import re

# What some program reads as the beginning of a formula or a command, or drops before it. All that
# begins a row anew is among them, so that no text is looked at from each of many such places.
_STARTERS = (
    "=+\\-@|%\\t\\r\\n\u2028\u2029\u0085\u000b\u000c"
    "\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212\uff05\uff5c"
)
# What programs skip before a formula: white space, controls, invisible characters, quotes.
_SKIPPED = (
    "'\"\\s\\x00-\\x1f\\x7f-\\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
)
_BEGINS = "(?:^|(?<=[\\t\\r\\n;|\u2028\u2029\u0085\u000b\u000c]))"
_RISK = f"(?:(?![{_STARTERS}])[{_SKIPPED}])*[{_STARTERS}]"

_PLACES = re.compile(f"{_BEGINS}(?={_RISK})")
_ESCAPED = re.compile(f"{_BEGINS}'(?={_RISK})")


def inert(text: str) -> str:
    """The text as it may stand in a cell."""
    return _PLACES.sub("'", text)


def plain(cell: str) -> str:
    """The text that `inert` made a cell of."""
    return _ESCAPED.sub("", cell)
