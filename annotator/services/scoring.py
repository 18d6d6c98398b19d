"""All scores of one text that a cleaner gave of one page."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.evaluation_report import PageScores
from annotator.core.kept_labels import kept_labels
from annotator.core.kept_text import kept_spans
from annotator.core.labels import LabelId
from annotator.core.text_scores import (
    has_long_scores,
    rouge_lsum_of,
    shingle_scores,
    word_similarity,
)


def reference_text(
    document: Document, annotations: AnnotationSet, wanted: Collection[LabelId]
) -> str:
    """What a perfect cleaner would give: the text with one of the labels, a block a line."""
    pieces = [one.span for one in annotations if one.label in wanted]
    lines = groupby(pieces, key=lambda span: document.block_at(span.start))
    return "\n".join(" ".join(document.quote(span) for span in own) for _, own in lines)


def score_text(
    reference: str, text: str, document: Document, annotations: AnnotationSet
) -> PageScores:
    """How near the text is to the reference, and what of the labelled page it kept."""
    is_short = has_long_scores(reference, text)
    return PageScores(
        shingles=shingle_scores(reference, text),
        rouge=rouge_lsum_of(reference, text) if is_short else None,
        similarity=word_similarity(reference, text) if is_short else None,
        kept=kept_labels(document, annotations, kept_spans(document, text)),
        seconds=None,
    )
