"""How far those who labelled a page agree on it, as one number."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.alignment import Alignment, align
from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document


def agreed_share(document: Document, sets: Sequence[AnnotationSet]) -> float | None:
    """The share of the code points that any of the sets decides on which all say one thing.

    None for fewer than two sets, and where no set decides anything.
    """
    if len(sets) < 2:
        return None
    agreed = whole = 0
    for piece in align(document, sets):
        whole += len(piece.span)
        if piece.kind is Alignment.EXACT:
            agreed += len(piece.span)
    return agreed / whole if whole else None
