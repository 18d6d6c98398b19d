"""How strongly a cell of a confusion matrix is painted, in the report and in the window."""

from __future__ import annotations

from math import sqrt

MOST_LIGHT, MOST_DARK = 0.72, 0.42
"""The opacity of a full cell: on any cell the plain colour of text has a contrast of 4.5."""
PARTED_LIGHT, PARTED_DARK = "#b4560c", "#ffab66"
"""The colour of what two do not agree on."""
_FAINTEST = 0.12


def shade(share: float) -> float:
    """The strength, of 1, for a cell that holds this share of its row.

    By the root: what is confused is rare, and would not be seen beside what is agreed on.
    """
    return _FAINTEST + (1 - _FAINTEST) * sqrt(min(max(share, 0.0), 1.0))
