"""Bundles in words: what went, what would come, what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.core.bundles import ComingPage, ComingSet, PageFate, SetFate
from annotator.core.decisions import GOLD

if TYPE_CHECKING:
    from annotator.services.bundling import BundleReport
    from annotator.services.receiving import Preview, ReceiveReport

_PAGES = {
    PageFate.NEW: "new",
    PageFate.KNOWN: "in this project already",
    PageFate.LACKING: "lacking here and in the bundle",
    PageFate.REFUSED: "refused",
}
_SETS = {
    SetFate.NEW: "new",
    SetFate.EXTENDS: "with further steps",
    SetFate.SAME: "the same as here",
    SetFate.OLDER: "older than here",
    SetFate.FORKED: "changed on both sides",
    SetFate.LEFT_OUT: "left out",
}
CHANGING = frozenset({SetFate.NEW, SetFate.EXTENDS, SetFate.FORKED})
_MEGABYTE = 1024**2


def counted(count: int, noun: str) -> str:
    """`1 page`, `1,234 pages`."""
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them."""
    every = tuple(names)
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} and {every[-1]}"


def name_of(annotator: str) -> str:
    """Whose sets these are, as it is told."""
    return "gold (what reviewers decided)" if annotator == GOLD else annotator


def sent(report: BundleReport) -> str:
    """What went into a bundle."""
    size = report.byte_count / _MEGABYTE
    parts = [counted(report.page_count, "page"), counted(report.set_count, "annotation set")]
    if report.remark_count:
        parts.append(counted(report.remark_count, "remark"))
    if report.assignment_count:
        parts.append(counted(report.assignment_count, "assignment"))
    return f"“{report.path}” holds {listed(parts)}, {size:,.1f} MB."


def origin(preview: Preview) -> str:
    """Where a bundle comes from."""
    names = listed(name_of(one) for one in preview.annotators)
    work = f", with the work of {names}" if names else ""
    other = "" if preview.is_same_project else " It is another project than this one."
    return f"From the project “{preview.project_name}”{work}.{other}"


def pages_told(pages: Iterable[ComingPage]) -> str:
    """How many pages of a bundle become what."""
    return _told("Pages", Counter(_PAGES[one.fate] for one in pages), _PAGES.values())


def sets_told(sets: Iterable[ComingSet]) -> str:
    """How many sets of a bundle become what."""
    return _told("Annotation sets", Counter(_SETS[one.fate] for one in sets), _SETS.values())


def others_told(found: Preview | ReceiveReport) -> str:
    """What else of a bundle is new here; empty where nothing is."""
    parts = [
        counted(count, noun)
        for count, noun in (
            (found.remark_count, "new remark"),
            (found.assignment_count, "new assignment"),
        )
        if count
    ]
    if found.guideline_count:
        parts.append(f"{counted(found.guideline_count, 'new version')} of the guidelines")
    return listed(parts)


def moved_told(sets: Iterable[ComingSet]) -> str:
    """What becomes of annotations whose text is another here; empty where there are none."""
    every = tuple(sets)
    moved, lost = (sum(one.moved_count for one in every), sum(one.lost_count for one in every))
    parts = []
    if moved:
        parts.append(
            f"{counted(moved, 'annotation')} found at another place of the text, marked uncertain"
        )
    if lost:
        parts.append(f"{counted(lost, 'annotation')} without a place in the text of this project")
    return f"{'; '.join(parts)}." if parts else ""


def fate_of_set(one: ComingSet) -> str:
    """What becomes of a set."""
    told = _SETS[one.fate]
    if one.fate is SetFate.FORKED and one.kept_as:
        here = "".join(f", the one here is “{new}” now" for _, new in one.renamed)
        told = f"kept beside as “{one.kept_as}”{here}: {told}"
    if one.moved_count:
        told = f"{told}, {one.moved_count:,} uncertain"
    if one.lost_count:
        told = f"{told}, {one.lost_count:,} lost"
    return told


def fate_of_page(one: ComingPage) -> str:
    """What becomes of a page."""
    told = _PAGES[one.fate]
    return f"{told}: {one.reason}" if one.reason else told


def is_anything_new(preview: Preview) -> bool:
    """Whether receiving would change anything."""
    return bool(
        any(one.fate is PageFate.NEW for one in preview.pages)
        or any(one.fate in CHANGING for one in preview.sets)
        or preview.remark_count
        or preview.assignment_count
        or preview.guideline_count
    )


def received(report: ReceiveReport) -> str:
    """What came."""
    pages = sum(one.fate is PageFate.NEW for one in report.pages)
    sets = Counter(one.fate for one in report.sets)
    parts = []
    if pages:
        parts.append(counted(pages, "new page"))
    if sets[SetFate.NEW]:
        parts.append(counted(sets[SetFate.NEW], "new annotation set"))
    if sets[SetFate.EXTENDS]:
        parts.append(f"{counted(sets[SetFate.EXTENDS], 'set')} with further steps")
    if sets[SetFate.FORKED]:
        parts.append(f"{counted(sets[SetFate.FORKED], 'set')} changed on both sides")
    others = others_told(report)
    if others:
        parts.append(others)
    return f"Received: {listed(parts)}." if parts else "Nothing in the bundle was new."


def _told(noun: str, counts: Counter[str], order: Iterable[str]) -> str:
    parts = [f"{counts[name]:,} {name}" for name in order if counts[name]]
    return f"{noun}: {', '.join(parts) or 'none'}"
