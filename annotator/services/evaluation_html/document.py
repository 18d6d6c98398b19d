"""The whole report as one file: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from annotator.core.evaluation_report import EvaluationReport, Grouping
from annotator.services.evaluation_html.sections import (
    cleaner_section,
    group_section,
    left_out_section,
    reading_section,
    summary,
    together,
)
from annotator.services.evaluation_words import draws_in_words, report_in_words, scope_in_words
from annotator.services.html_report.page import page, write_page


def document(report: EvaluationReport, name: str) -> str:
    """The report as HTML; `name` is the project's."""
    parts = []
    if report.cleaners:
        parts += [summary(report), together(report)]
        parts += [group_section(report, by) for by in Grouping]
        parts += [cleaner_section(report, one) for one in report.measured]
    scope = f"{scope_in_words(report)} {draws_in_words(report)}"
    sections = [*parts, left_out_section(report), reading_section()]
    return page("Cleaners on", name, report_in_words(report), scope, sections)


def write_document(report: EvaluationReport, name: str, target: Path) -> None:
    """Write the report to a file, in the place of one that is there; `UserError` where refused."""
    write_page(document(report, name), target)
