"""How far each label is given alike, as bars with their intervals."""

from __future__ import annotations

from annotator.core.agreement_report import AgreementReport, LabelAgreement, PairAgreement
from annotator.services.agreement_html.markup import Markup, tag
from annotator.services.agreement_html.plots import (
    fitting,
    group,
    line,
    plot,
    width_of,
    words,
)
from annotator.services.agreement_words import category_name, in_figures, in_words, pair_name

_ROW, _BAR = 30.0, 16.0
_TOP = 26.0
_GAP = 10.0
_AXIS = 400.0
_LONGEST_NAME = 170.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def label_bars(report: AgreementReport, pair: PairAgreement) -> Markup:
    """A bar a label from 0 to its F1 by block, and a line over its interval."""
    names = [category_name(report, one.label) for one in pair.labels]
    left = min(max(map(width_of, names), default=0), _LONGEST_NAME) + 2 * _GAP
    bottom = _TOP + _ROW * len(pair.labels)
    parts = []
    for tick in _TICKS:
        x = left + _AXIS * tick
        parts.append(line(x, _TOP - 4, x, bottom, "grid"))
        parts.append(words(f"{tick:g}", x, _TOP - 14, "middle", "muted"))
    for number, one in enumerate(pair.labels):
        parts.append(_bar(one, names[number], left, _TOP + number * _ROW))
    name = f"F1 of each label, {pair_name(pair)}"
    return plot(name, described(report, pair), left + _AXIS + 190, bottom + 4, *parts)


def described(report: AgreementReport, pair: PairAgreement) -> str:
    """The bars in words."""
    told = (f"{category_name(report, one.label)} {in_words(one.block.f1)}" for one in pair.labels)
    return f"F1 by block: {'; '.join(told)}." if pair.labels else "No label was given."


def _bar(one: LabelAgreement, name: str, left: float, y: float) -> Markup:
    middle = y + _ROW / 2
    parts = [words(fitting(name, left - 2 * _GAP), left - _GAP, middle, "end")]
    figure = one.block.f1
    if figure.value is None:
        parts.append(words(f"undefined ({figure.reason})", left + _GAP, middle, style="muted"))
        return group(*parts, told=name)
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
    n = one.block.first_count + one.block.second_count
    parts.append(words(in_figures(figure.value), left + _AXIS + 2 * _GAP, middle, style="strong"))
    parts.append(words(f"{n:,} given", left + _AXIS + 80, middle, style="muted"))
    return group(*parts, told=f"{name}: {in_words(figure)}")
