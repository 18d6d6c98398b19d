"""An annotator's labels beside those that were decided, read from the store on a worker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.core.adjudication import PieceState
from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.services import calibrating, comparing, reviewing
from annotator.services.calibrating import Calibration
from annotator.services.comparing import Comparison
from annotator.services.projects import Project

OWN = "yours"
DECIDED, REFERENCE = "decided", "reference"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is compared, a sentence above it, and what was said where anything was decided."""

    comparison: Comparison
    sentence: str
    reasons: tuple[tuple[Span, str], ...] = ()


def has_decisions(project: Project, page: PageId, annotator: str) -> bool:
    """Whether anything is decided on a page that the annotator labelled."""
    sitting = reviewing.open_review(project, page, annotator, between=(annotator,))
    return sitting.revision > 0 and bool(sitting.annotations or sitting.history.done)


def decided(project: Project, page: PageId, annotator: str) -> Beside:
    """What was decided of a page, beside what the annotator has; what is still open is left out."""
    if not has_decisions(project, page, annotator):
        raise UserError(
            "Nothing was decided on this page, as far as this project knows.",
            "Decisions come with the next bundle from your reviewer.",
        )
    sitting = reviewing.open_review(project, page, annotator)
    settled = [one for one in sitting.considered if one.state is PieceState.DECIDED]
    comparison = comparing.compare(project, page, (annotator, GOLD))
    reasons = tuple(
        (one.piece.span, f"{one.decider}: {one.reason}") for one in settled if one.reason.strip()
    )
    spans = [one.piece.span for one in settled]
    pieces = tuple(one for one in comparison.pieces if _is_settled(one, spans))
    count = sum(one.kind is not Alignment.EXACT for one in pieces)
    places = "1 place" if count == 1 else f"{count:,} places"
    sentence = f"What was decided on this page is not what you have in {places}."
    return Beside(
        replace(comparison, names=(OWN, DECIDED), pieces=pieces),
        sentence if count else "What was decided on this page is what you have.",
        reasons,
    )


def calibrated(project: Project, page: PageId, annotator: str) -> Beside:
    """The annotator's page beside its reference; `UserError` as long as that is not to be seen."""
    found, comparison = calibrating.calibration_of(project, page, annotator)
    return Beside(replace(comparison, names=(OWN, REFERENCE)), _told(found))


def _told(found: Calibration) -> str:
    now = found.now
    if now.share is None:
        return "The reference of this page labels nothing."
    told = f"{now.alike_count:,} of {now.block_count:,} blocks are as in the reference"
    told = f"{told}: {int(now.share * 100)} %."
    if found.first != now:
        told = f"{told} When you finished the page first it was {found.first.alike_count:,}."
    return told


def _is_settled(piece: AlignedPiece, settled: list[Span]) -> bool:
    """Whether the gold set has a word on a piece; that nothing is there is one."""
    return piece.labels[1] is not None or any(piece.span.overlaps(span) for span in settled)
