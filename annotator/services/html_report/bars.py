"""Figures from 0 to 1 as bars, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.agreement_report import Estimate
from annotator.services.agreement_words import in_figures, in_words
from annotator.services.html_report.markup import Markup, tag
from annotator.services.html_report.plots import fitting, group, line, plot, width_of, words

_ROW, _BAR = 30.0, 16.0
_TOP = 26.0
_GAP = 10.0
_AXIS = 400.0
_LONGEST_NAME = 170.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its figure, and a few words behind it."""

    name: str
    figure: Estimate
    note: str = ""


def bars(name: str, description: str, drawn: Sequence[Bar]) -> Markup:
    """A bar a row, and a line over its interval."""
    left = min(max((width_of(one.name) for one in drawn), default=0), _LONGEST_NAME) + 2 * _GAP
    bottom = _TOP + _ROW * len(drawn)
    parts = []
    for tick in _TICKS:
        x = left + _AXIS * tick
        parts.append(line(x, _TOP - 4, x, bottom, "grid"))
        parts.append(words(f"{tick:g}", x, _TOP - 14, "middle", "muted"))
    for number, one in enumerate(drawn):
        parts.append(_bar(one, left, _TOP + number * _ROW))
    return plot(name, description, left + _AXIS + 190, bottom + 4, *parts)


def _bar(one: Bar, left: float, y: float) -> Markup:
    middle = y + _ROW / 2
    parts = [words(fitting(one.name, left - 2 * _GAP), left - _GAP, middle, "end")]
    figure = one.figure
    if figure.value is None:
        parts.append(words(f"undefined ({figure.reason})", left + _GAP, middle, style="muted"))
        return group(*parts, told=one.name)
    width = max(_AXIS * figure.value, 1.5)
    parts.append(
        tag(
            "rect", x=left, y=middle - _BAR / 2, width=width, height=_BAR, rx=3, class_="bar agreed"
        )
    )
    if figure.interval is not None:
        low, high = left + _AXIS * figure.interval.low, left + _AXIS * figure.interval.high
        parts += [
            line(low, middle, high, middle, "whisker"),
            line(low, middle - 5, low, middle + 5, "whisker"),
            line(high, middle - 5, high, middle + 5, "whisker"),
        ]
    parts.append(words(in_figures(figure.value), left + _AXIS + 2 * _GAP, middle, style="strong"))
    parts.append(words(one.note, left + _AXIS + 80, middle, style="muted"))
    return group(*parts, told=f"{one.name}: {in_words(figure)}")
