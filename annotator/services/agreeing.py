"""How far the annotators of a project agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from annotator.core.agreement_report import (
    AgreementReport,
    ComparedPage,
    Group,
    Grouping,
    LeftOut,
    Overall,
    PairAgreement,
)
from annotator.core.agreement_units import PageUnits, count_units
from annotator.core.bootstrap import Draws
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.joint_agreement import JointPage, count_jointly, joint_agreement
from annotator.core.journal import Status
from annotator.core.labels import LabelId
from annotator.core.pair_agreement import pair_agreement
from annotator.core.pair_counts import PairPage, compare_pair
from annotator.core.progress import Progress, Reporter, silent
from annotator.services.projects import Project
from annotator.storage.compared_sets import ComparedSet
from annotator.storage.transaction import Transaction

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


def measure_agreement(
    project: Project,
    *,
    between: Sequence[str] = (),
    blind_only: bool = False,
    sites: Sequence[str] = (),
    by: Sequence[Grouping] = (),
    against: str = "",
    resamples: int = 1000,
    seed: int = 0,
    report: Reporter = silent,
) -> AgreementReport:
    """Compare the sets that are finished or accepted, pair by pair and all together.

    `between` names the annotators, all people without it; `against` compares each of them with that
    set alone, which may be “gold”. `sites` and `blind_only` leave out other pages; `by` adds the
    figures of groups of pages. `resamples` are the draws for each interval, 0 for none. Units of
    progress are pages. Raises `UserError` for a name that nobody has.
    """
    with project.store.read() as transaction:
        wanted = _Wanted.of(transaction, between, against, sites, blind_only=blind_only)
        chosen = wanted.choose(transaction.work.compared())
        pages = []
        for done, sets in enumerate(chosen):
            report(Progress(done, len(chosen), sets[0].title))
            pages.append(_compare(transaction, sets, wanted))

    def look() -> None:
        report(Progress(len(chosen), len(chosen), "Intervals"))

    labels = [label.id for label in project.label_set.labels]
    draws = Draws(resamples, seed, look)
    pairs, everyone = _figures(pages, wanted, labels, draws)
    return AgreementReport(
        pairs=pairs,
        all=everyone,
        groups=_groups(pages, by, wanted, labels, draws),
        pages=tuple(one.compared for one in pages),
        left_out=tuple(LeftOut(count, reason) for reason, count in wanted.left_out.items()),
        label_names=_label_names(project, pairs),
        blind_only=blind_only,
        sites=tuple(sites),
        against=wanted.against,
        resamples=resamples,
        seed=seed,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which sets are compared; `names` in the order of pairs, `left_out` counts the others."""

    names: tuple[str, ...]
    against: str
    sites: frozenset[str]
    blind_only: bool
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
    ) -> _Wanted:
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
        return cls(tuple(names), reference, frozenset(sites), blind_only, not named)

    def choose(self, every: Sequence[ComparedSet]) -> list[list[ComparedSet]]:
        """The sets of each page on which there is something to compare, by page."""
        chosen = []
        for _, sets in groupby(every, key=lambda one: one.page):
            found = self._of_page(list(sets))
            if found:
                chosen.append(found)
        return chosen

    def _of_page(self, sets: Sequence[ComparedSet]) -> list[ComparedSet]:
        if self.blind_only and not sets[0].is_blind:
            self.left_out["pages that are not blind"] += 1
            return []
        if self.sites and sets[0].site not in self.sites:
            self.left_out["pages of other sites"] += 1
            return []
        found = {one.annotator: one for one in sets if self._is_chosen(one)}
        if self.against and (self.against not in found or len(found) < 2):
            self.left_out["pages that the reference and another have not both finished"] += 1
            return []
        if len(found) < 2:
            self.left_out["pages that fewer than two have finished"] += 1
            return []
        order = (self.against, *self.names)
        return sorted(found.values(), key=lambda one: order.index(one.annotator))

    def _is_chosen(self, one: ComparedSet) -> bool:
        if one.annotator != self.against and one.annotator not in self.names:
            reason = "sets of annotators who were not asked for"
            if self.is_everybody and one.annotator == GOLD:
                reason = "gold sets"
            elif self.is_everybody and one.is_fork:
                reason = "sets that were changed in two places, beside their annotator’s own"
            self.left_out[reason] += 1
            return False
        if one.status not in _DONE:
            self.left_out["sets that are not finished"] += 1
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Page:
    """What is kept of one page: counts, and what it can be grouped by."""

    compared: ComparedPage
    guidelines: str
    pairs: Mapping[tuple[str, str], PairPage]
    joint: JointPage | None

    def group(self, by: Grouping) -> str:
        """The name of its group."""
        match by:
            case Grouping.SITE:
                return self.compared.site
            case Grouping.GUIDELINES:
                return self.guidelines
            case Grouping.MONTH:
                at = self.compared.finished_at
                return "" if at is None else f"{at:%Y-%m}"


