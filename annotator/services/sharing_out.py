"""Giving pages to annotators: by hand, or all that are open shared out at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from annotator.core.decisions import GOLD
from annotator.core.errors import EditConflict, UserError
from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId, PageRow
from annotator.core.sharing_out import Overlap, PageToShare, Shares, Terms, Unit
from annotator.core.sharing_out import share_out as shared_out
from annotator.services.projects import Project
from annotator.storage.holdings import Holdings
from annotator.storage.transaction import Transaction
from annotator.storage.work import Standing

__all__ = [
    "Given",
    "GivenPage",
    "Overlap",
    "SharingReport",
    "Terms",
    "Unit",
    "assignments",
    "give",
    "preview",
    "share_out",
    "take_away",
]

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Given:
    """What one annotator has: the pages given now, all that they were given, and what is left.

    `undecided_count` counts the undecided blocks of all their pages.
    """

    new: tuple[PageId, ...]
    page_count: int
    undecided_count: int


@dataclass(frozen=True, slots=True)
class SharingReport:
    """What was shared out, by annotator in the order asked for.

    `overlapping` are the pages that as many have as are to, `blind_count` of them blind.
    `settled_count` counts pages that were left out: those for calibration, and those with a gold
    set that is done.
    """

    annotators: Mapping[str, Given]
    overlapping: tuple[PageId, ...]
    blind_count: int
    settled_count: int


@dataclass(frozen=True, slots=True)
class GivenPage:
    """An assignment, and where it stands: as the annotator's set does, new where there is none."""

    page: PageId
    title: str
    site: str
    is_blind: bool
    is_calibration: bool
    annotator: str
    given_at: datetime
    status: Status
    block_count: int
    undecided_count: int


def share_out(project: Project, annotators: Sequence[str], terms: Terms) -> SharingReport:
    """Give every page that nobody has to one of the annotators, and a share of them to several.

    What was given or begun stays. Pages that are for calibration, or whose gold set is done, are
    given to nobody. Raises `UserError` where a name cannot be an annotator's or stands twice, and
    where others give or begin pages again and again meanwhile.
    """
    _refuse_share(terms.share)
    for _ in range(_ATTEMPTS):
        # Planned before anything is locked: with very many pages others would wait too long.
        report = _carry_out(project, _plan(project, annotators, terms))
        if report is not None:
            return report
    raise EditConflict("Pages were given or begun meanwhile.", "Share them out again.")


def preview(project: Project, annotators: Sequence[str], terms: Terms) -> SharingReport:
    """What `share_out` would give; nothing is written, and nobody is added.

    Raises `UserError` where a name cannot be an annotator's.
    """
    _refuse_share(terms.share)
    with project.store.read() as transaction:
        people = {
            _name(transaction, name): transaction.annotators.find(name) for name in annotators
        }
        rows = transaction.pages.rows()
        pages = _pages_to_share(transaction, rows)
        held = {
            name: set() if one is None else set(transaction.assignments.of_annotator(one))
            for name, one in people.items()
        }
    shares = shared_out(pages, list(held), terms)
    counts = {
        name: len(given.union(shares.given[name], (one.page for one in pages if name in one.left)))
        for name, given in held.items()
    }
    return _report(rows, pages, shares, counts)


def give(project: Project, annotator: str, pages: Iterable[PageId]) -> int:
    """Give the annotator pages; how many they did not have yet.

    Raises `UserError` where there is no such page, or the name cannot be an annotator's.
    """
    with project.store.begin() as transaction:
        wanted = _existing(transaction, pages)
        ((author, _),) = _people(transaction, [annotator])
        return transaction.assignments.give(wanted, author, datetime.now(UTC))


def take_away(project: Project, annotator: str, pages: Iterable[PageId]) -> int:
    """Take pages from the annotator; how many they had. What they labelled stays.

    Raises `UserError` where there is no such page.
    """
    with project.store.begin() as transaction:
        wanted = set(_existing(transaction, pages))
        author = transaction.annotators.find(annotator)
        held = [] if author is None else transaction.assignments.of_annotator(author)
        taken = [page for page in held if page in wanted]
        for page in taken:
            if author is not None:
                transaction.assignments.take_away(page, author)
        return len(taken)


