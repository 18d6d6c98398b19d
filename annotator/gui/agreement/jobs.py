"""What the panel of agreement asks of the services; all of it on workers.

Loaded when the panel is first opened.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock

from annotator.core.agreement_report import AgreementReport, Cell
from annotator.core.progress import Reporter
from annotator.gui.agreement.figures import (
    AgreementFigures,
    AgreementWish,
    FoundPlaces,
    QuotedPlace,
)
from annotator.services.agreeing import measure_agreement
from annotator.services.agreement_html.document import write_document
from annotator.services.agreement_names import without_names
from annotator.services.agreement_quotes import places_to_quote, quotes, yet_to_label
from annotator.services.projects import Project


class AgreementJobs:
    """The jobs of one panel. What was compared last is kept to be shown with names or without."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._last: tuple[AgreementWish, AgreementReport] | None = None

    def compare(self, project: Project, wish: AgreementWish, report: Reporter) -> AgreementFigures:
        """Compare as is wished; where only the names are wished otherwise, without counting."""
        found = self._kept(wish)
        if found is None:
            found = measure_agreement(
                project,
                against=wish.against,
                blind_only=wish.is_blind,
                corrected=wish.is_corrected,
                by=(wish.by,) if wish.by else (),
                report=report,
            )
            with self._guard:
                self._last = (wish, found)
        shown = without_names(project, found) if wish.is_nameless else found
        return AgreementFigures.of(shown, project.label_set)

    def quoted(
        self,
        project: Project,
        figures: AgreementFigures,
        cell: Cell,
        annotator: str,
        report: Reporter,
    ) -> FoundPlaces:
        """The places of a cell as they read, but for those that the annotator is not to see yet."""
        titles = {one.page: " ".join(one.title.split()) for one in figures.report.pages}
        hidden = yet_to_label(project, cell.places, annotator)
        places = [one for one in cell.places if one.page not in hidden]
        found = quotes(project, places, report)
        return FoundPlaces(
            tuple(QuotedPlace(one, titles.get(one.page, ""), found[one]) for one in places),
            len(cell.places) - len(places),
        )

    def save(
        self, project: Project, figures: AgreementFigures, target: Path, report: Reporter
    ) -> Path:
        """Write what is shown as a file for a browser."""
        found = quotes(project, places_to_quote(figures.report), report)
        write_document(figures.report, found, project.name, target)
        return target

    def _kept(self, wish: AgreementWish) -> AgreementReport | None:
        """What was compared for the same wish but for the names; the same wish counts anew."""
        with self._guard:
            if self._last is None:
                return None
            before, report = self._last
            if before.is_nameless == wish.is_nameless:
                return None
            if replace(before, is_nameless=wish.is_nameless) != wish:
                return None
            self._last = (wish, report)
            return report
