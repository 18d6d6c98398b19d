"""What the window asks of the services about bundles; all of it on workers.

Loaded when the first of these jobs is wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from annotator.core.progress import Reporter
from annotator.gui.bundles.wishes import BundleWish, Choices
from annotator.services import bundling, listing, receiving, sharing_out
from annotator.services.bundling import BundleReport
from annotator.services.projects import Project
from annotator.services.receiving import Preview, ReceiveReport


def choices(project: Project) -> Choices:
    """What there is to send."""
    given = Counter(one.annotator for one in sharing_out.assignments(project))
    return Choices(listing.annotator_names(project), dict(given))


def send(project: Project, wish: BundleWish, report: Reporter) -> BundleReport:
    """Write a bundle."""
    return bundling.write_bundle(
        project,
        wish.target,
        annotators=wish.annotators,
        given_to=wish.given_to,
        statuses=wish.statuses,
        with_pages=wish.with_pages,
        report=report,
    )


def preview(project: Project, path: Path, report: Reporter) -> Preview:
    """Look at a bundle."""
    return receiving.preview(project, path, report)


def receive(
    project: Project, path: Path, labels: Mapping[str, str], report: Reporter
) -> ReceiveReport:
    """Merge a bundle into the project."""
    return receiving.receive(project, path, labels=labels, report=report)
