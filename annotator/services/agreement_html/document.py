"""The whole report as one file: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from annotator.core.agreement_report import AgreementReport
from annotator.services.agreement_html.markup import Markup, foreign, joined, tag
from annotator.services.agreement_html.sections import (
    group_sections,
    left_out_section,
    pair_section,
    reading_section,
    summary,
    time_section,
    together,
)
from annotator.services.agreement_html.style import STYLE
from annotator.services.agreement_quotes import Quotes
from annotator.services.agreement_words import (
    as_of_in_words,
    draws_in_words,
    report_in_words,
    scope_in_words,
)
from annotator.services.writing import written_beside

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def document(report: AgreementReport, quotes: Quotes, name: str) -> str:
    """The report as HTML; `name` is the project's."""
    title = f"Agreement in {name}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Markup(STYLE)),
    )
    header = tag(
        "header",
        tag("h1", joined(("Agreement in ", foreign(name)))),
        tag("p", report_in_words(report), class_="lead"),
        tag("p", _scope(report), class_="muted"),
    )
    parts = [header, *_sections(report, quotes), left_out_section(report), reading_section()]
    # Around `main` every browser puts the element that need not be written.
    whole = tag("html", head, tag("main", *parts), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"


def write_document(report: AgreementReport, quotes: Quotes, name: str, target: Path) -> None:
    """Write the report to a file, in the place of one that is there; `UserError` where refused."""
    content = document(report, quotes, name).encode("utf-8")
    with written_beside(target) as (file,):
        file.write(content)


def _scope(report: AgreementReport) -> str:
    told = (scope_in_words(report), as_of_in_words(report), draws_in_words(report))
    return " ".join(one for one in told if one)


def _sections(report: AgreementReport, quotes: Quotes) -> list[Markup]:
    if not report.pairs:
        return []
    return [
        summary(report),
        together(report),
        *group_sections(report),
        time_section(report),
        *(pair_section(report, pair, quotes) for pair in report.pairs),
    ]
