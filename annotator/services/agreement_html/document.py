"""The whole report as one file: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from annotator.core.agreement_report import AgreementReport
from annotator.services.agreement_html.sections import (
    group_sections,
    left_out_section,
    pair_section,
    reading_section,
    summary,
    time_section,
    together,
)
from annotator.services.agreement_quotes import Quotes
from annotator.services.agreement_words import (
    as_of_in_words,
    draws_in_words,
    report_in_words,
    scope_in_words,
)
from annotator.services.html_report.markup import Markup
from annotator.services.html_report.page import page, write_page


def document(report: AgreementReport, quotes: Quotes, name: str) -> str:
    """The report as HTML; `name` is the project's."""
    sections = [*_sections(report, quotes), left_out_section(report), reading_section()]
    return page("Agreement in", name, report_in_words(report), _scope(report), sections)


def write_document(report: AgreementReport, quotes: Quotes, name: str, target: Path) -> None:
    """Write the report to a file, in the place of one that is there; `UserError` where refused."""
    write_page(document(report, quotes, name), target)


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
