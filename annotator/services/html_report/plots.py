"""What every plot of the report shares: a frame with a title and a description, words, axes."""

from __future__ import annotations

from annotator.services.html_report.markup import Markup, tag

_EM = 7.2  # of the report's plot font of 13 pixels, about what a letter takes


def plot(name: str, description: str, width: float, height: float, *parts: str) -> Markup:
    """A drawing that assistive technology reads as its title and description."""
    return tag(
        "svg",
        tag("title", name),
        tag("desc", description),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=width,
        height=height,
    )


def words(
    content: str, x: float, y: float, anchor: str = "start", style: str | None = None
) -> Markup:
    """A line of text, its middle at `y`."""
    return tag(
        "text",
        content,
        x=x,
        y=y + 4.5,
        text_anchor=None if anchor == "start" else anchor,
        class_=style,
    )


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> Markup:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=style)


def group(*parts: str, told: str = "") -> Markup:
    """Parts that belong together; `told` is read by whoever points at them."""
    return tag("g", *([tag("title", told)] if told else []), *parts)


def width_of(content: str) -> float:
    """About how wide a line of text is drawn."""
    return len(content) * _EM


def fitting(content: str, width: float) -> str:
    """As much of the text as has room."""
    most = max(2, round(width / _EM))
    return content if len(content) <= most else content[: most - 1].rstrip() + "…"


def shown(*parts: str, caption: str) -> Markup:
    """A plot in its place in the report, with a line below it."""
    # Where there is little room it is scrolled, by keys as well.
    scrolled = tag("div", *parts, class_="scroll", tabindex=0, role="group", aria_label=caption)
    return tag("figure", scrolled, tag("figcaption", caption))
