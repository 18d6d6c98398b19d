"""The jobs of the process that runs cleaners as messages, for both sides of the pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.evaluation_report import PageScores
from annotator.core.kept_labels import Kept, KeptLabels
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from annotator.core.text_scores import PrecisionRecall
from annotator.pages.frames import BrokenFrame, Frame


@dataclass(frozen=True, slots=True)
class PageToClean:
    """A page as a cleaner gets it, and all that its answer is held against.

    `blocks` is the document's, as it is stored.
    """

    html: str
    reference: str
    text: str
    blocks: str
    annotations: AnnotationSet


@dataclass(frozen=True, slots=True)
class CleanedText:
    """What a cleaner gave, and how long it took."""

    text: str
    seconds: float


def load_job(cleaner: str) -> Frame:
    """Ask for the version of a cleaner, which is loaded for it."""
    return Frame({"job": "load", "cleaner": cleaner})


def clean_job(cleaner: str, page: PageToClean) -> Frame:
    """Ask for the text that a cleaner finds."""
    return Frame({"job": "clean", "cleaner": cleaner}, (page.html.encode("utf-8", "replace"),))


def score_job(text: str, page: PageToClean) -> Frame:
    """Ask for the scores of a text."""
    rows = [(one.span.start, one.span.end, one.label) for one in page.annotations]
    parts = (page.reference, text, page.text, page.blocks)
    return Frame({"job": "score", "annotations": rows}, tuple(part.encode() for part in parts))


def annotations_of_rows(rows: Sequence[tuple[int, int, str]]) -> AnnotationSet:
    """The annotations of a `score_job`."""
    return AnnotationSet(
        tuple(Annotation(Span(start, end), LabelId(label)) for start, end, label in rows)
    )


def loaded_version(answer: Frame) -> str:
    """The answer to a `load_job`."""
    return str(answer.header["version"])


def cleaned_text(answer: Frame) -> CleanedText:
    """The answer to a `clean_job`; `BrokenFrame` if it says nothing of the kind."""
    try:
        (text,) = answer.parts
        return CleanedText(text.decode(), float(answer.header["seconds"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrame("no cleaned text") from error


def scores_row(scores: PageScores) -> dict[str, Any]:
    """The answer to a `score_job`."""
    return {
        "shingles": _shares_row(scores.shingles),
        "rouge": None if scores.rouge is None else _shares_row(scores.rouge),
        "similarity": scores.similarity,
        "blocks": _kept_rows(scores.kept.blocks),
        "characters": _kept_rows(scores.kept.characters),
    }


def page_scores(answer: Frame) -> PageScores:
    """What such an answer says; `BrokenFrame` if it says nothing of the kind."""
    row = answer.header
    try:
        return PageScores(
            shingles=PrecisionRecall(*row["shingles"]),
            rouge=None if row["rouge"] is None else PrecisionRecall(*row["rouge"]),
            similarity=row["similarity"],
            kept=KeptLabels(_kept(row["blocks"]), _kept(row["characters"])),
            seconds=None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenFrame("no scores") from error


def _shares_row(one: PrecisionRecall) -> tuple[float | None, float | None]:
    return one.precision, one.recall


def _kept_rows(kept: Mapping[LabelId, Kept]) -> dict[str, tuple[int, int]]:
    return {label: (one.count, one.kept) for label, one in kept.items()}


def _kept(rows: Mapping[str, Sequence[int]]) -> dict[LabelId, Kept]:
    return {LabelId(label): Kept(count, kept) for label, (count, kept) in rows.items()}
