"""Whether what a review left in a project is as the program promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.core.decisions import GOLD, Ruling
from annotator.core.documents import Document
from annotator.core.journal import JournalLine
from annotator.core.merging import standing_of
from annotator.core.remarks import Remark
from annotator.core.spans import Span
from annotator.storage.set_rows import AuthoredSet


def remark_problems(document: Document, remarks: Iterable[Remark]) -> Iterator[str]:
    """Remarks that stand where there is no text, or where another text is than they quote."""
    for one in remarks:
        if one.span is None:
            continue
        if not _is_inside(document, one.span):
            yield f"a remark of “{one.author}” stands outside the text"
        elif document.quote(one.span) != one.quote:
            yield f"a remark of “{one.author}” quotes what is not there"


def status_problems(
    one: AuthoredSet, lines: Sequence[JournalLine], remarks: Iterable[Remark]
) -> Iterator[str]:
    """Whether a set stands where its journal and the verdicts on it say."""
    verdicts = [remark for remark in remarks if remark.about == one.annotator]
    is_gold = GOLD in {one.annotator, one.fork_of}
    expected = standing_of(lines, verdicts, one.undecided_count, is_gold=is_gold)
    if lines and expected is not one.status:
        if expected is lines[-1].status:
            yield f"it is {one.status}, but its journal ends {expected}"
        else:
            yield f"it is {one.status}, but the latest verdict on it says {expected}"


def decision_problems(
    document: Document, one: AuthoredSet, lines: Iterable[JournalLine]
) -> Iterator[str]:
    """Decisions that cannot be, and steps of the gold set that nobody took."""
    is_gold = GOLD in {one.annotator, one.fork_of}
    for number, line in enumerate(lines, 1):
        if is_gold and not line.author:
            yield f"nobody signed step {number} of it"
        if line.decision is None:
            continue
        if not is_gold:
            yield f"step {number} of it is a decision, and it is no gold set"
        for ruling in line.decision.rulings:
            yield from _ruling_problems(document, ruling, line.decision.candidates, number)


def _ruling_problems(
    document: Document, ruling: Ruling, candidates: Sequence[str], number: int
) -> Iterator[str]:
    if not _is_inside(document, ruling.span):
        yield f"step {number} of it decides on what lies outside the text"
    if len(ruling.labels) != len(candidates):
        yield f"step {number} of it holds {len(ruling.labels)} labels of {len(candidates)} sets"


def _is_inside(document: Document, span: Span) -> bool:
    return bool(span) and span.end <= len(document.text)
