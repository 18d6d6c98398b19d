"""The evidence of pages, as it is kept with them."""

from __future__ import annotations

from annotator.core.page_evidence import VERSION
from annotator.core.pages import ParsedPage
from annotator.storage.evidence import KeptEvidence


def evidence_of(parsed: ParsedPage) -> KeptEvidence | None:
    """What is to be kept of a page that was parsed; None where no evidence was collected."""
    return KeptEvidence(VERSION, parsed.evidence) if parsed.evidence else None
