"""The confusion matrix as a heat map: who says what where the other says what."""

from __future__ import annotations

from annotator.core.agreement_report import AgreementReport, PairAgreement
from annotator.services.agreement_shades import shade
from annotator.services.agreement_words import category_name, in_per_cent, pair_name
from annotator.services.html_report.markup import Markup, tag
from annotator.services.html_report.plots import fitting, group, plot, width_of, words

_WIDE, _NARROW = 88.0, 46.0
_MOST_WIDE = 7
_ROW = 38.0
_LONGEST_NAME = 150.0
_GAP = 10.0


def heat_map(report: AgreementReport, pair: PairAgreement) -> Markup:
    """Rows are what the first annotator says, columns what the second says of the same blocks."""
    categories = pair.confusion.categories
    names = [category_name(report, one) for one in categories]
    is_wide = len(categories) <= _MOST_WIDE
    cell = _WIDE if is_wide else _NARROW
    left = min(max(map(width_of, names), default=0), _LONGEST_NAME) + 2 * _GAP
    top = 48.0 if is_wide else 40.0 + min(max(map(width_of, names), default=0), 120.0) * 0.75
    width = left + cell * len(categories) + (0 if is_wide else 60)
    parts = _heads(pair, names, left, top, cell, is_wide=is_wide)
    counts = {(one.first, one.second): one.count for one in pair.confusion.cells}
    rows = dict.fromkeys(categories, 0)
    for (first, _), count in counts.items():
        rows[first] += count
    for row, first in enumerate(categories):
        y = top + row * _ROW
        name = fitting(names[row], left - 2 * _GAP)
        parts.append(words(name, left - _GAP, y + _ROW / 2, "end"))
        for column, second in enumerate(categories):
            count = counts.get((first, second), 0)
            told = (
                f"{pair.annotators[0]}: {names[row]}; {pair.annotators[1]}: {names[column]}: "
                f"{count:,}"
            )
            share = count / rows[first] if rows[first] else 0.0
            place = (left + column * cell, y, cell, _ROW)
            parts.append(_cell(place, count, share, told, is_agreed=first == second))
    height = top + len(categories) * _ROW + 2
    name = f"Confusion matrix of {pair_name(pair)}"
    return plot(name, described(report, pair), width, height, *parts)


def described(report: AgreementReport, pair: PairAgreement) -> str:
    """The matrix in a sentence or two."""
    confused = pair.confusion.confused
    agreed = sum(one.count for one in pair.confusion.cells if one.first == one.second)
    total = agreed + sum(one.count for one in confused)
    if not total:
        return "No block was compared."
    told = f"Of {total:,} blocks, {agreed:,} are labelled alike ({in_per_cent(agreed / total)})."
    if confused:
        most = confused[0]
        told += (
            f" Most often, {most.count:,} times, {pair.annotators[0]} says "
            f"{category_name(report, most.first)} and {pair.annotators[1]} "
            f"{category_name(report, most.second)}."
        )
    return f"{told} The numbers are in the table below."


def _heads(
    pair: PairAgreement, names: list[str], left: float, top: float, cell: float, *, is_wide: bool
) -> list[Markup]:
    first, second = pair.annotators
    parts = [
        words(fitting(f"{first} ↓", left - _GAP), left - _GAP, 12, "end", "strong"),
        words(f"{second} →", left, 12, style="strong"),
    ]
    for number, name in enumerate(names):
        middle = left + (number + 0.5) * cell
        if is_wide:
            parts.append(words(fitting(name, cell - 4), middle, top - 14, "middle"))
        else:
            turned = f"rotate(-48 {middle:.1f} {top - 10:.1f})"
            head = words(fitting(name, 120), middle, top - 14)
            parts.append(tag("g", head, transform=turned))
    return parts


def _cell(
    place: tuple[float, float, float, float],
    count: int,
    share: float,
    told: str,
    *,
    is_agreed: bool,
) -> Markup:
    x, y, width, height = place
    middle = (x + width / 2, y + height / 2)
    if not count:
        edge = tag(
            "rect", x=x + 1.5, y=y + 1.5, width=width - 3, height=height - 3, rx=4, class_="frame"
        )
        return group(edge, words("·", *middle, "middle", "muted"), told=told)
    ground = tag(
        "rect",
        x=x + 1,
        y=y + 1,
        width=width - 2,
        height=height - 2,
        rx=4,
        class_="cell agreed" if is_agreed else "cell parted",
        style=f"--strength: {shade(share):.2f}",
    )
    return group(ground, words(f"{count:,}", *middle, "middle"), told=told)
