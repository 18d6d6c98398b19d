"""Merging what a bundle says into the project, page by page, in a transaction of the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.core.bundles import ComingSet, SetFate
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.line_json import line_digests, unsigned
from annotator.core.merging import HeldJournal, Merge, merge, standing_of
from annotator.core.pages import AnnotatorId, PageId
from annotator.core.remarks import VERDICTS, Remark
from annotator.formats.bundle.limits import broken
from annotator.formats.bundle.reading import Bundle
from annotator.services.receiving_pages import ArrivingPages
from annotator.services.receiving_sets import ArrivingSet, PageArrivals, remark_on_lost
from annotator.storage.received_sets import HeldSet, ReceivedSet
from annotator.storage.transaction import Transaction

_BROUGHT = {SetFate.NEW, SetFate.EXTENDS, SetFate.FORKED}


class Merging:
    """Takes in one page after the other, and counts what was new.

    `is_trial` finds out the same and writes nothing. `news` are the pages, by digest, about which
    anything came that was not here: about the others nothing is to be done, whatever was added to
    their sets meanwhile.
    """

    def __init__(self, transaction: Transaction, bundle: Bundle, *, is_trial: bool = False) -> None:
        self._transaction = transaction
        self._bundle = bundle
        self._is_trial = is_trial
        self._families = transaction.received.families()
        self._persons = {name for _, name in transaction.annotators.all()} - self._families.keys()
        self._persons |= {one.name for one in bundle.head.people if not one.fork_of}
        self.sets: list[ComingSet] = []
        self.remark_count = 0
        self.assignment_count = 0
        self.guideline_count = 0
        self.doubts: list[str] = []
        self.news: set[str] = set()

    def take(self, arriving: PageArrivals) -> None:
        """Merge all that is about one page."""
        page = arriving.page.page
        told: list[Remark] = []
        is_change = False
        for person, sets in arriving.by_person().items():
            held = [] if page is None else self._transaction.received.of_page(page, person)
            merged = self._merge(person, held, sets)
            for one, fate, place in zip(sets, merged.fates, merged.places_of, strict=True):
                told_of = one.told(arriving.page, fate, merged.places[place].name)
                if fate is SetFate.FORKED:
                    told_of = replace(told_of, renamed=_renamed(held, merged))
                self.sets.append(told_of)
                if page is not None and fate in _BROUGHT:
                    lost = remark_on_lost(one, page)
                    told += [] if lost is None else [lost]
            if SetFate.FORKED in merged.fates:
                self._doubt_verdicts(arriving, person)
            if merged.is_change:
                is_change = True
                self._apply(page, person, held, sets, merged)
        is_change |= self._take_remarks(page, arriving.remarks, told)
        if not is_change:
            return
        self.news.add(arriving.page.row.digest)
        if page is not None and not self._is_trial:
            self._settle(page)

    def take_assignments(self, pages: ArrivingPages) -> None:
        """Keep the assignments of pages that are here; of two of the same, the earlier one."""
        places = {one.row.digest: (number, one) for number, one in enumerate(pages.pages)}
        assigned = {(one.page, one.annotator) for one in self._transaction.assignments.all()}
        last = 0
        for given in self._bundle.assignments():
            number, page = places.get(given.page, (-1, None))
            if page is None or number < last:
                raise broken("its list of assignments", "is not in the order of its pages")
            last = number
            if not page.is_wanted:
                continue
            if self._is_trial or page.page is None:
                self.assignment_count += (page.page, given.annotator) not in assigned
                continue
            owner = self._owner(given.annotator)
            received = self._transaction.received
            self.assignment_count += received.assign(page.page, owner, given.given_at)

    def take_guidelines(self) -> None:
        """Add the versions that the project lacks, where those that it has are the same."""
        theirs, ours = self._bundle.head.guidelines, self._transaction.guidelines.all()
        if any(one.text != other.text for one, other in zip(theirs, ours, strict=False)):
            return
        for one in theirs[len(ours) :]:
            self.guideline_count += 1
            if not self._is_trial:
                self._transaction.guidelines.add(one.text, one.added_at)

    def _doubt_verdicts(self, arriving: PageArrivals, person: str) -> None:
        """Say where a verdict may be about either of two versions: it names an annotator alone."""
        page = arriving.page.page
        held = [] if page is None else self._transaction.remarks.of_page(page)
        for remark in (*held, *arriving.remarks):
            known = self._bundle.people.get(remark.about)
            whose = self._families.get(remark.about) or (known.person if known else remark.about)
            if remark.kind in VERDICTS and whose == person:
                self.doubts.append(
                    f"“{arriving.page.row.title}” stands in two versions of “{person}” now: "
                    "see which of them the verdict on it is about."
                )
                return

    def _merge(self, person: str, held: Sequence[HeldSet], sets: Sequence[ArrivingSet]) -> Merge:
        own = {person, *(name for name, whose in self._families.items() if whose == person)}
        journals = [
            HeldJournal(
                one.annotator,
                line_digests(unsigned(one.lines, own)),
                is_own=one.revision > one.received_revision,
            )
            for one in held
        ]
        others = {name for name, whose in self._families.items() if whose != person}
        return merge(person, journals, [one.digests for one in sets], self._persons | others)

    def _apply(
        self,
        page: PageId | None,
        person: str,
        held: Sequence[HeldSet],
        sets: Sequence[ArrivingSet],
        merged: Merge,
    ) -> None:
        if self._is_trial:
            return
        if page is None:
            raise UserError("A page of the bundle was not stored.", "Receive the bundle again.")
        received = self._transaction.received
        moves: dict[int, AnnotatorId] = {}
        for place in merged.places:
            if place.held is not None and held[place.held].annotator != place.name:
                moves[held[place.held].set_id] = received.owner(place.name, person)
        received.rename(moves)
        for place in merged.places:
            if place.coming is None:
                continue
            coming = self._received(sets[place.coming], person)
            if place.held is not None:
                received.extend(held[place.held], coming)
            else:
                received.add(page, received.owner(place.name, person), coming)
        self._families = received.families()

    def _received(self, one: ArrivingSet, person: str) -> ReceivedSet:
        for author in sorted({line.author for line in one.lines if line.author}):
            self._owner(author)
        return ReceivedSet(
            person=self._owner(person),
            lines=one.lines,
            annotations=one.annotations,
            undecided_count=one.undecided_count,
            guideline_version=one.row.guideline_version,
        )

    def _take_remarks(
        self, page: PageId | None, remarks: Sequence[Remark], told: Sequence[Remark]
    ) -> bool:
        """Keep the remarks that are not here yet; whether there were any."""
        known: set[str] = set()
        if page is not None:
            known = {one.id for one in self._transaction.remarks.of_page(page)}
        new = [one for one in (*remarks, *told) if one.id not in known]
        self.remark_count += len(new)
        if not new or page is None or self._is_trial:
            return bool(new)
        for name in sorted({name for one in new for name in (one.author, one.about) if name}):
            self._owner(name)
        self._transaction.remarks.add(replace(one, page=page) for one in new)
        return True

    def _settle(self, page: PageId) -> None:
        """Say anew where the sets of the page stand, after journals or verdicts that came."""
        received = self._transaction.received
        remarks = self._transaction.remarks.of_page(page)
        for one in received.of_page(page):
            status = standing_of(
                one.lines,
                [remark for remark in remarks if remark.about == one.annotator],
                one.undecided_count,
                is_gold=self._families.get(one.annotator, one.annotator) == GOLD,
            )
            if status is not one.status:
                received.set_status(one, status)

    def _owner(self, name: str) -> AnnotatorId:
        """The annotator of that name, who may be known here or come with the bundle."""
        found = self._transaction.annotators.find(name)
        if found is not None:
            return found
        known = self._bundle.people.get(name)
        return self._transaction.received.owner(name, name if known is None else known.person)


def _renamed(held: Sequence[HeldSet], merged: Merge) -> tuple[tuple[str, str], ...]:
    """The sets that go by another name after the merge."""
    kept = [
        (held[place.held].annotator, place.name)
        for place in merged.places
        if place.held is not None
    ]
    return tuple((before, now) for before, now in kept if before != now)