def _compare(transaction: Transaction, chosen: Sequence[ComparedSet], wanted: _Wanted) -> _Page:
    page = chosen[0].page
    names = tuple(one.annotator for one in chosen)
    document = transaction.pages.document(page)
    stored = {one.annotator: one.annotations for one in transaction.sets.of_page(page)}
    counted: dict[tuple[str, ...], PageUnits] = {}

    def units_of(names: tuple[str, ...]) -> PageUnits:
        if names not in counted:
            counted[names] = count_units(document, [stored[name] for name in names])
        return counted[names]

    pairs = {
        (first, second): compare_pair(
            page,
            len(document.text),
            units_of((first, second)),
            stored[first],
            stored[second],
            is_blind=chosen[0].is_blind,
        )
        for first, second in combinations(names, 2)
        if not wanted.against or first == wanted.against
    }
    annotators = tuple(name for name in names if name != wanted.against)
    joint = count_jointly(annotators, units_of(annotators)) if len(annotators) > 1 else None
    versions = sorted({one.guideline_version or 0 for one in chosen} - {0})
    guidelines = ", ".join(map(str, versions))
    return _Page(_compared(chosen, units_of(names)), guidelines, pairs, joint)


def _compared(chosen: Sequence[ComparedSet], units: PageUnits) -> ComparedPage:
    counted = units.blocks.counted()
    times = [one.last_at for one in chosen if one.last_at is not None]
    return ComparedPage(
        page=chosen[0].page,
        title=chosen[0].title,
        site=chosen[0].site,
        is_blind=chosen[0].is_blind,
        annotators=tuple(one.annotator for one in chosen),
        finished_at=max(times, default=None),
        n=counted.total(),
        agreed_count=sum(count for said, count in counted.items() if len(set(said)) == 1),
    )


def _figures(
    pages: Sequence[_Page], wanted: _Wanted, labels: Sequence[LabelId], draws: Draws
) -> tuple[tuple[PairAgreement, ...], Overall]:
    rows: dict[tuple[str, str], list[PairPage]] = {}
    for one in pages:
        for names, pair in one.pairs.items():
            rows.setdefault(names, []).append(pair)
    order = (wanted.against, *wanted.names)
    joint = [one.joint for one in pages if one.joint is not None]
    met = {name for one in joint for name in one.annotators}
    return (
        tuple(
            pair_agreement(names, rows[names], labels, draws)
            for names in sorted(rows, key=lambda names: [order.index(name) for name in names])
        ),
        joint_agreement([name for name in wanted.names if name in met], joint, draws),
    )


def _groups(
    pages: Sequence[_Page],
    by: Sequence[Grouping],
    wanted: _Wanted,
    labels: Sequence[LabelId],
    draws: Draws,
) -> tuple[Group, ...]:
    found = []
    for grouping in dict.fromkeys(by):
        names = sorted({one.group(grouping) for one in pages})
        for name in names:
            members = [one for one in pages if one.group(grouping) == name]
            found.append(Group(grouping, name, *_figures(members, wanted, labels, draws)))
    return tuple(found)


def _label_names(project: Project, pairs: Sequence[PairAgreement]) -> dict[LabelId, str]:
    names = {label.id: label.name for label in project.label_set.labels}
    for pair in pairs:
        for one in pair.labels:
            # Labels that the set no longer has: their text is still labelled.
            names.setdefault(one.label, str(one.label))
    return names
