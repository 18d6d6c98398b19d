"""What the window asks of the services about data sets; all of it on workers.

Loaded when the first of these jobs is wanted.
"""

from __future__ import annotations

from annotator.core.progress import Reporter
from annotator.formats.libraries import lacks
from annotator.gui.exporting.choices import ExportChoices
from annotator.services import export_preview, exporting, listing
from annotator.services.export_formats import export_formats
from annotator.services.export_preview import ExportPreview
from annotator.services.export_wish import DataSetWish
from annotator.services.exporting import ExportReport
from annotator.services.policies import ready_policies
from annotator.services.projects import Project


def choices(project: Project) -> ExportChoices:
    """What there is to choose from."""
    return ExportChoices(
        formats=export_formats(),
        annotators=listing.annotator_names(project),
        policies=tuple((one.name, one.title) for one in ready_policies()),
        leak_extra="leaks" if lacks("leaks") else "",
    )


def preview(project: Project, wish: DataSetWish, report: Reporter) -> ExportPreview:
    """How the data set would begin."""
    return export_preview.preview_export(project, wish, report)


def export(project: Project, wish: DataSetWish, report: Reporter) -> ExportReport:
    """Write the data set."""
    return exporting.export_project(
        project,
        wish.target,
        format_name=wish.format_name,
        wanted=wish.wanted,
        policy=wish.policy,
        is_overwriting=wish.is_overwriting,
        has_pages=wish.has_pages,
        split=wish.split,
        is_checked=wish.is_checked,
        report=report,
    )
