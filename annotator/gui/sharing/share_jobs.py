"""What the window asks of the sharing out of pages; all of it on workers."""

from __future__ import annotations

from annotator.core.pages import PageId
from annotator.gui.sharing.people_model import Share
from annotator.gui.sharing.share_wish import ShareWish, WouldGive
from annotator.services import sharing_out
from annotator.services.projects import Project
from annotator.services.sharing_out import SharingReport


def given(project: Project, annotator: str) -> frozenset[PageId]:
    """The pages that were given to the annotator."""
    return frozenset(one.page for one in sharing_out.assignments(project, annotator))


def previewed(project: Project, wish: ShareWish) -> WouldGive:
    """What sharing out would give; nothing is written."""
    return _found(sharing_out.preview(project, wish.annotators, wish.terms))


def shared(project: Project, wish: ShareWish) -> WouldGive:
    """Share the pages out."""
    return _found(sharing_out.share_out(project, wish.annotators, wish.terms))


def _found(report: SharingReport) -> WouldGive:
    shares = {
        name: Share(len(one.new), one.page_count, one.undecided_count)
        for name, one in report.annotators.items()
    }
    count = sum(one.new_count for one in shares.values())
    told = []
    if not count:
        told.append("Every page is given already.")
    several = len(report.overlapping)
    if several:
        blind = f", {report.blind_count:,} of them blind" if report.blind_count else ""
        told.append(f"{_pages(several)} for several people{blind}.")
    if report.settled_count:
        told.append(f"{_pages(report.settled_count)} left out: for calibration, or decided.")
    return WouldGive(shares, " ".join(told), is_something=count > 0)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"
