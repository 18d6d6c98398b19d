"""The proposals for a part of a page, cut down to what is undecided there.

A view asks for a few blocks at a time; to cut those of the whole page for each would take too long.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from operator import attrgetter

from annotator.core.proposals import Proposal, open_proposals
from annotator.core.spans import Span
from annotator.services.sitting import Sitting

# Read by C code, as for annotations.
_start_of: Callable[[Proposal], int] = attrgetter("span.start")
_end_of: Callable[[Proposal], int] = attrgetter("span.end")


def open_in(sitting: Sitting, span: Span) -> list[Proposal]:
    """What is proposed for the undecided text that touches `span`, in order."""
    every = sitting.proposals.proposals
    if not every or not span:
        return []
    first = bisect_right(every, span.start, key=_end_of)
    last = bisect_left(every, span.end, first, key=_start_of)
    if first == last:
        return []
    found = open_proposals(sitting.document, sitting.annotations, every[first:last])
    # One that decided text has cut in two may lie outside with a part.
    return [one for one in found if one.span.overlaps(span)]


def open_at(sitting: Sitting, offset: int) -> Proposal | None:
    """What is proposed for a character, if it is undecided."""
    return next(iter(open_in(sitting, Span(offset, offset + 1))), None)
