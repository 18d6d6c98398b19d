"""What a bundle would bring, written in the test."""

import pytest

from annotator.core.bundles import ComingPage, ComingSet, PageFate, SetFate
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services.receiving import Preview


def page(number: int, fate: PageFate, reason: str = "") -> ComingPage:
    known = PageId(number) if fate is PageFate.KNOWN else None
    return ComingPage(f"{number:064}", f"Story <b>{number}</b>", fate, known, reason)


def coming(number: int, annotator: str, fate: SetFate, **more) -> ComingSet:
    return ComingSet(
        f"{number:064}",
        f"Story <b>{number}</b>",
        annotator,
        Status.FINISHED,
        4,
        fate,
        **{"kept_as": annotator, **more},
    )


@pytest.fixture
def preview() -> Preview:
    return Preview(
        project_name="News & views",
        is_same_project=True,
        program="annotator 1",
        annotators=("Ada", "Ben"),
        pages=(
            page(1, PageFate.KNOWN),
            page(2, PageFate.KNOWN),
            page(3, PageFate.NEW),
            page(4, PageFate.REFUSED, "Its bytes are damaged."),
        ),
        sets=(
            coming(1, "Ada", SetFate.SAME),
            coming(1, "Ben", SetFate.FORKED, kept_as="Ben (2)", moved_count=2, lost_count=1),
            coming(2, "Ada", SetFate.EXTENDS),
            coming(3, "Ada", SetFate.NEW),
        ),
        remark_count=3,
        assignment_count=1,
        guideline_count=2,
        labels_lacking=("promo", "a&b"),
        differences=("The label set is another: version 3 there, 2 here.",),
    )
