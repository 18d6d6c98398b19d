"""How far the annotators of a project agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

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
from annotator.core.joint_agreement import JointPage, count_jointly, joint_agreement
from annotator.core.labels import LabelId
from annotator.core.pair_agreement import pair_agreement
from annotator.core.pair_counts import PairPage, compare_pair
from annotator.core.progress import Progress, Reporter, silent
from annotator.services.agreement_sets import Before, ChosenSet, Wanted, annotations_of
from annotator.services.projects import Project
from annotator.storage.compared_sets import ComparedSet
from annotator.storage.transaction import Transaction


def measure_agreement(
    project: Project,
    *,
    between: Sequence[str] = (),
    blind_only: bool = False,
    corrected: bool = False,
    sites: Sequence[str] = (),
    by: Sequence[Grouping] = (),
    against: str = "",
    resamples: int = 1000,
    seed: int = 0,
    report: Reporter = silent,
) -> AgreementReport:
    """Compare the sets that are finished or accepted, pair by pair and all together.

    A set that was ever returned counts as it was then, and one on a page for calibration as it was
    first finished: what came after says in part what its annotator was told. `corrected` takes all
    sets as they are now.

    `between` names the annotators, all people without it; `against` compares each of them with that
    set alone, which may be “gold”. `sites` and `blind_only` leave out other pages; `by` adds the
    figures of groups of pages. `resamples` are the draws for each interval, 0 for none. Units of
    progress are pages. Raises `UserError` for a name that nobody has.
    """
    with project.store.read() as transaction:
        wanted = Wanted.of(
            transaction, between, against, sites, blind_only=blind_only, corrected=corrected
        )
        chosen = wanted.choose(transaction)
        pages = []
        for done, sets in enumerate(chosen):
            report(Progress(done, len(chosen), sets[0].facts.title))
            pages.append(_compare(transaction, sets, wanted))

    def look() -> None:
        report(Progress(len(chosen), len(chosen), "Intervals"))

    labels = [label.id for label in project.label_set.labels]
    draws = Draws(resamples, seed, look)
    pairs, everyone = _figures(pages, wanted, labels, draws)
    before = Before.of((one for sets in chosen for one in sets), corrected=corrected)
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
        corrected=corrected,
        before_return=before.a_return,
        before_reference=before.a_reference,
    )


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


def _compare(transaction: Transaction, chosen: Sequence[ChosenSet], wanted: Wanted) -> _Page:
    facts = [one.facts for one in chosen]
    page = facts[0].page
    names = tuple(one.annotator for one in facts)
    document = transaction.pages.document(page)
    said = annotations_of(transaction, chosen)
    counted: dict[tuple[str, ...], PageUnits] = {}

    def units_of(names: tuple[str, ...]) -> PageUnits:
        if names not in counted:
            counted[names] = count_units(document, [said[name] for name in names])
        return counted[names]

    pairs = {
        (first, second): compare_pair(
            page,
            len(document.text),
            units_of((first, second)),
            said[first],
            said[second],
            is_blind=facts[0].is_blind,
        )
        for first, second in combinations(names, 2)
        if not wanted.against or first == wanted.against
    }
    annotators = tuple(name for name in names if name != wanted.against)
    joint = count_jointly(annotators, units_of(annotators)) if len(annotators) > 1 else None
    versions = sorted({one.guideline_version or 0 for one in facts} - {0})
    guidelines = ", ".join(map(str, versions))
    return _Page(_compared(facts, units_of(names)), guidelines, pairs, joint)


def _compared(facts: Sequence[ComparedSet], units: PageUnits) -> ComparedPage:
    counted = units.blocks.counted()
    times = [one.last_at for one in facts if one.last_at is not None]
    return ComparedPage(
        page=facts[0].page,
        title=facts[0].title,
        site=facts[0].site,
        is_blind=facts[0].is_blind,
        annotators=tuple(one.annotator for one in facts),
        finished_at=max(times, default=None),
        n=counted.total(),
        agreed_count=sum(count for said, count in counted.items() if len(set(said)) == 1),
    )


def _figures(
    pages: Sequence[_Page], wanted: Wanted, labels: Sequence[LabelId], draws: Draws
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
    wanted: Wanted,
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