def assignments(project: Project, annotator: str | None = None) -> list[GivenPage]:
    """The pages that were given to the annotator, or to anybody, by page and order of joining."""
    with project.store.read() as transaction:
        author = None if annotator is None else transaction.annotators.find(annotator)
        if annotator is not None and author is None:
            return []
        rows = {row.page: row for row in transaction.pages.rows(author)}
        standings = transaction.work.standings()
        given = [
            one
            for one in transaction.assignments.all()
            if author is None or one.annotator_id == author
        ]
    found = []
    for one in given:
        row = rows[one.page]
        standing = standings.get((one.page, one.annotator_id))
        new = Standing(Status.NEW, row.block_count)
        found.append(
            GivenPage(
                page=one.page,
                title=row.title,
                site=row.site,
                is_blind=row.is_blind,
                is_calibration=row.is_calibration,
                annotator=one.annotator,
                given_at=one.given_at,
                status=(standing or new).status,
                block_count=row.block_count,
                undecided_count=(standing or new).undecided_count,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """Who is to get what, and what that rests on."""

    names: Sequence[str]
    rows: Sequence[PageRow]
    pages: Sequence[PageToShare]
    shares: Shares
    holdings: Holdings


def _plan(project: Project, annotators: Sequence[str], terms: Terms) -> _Plan:
    with project.store.read() as transaction:
        names = [_name(transaction, name) for name in annotators]
        if not names or len(set(names)) < len(names):
            raise UserError(
                "Pages are shared out among several annotators, each named once.",
                "Name them: --among Ada --among Ben.",
            )
        holdings = transaction.work.holdings()
        rows = transaction.pages.rows()
        pages = _pages_to_share(transaction, rows)
    return _Plan(names, rows, pages, shared_out(pages, names, terms), holdings)


def _carry_out(project: Project, plan: _Plan) -> SharingReport | None:
    """Give what was planned; None, and nothing is given, where it rests on what is no more so."""
    now = datetime.now(UTC)
    counts = {}
    with project.store.begin() as transaction:
        if transaction.work.holdings() != plan.holdings:
            return None
        for author, name in _people(transaction, plan.names):
            # What they began without being asked becomes theirs as well.
            begun = [one.page for one in plan.pages if name in one.left]
            transaction.assignments.give([*begun, *plan.shares.given[name]], author, now)
            counts[name] = len(transaction.assignments.of_annotator(author))
    return _report(plan.rows, plan.pages, plan.shares, counts)


def _name(transaction: Transaction, given: str) -> str:
    """The name as it is stored, or will be."""
    author = transaction.annotators.find(given)
    if author is not None:
        return dict(transaction.annotators.all())[author]
    return unicodedata.normalize("NFC", given.strip())


def _people(transaction: Transaction, annotators: Sequence[str]) -> list[tuple[AnnotatorId, str]]:
    """The annotators of these names, as they are stored; added if need be."""
    found = []
    for name in annotators:
        if name.strip() == GOLD:
            raise UserError(f"“{GOLD}” is nobody's name, and can be given nothing.")
        author = transaction.annotators.find_or_add(name)
        if transaction.annotators.is_fork(author):
            raise UserError(f"“{name.strip()}” stands for a set that was changed in two places.")
        found.append(author)
    names = dict(transaction.annotators.all())
    return [(author, names[author]) for author in found]


def _pages_to_share(transaction: Transaction, rows: Iterable[PageRow]) -> list[PageToShare]:
    people = dict(transaction.annotators.people())
    standings = transaction.work.standings()
    gold = transaction.annotators.find(GOLD)
    sizes = {row.page: row.block_count for row in rows}
    left: dict[PageId, dict[str, int]] = {page: {} for page in sizes}
    for one in transaction.assignments.all():
        left[one.page][one.annotator] = sizes[one.page]
    decided = set()
    for (page, author), standing in standings.items():
        if author in people:
            left[page][people[author]] = standing.undecided_count
        elif author == gold and standing.status in _DONE:
            decided.add(page)
    return [
        PageToShare(
            page=row.page,
            site=row.site,
            block_count=row.block_count,
            is_blind=row.is_blind,
            left=left[row.page],
            is_settled=row.is_calibration or row.page in decided,
        )
        for row in rows
    ]


def _report(
    rows: Iterable[PageRow],
    pages: Iterable[PageToShare],
    shares: Shares,
    counts: Mapping[str, int],
) -> SharingReport:
    blind = {row.page for row in rows if row.is_blind}
    return SharingReport(
        annotators={
            name: Given(new, counts[name], shares.left[name]) for name, new in shares.given.items()
        },
        overlapping=shares.overlapping,
        blind_count=sum(page in blind for page in shares.overlapping),
        settled_count=sum(one.is_settled for one in pages),
    )


def _existing(transaction: Transaction, pages: Iterable[PageId]) -> list[PageId]:
    """The same pages, each once; `UserError` where one of them is not there."""
    wanted = list(dict.fromkeys(pages))
    for page in wanted:
        transaction.pages.is_blind(page)
    return wanted


def _refuse_share(share: float) -> None:
    if not 0 <= share <= 1:
        raise UserError(f"{share:g} is no share.", "Give a number from 0 to 1.")
