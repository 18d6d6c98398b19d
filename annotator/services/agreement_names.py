"""Reports on agreement that name nobody."""

from __future__ import annotations

from annotator.core.agreement_report import AgreementReport
from annotator.core.anonymous_agreement import anonymous
from annotator.services.projects import Project


def without_names(project: Project, report: AgreementReport) -> AgreementReport:
    """The report with letters for the annotators, which are the same in each report of a project.

    Only who has the project file can tell whose they are, and knows that anyway.
    """
    with project.store.read() as transaction:
        return anonymous(report, transaction.project.id())
