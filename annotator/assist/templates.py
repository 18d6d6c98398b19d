"""How like the markup of two pages is: pages of one template share most of it."""

from __future__ import annotations

import numpy as np

from annotator.assist.signatures import element_signature
from annotator.core.page_evidence import PageEvidence

ONE_TEMPLATE = 0.5
"""Pages at least so like each other are of one template."""


def signature_hashes(evidence: PageEvidence) -> bytes:
    """The different signatures of a page's elements, ascending, eight bytes each."""
    elements = evidence.elements
    found = {
        element_signature(name, class_name)
        for name, class_name in zip(elements.name, elements.class_name, strict=True)
    }
    return np.array(sorted(found), dtype="<i8").tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """The share of signatures that both have, of those that either has (Jaccard), from 0 to 1."""
    ours, theirs = np.frombuffer(one, dtype="<i8"), np.frombuffer(other, dtype="<i8")
    shared = len(np.intersect1d(ours, theirs, assume_unique=True))
    whole = len(ours) + len(theirs) - shared
    return shared / whole if whole else 0.0
