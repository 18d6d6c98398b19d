"""How far the annotators of a project agree."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.agreement_report import AgreementReport, Grouping
from annotator.core.progress import Reporter, silent
from annotator.services.projects import Project


def measure_agreement(
    project: Project,
    *,
    between: Sequence[str] = (),
    blind_only: bool = False,
    sites: Sequence[str] = (),
    by: Sequence[Grouping] = (),
    against: str = "",
    resamples: int = 1000,
    seed: int = 0,
    report: Reporter = silent,
) -> AgreementReport:
    """Compare the sets that are finished or accepted, pair by pair and all together.

    `between` names the annotators, all people without it; `against` compares each of them with that
    set alone, which may be “gold”. `sites` and `blind_only` leave out other pages; `by` adds the
    figures of groups of pages. `resamples` are the draws for each interval, 0 for none. Units of
    progress are pages. Raises `UserError` for a name that nobody has.
    """
    raise NotImplementedError
