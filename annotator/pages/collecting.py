"""The evidence of a page that was read: what its markup tells beside the text."""

from __future__ import annotations

from annotator.core.page_evidence import BlockMarks, PageEvidence
from annotator.pages.html_reader import HtmlReader
from annotator.pages.runs import Run


def evidence_of(reader: HtmlReader, runs: list[Run], url: str | None) -> PageEvidence:
    """All that the reader met, with the marks of those of its runs that became blocks, in order.

    `url` is the address of the page, where anybody knows it.
    """
    told = reader.evidence
    return PageEvidence(
        titles=told.titles,
        descriptions=told.descriptions,
        story=told.story,
        site_name=told.site_name,
        language=reader.skeleton.language,
        address=url or "",
        elements=reader.skeleton.elements,
        blocks=BlockMarks(
            element=[run.element for run in runs],
            link=[run.link for run in runs],
            inline=[" ".join(sorted(run.inline)) for run in runs],
            image_count=[run.image_count for run in runs],
        ),
    )
