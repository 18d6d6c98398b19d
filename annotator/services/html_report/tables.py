"""Tables of figures: every figure with its interval, every gap with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.core.agreement_report import Estimate
from annotator.services.agreement_words import NOTHING, in_figures, in_per_cent
from annotator.services.html_report.markup import Markup, joined, tag

Cells = Sequence[str]


def table(caption: str, head: Sequence[str], rows: Sequence[Cells], words: int = 1) -> Markup:
    """A table whose rows begin with their name; the first `words` columns hold no numbers."""
    heads = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="words" if number < words else None)
            for number, name in enumerate(head)
        ),
    )
    body = (_row(row, words) for row in rows)
    return tag(
        "div",
        tag("table", tag("caption", caption), tag("thead", heads), tag("tbody", *body)),
        class_="scroll",
        tabindex=0,
        role="region",
        aria_label=caption,
    )


def measure(figure: Estimate) -> Markup:
    """A measure with its interval below it, or with why there is none."""
    return _estimate(figure, in_figures)


def portion(figure: Estimate) -> Markup:
    """A share in per cent, likewise."""
    return _estimate(figure, in_per_cent)


def _estimate(figure: Estimate, told: Callable[[float | None], str]) -> Markup:
    if figure.value is None:
        return joined((NOTHING, tag("small", figure.reason, class_="reason")))
    if figure.interval is None:
        return joined((told(figure.value),))
    low, high = told(figure.interval.low), told(figure.interval.high)
    return joined((told(figure.value), tag("small", f"{low} to {high}")))


def _row(cells: Cells, words: int) -> Markup:
    first, *others = cells
    told = [
        tag("td", one, class_="words" if number < words - 1 else None)
        for number, one in enumerate(others)
    ]
    return tag("tr", tag("th", first, scope="row"), *told)
