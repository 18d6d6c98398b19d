"""Agreement over time: a dot a page, and a line that follows them."""

from __future__ import annotations

from annotator.core.agreement_report import ComparedPage
from annotator.services.agreement_course import Course, lowest_shown, share
from annotator.services.html_report.markup import Markup, tag
from annotator.services.html_report.plots import line, plot, words

_LEFT, _TOP = 56.0, 12.0
_WIDTH, _HEIGHT = 640.0, 200.0


def over_time(course: Course) -> Markup:
    """The pages in the order in which they were finished."""
    least = lowest_shown([share(one) for one in course.pages])
    bottom = _TOP + _HEIGHT
    parts = []
    for step in range(6):
        value = least + (1 - least) * step / 5
        y = _y(value, least)
        parts.append(line(_LEFT, y, _LEFT + _WIDTH, y, "grid"))
        parts.append(words(f"{value * 100:.0f} %", _LEFT - 8, y, "end", "muted"))
    count = len(course.pages)
    for number in range(0, count, course.step):
        one = course.pages[number]
        x, y = _x(number, count), _y(share(one), least)
        title = tag("title", told_at(one))
        parts.append(tag("circle", title, cx=x, cy=y, r=4 if count <= 150 else 2, class_="dot"))
    if len(course.around) > 1:
        points = " ".join(
            f"{_x(number, count):.1f},{_y(value, least):.1f}" for number, value in course.around
        )
        parts.append(tag("polyline", points=points, class_="course"))
    parts.append(words(_date(course.pages[0]), _LEFT, bottom + 18, style="muted"))
    if count > 1:
        end = _LEFT + _WIDTH
        parts.append(words(_date(course.pages[-1]), end, bottom + 18, "end", "muted"))
    told = "Blocks on which all agree, page by page"
    return plot(told, course.words, _LEFT + _WIDTH + 12, bottom + 32, *parts)


def told_at(page: ComparedPage) -> str:
    """A page in words."""
    return (
        f"Page {page.page}, {_date(page)}: {page.agreed_count:,} of {page.n:,} blocks alike. "
        f"{page.title}"
    )


def _date(page: ComparedPage) -> str:
    return page.finished_at.date().isoformat() if page.finished_at else ""


def _x(number: int, count: int) -> float:
    return _LEFT + _WIDTH * (number + 0.5) / count


def _y(value: float, least: float) -> float:
    return _TOP + _HEIGHT * (1 - (value - least) / (1 - least))
