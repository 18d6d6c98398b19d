"""Reviewing what annotators did on a page: deciding where they differ, returning, accepting.

No review writes to an annotator's annotations or journal: what is decided makes the gold set, and
a verdict is a remark. Who reviews a page may have labelled it as well, as two people can make a
team; `Acceptance.is_own` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind, new_remark_id, when_after
from annotator.services import annotating
from annotator.services.annotating import Saved
from annotator.services.changes import Changes
from annotator.services.comparing import chosen_sets
from annotator.services.gold_sitting import Candidate, GoldSitting
from annotator.services.projects import Project
from annotator.storage.set_rows import AuthoredSet
from annotator.storage.sets import StoredSet
from annotator.storage.transaction import Transaction

_HANDED_IN = frozenset({Status.FINISHED, Status.RETURNED, Status.ACCEPTED})


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A page that somebody labelled; `sets` are whose sets there are, in the order of joining.

    `gold` is where the gold set stands, None where nothing was decided yet.
    """

    page: PageId
    title: str
    site: str
    is_blind: bool
    sets: tuple[tuple[str, Status], ...]
    gold: Status | None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What accepting a page did: whose sets are accepted now, and the gold set's revision.

    `is_own` says that the reviewer accepted a set of their own.
    """

    accepted: tuple[str, ...]
    revision: int
    is_own: bool


def reviewable(project: Project) -> list[ReviewRow]:
    """The pages with a set of anybody, by number; no document is read."""
    with project.store.read() as transaction:
        rows = transaction.work.set_rows()
    pages: dict[PageId, ReviewRow] = {}
    for row in rows:
        known = pages.get(row.page) or ReviewRow(
            row.page, row.title, row.site, row.is_blind, (), None
        )
        if row.annotator == GOLD:
            known = replace(known, gold=row.status)
        else:
            known = replace(known, sets=(*known.sets, (row.annotator, row.status)))
        pages[row.page] = known
    return [row for row in pages.values() if row.sets]


def labelled_by(project: Project, page: PageId) -> tuple[str, ...]:
    """Everybody who has a set on the page, in the order of joining; “gold” is nobody."""
    with project.store.read() as transaction:
        rows = transaction.work.set_rows(page)
    return tuple(row.annotator for row in rows if row.annotator != GOLD)


def open_review(
    project: Project, page: PageId, reviewer: str, between: Sequence[str] = ()
) -> GoldSitting:
    """Everything that reviewing the page needs; nothing is written.

    Without names the sets of all people are compared that were handed in: finished, returned or
    accepted. Where there is none, those that are in progress are. Raises `UserError` where there is
    no such page, nobody has labelled it, or the reviewer's is no name.
    """
    _refuse_gold(reviewer, "review")
    with project.store.read() as transaction:
        return _opened(project, transaction, page, reviewer, between)


def save_review(
    project: Project,
    sitting: GoldSitting,
    lines: Sequence[JournalLine],
    undecided_count: int | None = None,
) -> Saved:
    """Store the lines of a review, in their order, all or none.

    Where another reviewer was at work meanwhile, each decision is laid on top of theirs.
    """
    return annotating.save(project, sitting.page, GOLD, sitting.revision, lines, undecided_count)


def return_set(
    project: Project, page: PageId, annotator: str, reviewer: str, reason: str
) -> Remark:
    """Give a set that was handed in back to its annotator; the reason is what they read.

    A gold set of the page that was accepted is returned to the reviewers with it. “gold” can be
    returned alone. Raises `UserError` without a reason, and where the set was not handed in.
    """
    if not reason.strip():
        raise UserError("A page is returned with a reason.", "Say what is to be changed.")
    _refuse_gold(reviewer, "review")
    with project.store.begin() as transaction:
        transaction.pages.facts(page)
        (returned,) = chosen_sets(transaction, page, [annotator])
        if returned.status not in _HANDED_IN:
            raise UserError(
                f"“{returned.annotator}” has not finished page {page}, so it cannot be returned.",
                "Write a comment instead.",
            )
        voided = [
            one
            for one in transaction.sets.of_page(page)
            if one.annotator == GOLD and one.status is Status.ACCEPTED and one != returned
        ]
        verdicts = _verdicts(
            transaction, page, [returned, *voided], RemarkKind.RETURNED, reviewer, reason.strip()
        )
    return verdicts[0]


def accept(
    project: Project, page: PageId, reviewer: str, between: Sequence[str] = ()
) -> Acceptance:
    """Accept the page: take what all agree on, finish the gold set, accept the sets compared.

    One transaction. Raises `UserError`, and changes nothing, while a disagreement is open, or one
    of the sets was not handed in or has undecided text since it was returned.
    """
    _refuse_gold(reviewer, "review")
    with project.store.begin() as transaction:
        sitting = _opened(project, transaction, page, reviewer, between)
        _refuse_unfinished(sitting)
        lines = []
        if sitting.status is not Status.ACCEPTED:
            steps = [sitting.agree(), sitting.finish()]
            lines = [one.line for one in steps if one.line is not None]
        gold = transaction.annotators.find_or_add(GOLD)
        undecided_count = sitting.tally.undecided_count
        transaction.sets.append(page, gold, sitting.revision, lines, undecided_count)
        compared = [
            one
            for one in transaction.sets.of_page(page)
            if one.annotator == GOLD or one.annotator in sitting.names
        ]
        accepted = [one for one in compared if one.status is not Status.ACCEPTED]
        _refuse_undecided(page, accepted)
        _verdicts(transaction, page, accepted, RemarkKind.ACCEPTED, reviewer, "")
        author = transaction.annotators.find(reviewer)
    return Acceptance(
        accepted=tuple(one.annotator for one in accepted if one.annotator != GOLD),
        revision=sitting.revision + len(lines),
        is_own=any(one.annotator_id == author for one in compared),
    )


def change_gold(
    project: Project,
    page: PageId,
    reviewer: str,
    step: Callable[[GoldSitting], Changes],
    between: Sequence[str] = (),
) -> tuple[GoldSitting, Changes]:
    """Open the review, take one step, and save it before this returns; for scripts."""
    sitting = open_review(project, page, reviewer, between)
    changes = step(sitting)
    if changes.line is not None:
        saved = save_review(project, sitting, [changes.line], changes.undecided_count)
        sitting.revision = saved.revision
    return sitting, changes


def _opened(
    project: Project,
    transaction: Transaction,
    page: PageId,
    reviewer: str,
    between: Sequence[str],
) -> GoldSitting:
    transaction.annotators.find(reviewer)  # which refuses what cannot be a name
    facts = transaction.pages.facts(page)
    document = transaction.pages.document(page)
    gold = transaction.annotators.find(GOLD)
    stored = StoredSet() if gold is None else transaction.sets.load(page, gold)
    chosen = _compared(transaction, page, between)
    return GoldSitting(
        page,
        facts,
        reviewer,
        document,
        project.label_set,
        [Candidate(one.annotator, one.status, one.revision, one.annotations) for one in chosen],
        stored.annotations,
        stored.lines,
        stored.status,
        stored.revision,
        is_blind=transaction.pages.is_blind(page),
    )


def _compared(transaction: Transaction, page: PageId, between: Sequence[str]) -> list[AuthoredSet]:
    for name in between:
        _refuse_gold(name, "be compared with itself")
    if between:
        return chosen_sets(transaction, page, between)
    people = [
        one
        for one in transaction.sets.of_page(page)
        if one.annotator != GOLD and one.fork_of is None
    ]
    handed_in = [one for one in people if one.status in _HANDED_IN]
    if not people:
        raise UserError(f"Nobody has labelled page {page} yet.", "There is nothing to review.")
    return handed_in or people


def _refuse_gold(name: str, doing: str) -> None:
    if name.strip() == GOLD:
        raise UserError(
            f"“{GOLD}” cannot {doing}: it stands for what the reviewers decided.",
            "Name a person.",
        )


def _refuse_unfinished(sitting: GoldSitting) -> None:
    """Refuse to accept a set that its annotator is still at work on."""
    count = sum(one.status not in _HANDED_IN for one in sitting.candidates)
    if count:
        whose = "a set" if len(sitting.candidates) > 1 else "the set"
        raise UserError(
            f"Page {sitting.page} cannot be accepted: {whose} of it is not finished yet.",
            "Name the sets to compare, or wait.",
        )
    if sitting.status is not Status.ACCEPTED:
        return
    if sitting.unsettled:
        raise UserError(
            f"Page {sitting.page} is accepted, but a set has come or changed since.",
            "Return the gold set, and decide what is open.",
        )


def _refuse_undecided(page: PageId, sets: Sequence[AuthoredSet]) -> None:
    """Refuse sets whose annotator made text undecided after they were returned."""
    if any(one.undecided_count for one in sets if one.annotator != GOLD):
        raise UserError(
            f"Page {page} cannot be accepted: the annotator of a set is at work on it again, and "
            "has left text undecided.",
            "Wait until it is finished, or name the other sets.",
        )


def _verdicts(
    transaction: Transaction,
    page: PageId,
    sets: Sequence[AuthoredSet],
    kind: RemarkKind,
    reviewer: str,
    text: str,
) -> list[Remark]:
    """Write one verdict on each of the sets, and where it stands from now on."""
    status = Status.ACCEPTED if kind is RemarkKind.ACCEPTED else Status.RETURNED
    made_at = when_after(datetime.now(UTC), transaction.remarks.of_page(page))
    made: list[Remark] = []
    for one in sets:
        remark_id = new_remark_id()
        made.append(
            Remark(
                remark_id,
                page,
                remark_id,
                kind,
                reviewer,
                made_at,
                text,
                about=one.annotator,
                revision=one.revision,
            )
        )
        transaction.sets.set_status(page, one.annotator_id, one.revision, status)
    transaction.remarks.add(made)
    return made
