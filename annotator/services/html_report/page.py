"""A report as one file: its frame, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.services.html_report.markup import Markup, foreign, joined, tag
from annotator.services.html_report.style import STYLE
from annotator.services.writing import written_beside

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(subject: str, name: str, lead: str, scope: str, sections: Sequence[str]) -> str:
    """The whole file: `subject` is as “Agreement in”, `name` the project's.

    `lead` says the most important in a sentence, `scope` what was measured and how.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{subject} {name}"),
        tag("style", Markup(STYLE)),
    )
    header = tag(
        "header",
        tag("h1", joined((f"{subject} ", foreign(name)))),
        tag("p", lead, class_="lead"),
        tag("p", scope, class_="muted"),
    )
    # Around `main` every browser puts the element that need not be written.
    whole = tag("html", head, tag("main", header, *sections), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"


def section(title: str, *parts: str) -> Markup:
    """A part of the report under its heading."""
    return tag("section", tag("h2", title), *parts)


def cards(told: Sequence[tuple[str, str]]) -> Markup:
    """The few numbers to begin with, each with what it is."""
    return tag(
        "ul", *(tag("li", tag("b", b), tag("span", words)) for b, words in told), class_="summary"
    )


def terms(told: Sequence[tuple[str, str]]) -> Markup:
    """What words of the report mean."""
    return tag(
        "dl", *(part for name, words in told for part in (tag("dt", name), tag("dd", words)))
    )


def write_page(content: str, target: Path) -> None:
    """Write a report to a file, in the place of one that is there; `UserError` where refused."""
    with written_beside(target) as (file,):
        file.write(content.encode("utf-8"))
