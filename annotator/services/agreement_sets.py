"""Which sets are compared, and as of when: as their annotators left them by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from annotator.core.annotations import AnnotationSet
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.first_work import first_step, set_after
from annotator.core.guidelines import Guidelines
from annotator.core.journal import Status
from annotator.storage.compared_sets import ComparedSet
from annotator.storage.transaction import Transaction

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sets are compared; `names` in the order of pairs, `left_out` counts the others.

    `corrected` takes sets as they are now.
    """

    names: tuple[str, ...]
    against: str
    sites: frozenset[str]
    blind_only: bool
    corrected: bool
    is_everybody: bool
    left_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(
        cls,
        transaction: Transaction,
        between: Sequence[str],
        against: str,
        sites: Sequence[str],
        *,
        blind_only: bool,
        corrected: bool,
    ) -> Wanted:
        """What is asked for; `UserError` for a name that nobody has."""
        known = dict(transaction.annotators.all())
        people = [name for _, name in transaction.annotators.people()]

        def name_of(given: str) -> str:
            found = transaction.annotators.find(given)
            if found is None:
                told = ", ".join(people) or "nobody yet"
                raise UserError(
                    f"“{given}” has not labelled in this project.", f"Those who have: {told}."
                )
            return known[found]

        reference = name_of(against) if against else ""
        named = list(dict.fromkeys(map(name_of, between)))
        names = [name for name in named or people if name != reference]
        if named and len(names) + bool(reference) < 2:
            raise UserError("Nobody can be compared with themselves.", "Name two annotators.")
        return cls(tuple(names), reference, frozenset(sites), blind_only, corrected, not named)

    def choose(self, transaction: Transaction) -> list[list[ChosenSet]]:
        """The sets of each page on which there is something to compare, by page.

        Reads no labels, and of journals what `first_step` asks for, where a set was returned or is
        on a page for calibration.
        """
        guidelines = transaction.guidelines.all()
        chosen = []
        for _, sets in groupby(transaction.work.compared(), key=lambda one: one.page):
            found = self._of_page(transaction, guidelines, list(sets))
            if found:
                chosen.append(found)
        return chosen

    def _of_page(
        self,
        transaction: Transaction,
        guidelines: Sequence[Guidelines],
        sets: Sequence[ComparedSet],
    ) -> list[ChosenSet]:
        if self.blind_only and not sets[0].is_blind:
            self.left_out["pages that are not blind"] += 1
            return []
        if self.sites and sets[0].site not in self.sites:
            self.left_out["pages of other sites"] += 1
            return []
        found = {}
        for one in sets:
            chosen = self._chosen(transaction, guidelines, one) if self._is_asked(one) else None
            if chosen is not None:
                found[one.annotator] = chosen
        if self.against and (self.against not in found or len(found) < 2):
            self.left_out["pages that the reference and another have not both finished"] += 1
            return []
        if len(found) < 2:
            self.left_out["pages that fewer than two have finished"] += 1
            return []
        order = (self.against, *self.names)
        return [found[name] for name in sorted(found, key=order.index)]

    def _is_asked(self, one: ComparedSet) -> bool:
        if one.annotator == self.against or one.annotator in self.names:
            return True
        reason = "sets of annotators who were not asked for"
        if self.is_everybody and one.annotator == GOLD:
            reason = "gold sets"
        elif self.is_everybody and one.is_fork:
            reason = "sets that were changed in two places, beside their annotator’s own"
        self.left_out[reason] += 1
        return False

    def _chosen(
        self, transaction: Transaction, guidelines: Sequence[Guidelines], one: ComparedSet
    ) -> ChosenSet | None:
        # Gold is what reviewers arrived at; nobody has to arrive at it unaided.
        is_told = one.annotator != GOLD and (one.returned_at is not None or one.is_calibration)
        if self.corrected or not is_told:
            if one.status in _DONE:
                return ChosenSet(one, one.revision)
            self.left_out["sets that are not finished"] += 1
            return None
        steps = transaction.work.steps(one.page, one.annotator_id)
        step = first_step(
            [status for status, _ in steps],
            returned_at=one.returned_at,
            is_calibration=one.is_calibration,
        )
        if step is None:
            is_returned = one.returned_at is not None
            unfinished = "sets that were not finished before they were returned"
            self.left_out[unfinished if is_returned else "sets that are not finished"] += 1
            return None
        if step == len(steps):
            return ChosenSet(one, step)
        made_at = steps[step - 1][1]
        versions = (known.version for known in guidelines if known.added_at <= made_at)
        version = max(versions, default=None)
        return ChosenSet(replace(one, last_at=made_at, guideline_version=version), step)


@dataclass(frozen=True, slots=True)
class ChosenSet:
    """A set that is compared as it was after the step, to which `facts` belong as well."""

    facts: ComparedSet
    step: int

    @property
    def is_as_stored(self) -> bool:
        """Whether nothing came after the step."""
        return self.step == self.facts.revision


@dataclass(frozen=True, slots=True)
class Before:
    """How many sets count as they were before a return, and before a reference was shown."""

    a_return: int
    a_reference: int

    @classmethod
    def of(cls, chosen: Iterable[ChosenSet], *, corrected: bool) -> Before:
        """Those of the sets; one that would be the same without this is not counted."""
        counted: Counter[str] = Counter()
        for one in () if corrected else chosen:
            if one.facts.annotator == GOLD:
                continue
            if one.facts.returned_at is not None:
                # As long as it is not corrected it would be left out.
                counted["return"] += 1
            elif not one.is_as_stored:
                counted["reference"] += 1
        return cls(counted["return"], counted["reference"])


def annotations_of(
    transaction: Transaction, chosen: Sequence[ChosenSet]
) -> Mapping[str, AnnotationSet]:
    """What the sets of a page say, by annotator."""
    page = chosen[0].facts.page
    stored = {one.annotator: one.annotations for one in transaction.sets.of_page(page)}
    for one in chosen:
        if not one.is_as_stored:
            lines = transaction.sets.journal(page, one.facts.annotator_id)
            stored[one.facts.annotator] = set_after(lines, one.step)
    return stored
