"""The colours of the view's paper and ink, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours but those of the labels. Ink and muted ink reach 4.5:1 on paper."""

    is_dark: bool
    paper: QColor
    ink: QColor
    muted: QColor
    line: QColor
    undecided: QColor
    accent: QColor
    selected: QColor
    run: QColor
    warning: QColor


LIGHT = Theme(
    is_dark=False,
    paper=QColor("#fcfcfb"),
    ink=QColor("#1d2127"),
    muted=QColor("#5d646f"),
    line=QColor("#e1e3e7"),
    undecided=QColor("#8b919b"),
    accent=QColor("#1f6feb"),
    selected=QColor("#a8cdfd"),
    run=QColor("#e4eefc"),
    warning=QColor("#a6400c"),
)

DARK = Theme(
    is_dark=True,
    paper=QColor("#1c1e21"),
    ink=QColor("#e2e4e8"),
    muted=QColor("#a2a8b2"),
    line=QColor("#34383e"),
    undecided=QColor("#7b828d"),
    accent=QColor("#6cabff"),
    selected=QColor("#2c5488"),
    run=QColor("#232f42"),
    warning=QColor("#ffa36b"),
)


def theme(is_dark: bool) -> Theme:
    """The colours for a light or a dark window."""
    return DARK if is_dark else LIGHT
