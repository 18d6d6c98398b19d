"""Which split each page of an export is in, and what came of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from annotator.core.labelled import LabelledPage
from annotator.core.pages import PageId
from annotator.core.progress import Reporter, silent
from annotator.core.splits import (
    SPLITS,
    GroupBy,
    PageToSplit,
    SplitTerms,
    balanced_seed,
    group_of,
    main_language,
    split_of,
)
from annotator.services.exported_sets import WantedPage
from annotator.services.leaks import LeakCheck, LeakReport
from annotator.services.projects import Project
from annotator.storage.transaction import Transaction

_LANGUAGES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Splitting:
    """The group and the split of each page, and the terms, which name a seed by now."""

    terms: SplitTerms
    groups: Mapping[PageId, str]
    splits: Mapping[PageId, str]


@dataclass(frozen=True, slots=True)
class SplitReport:
    """What a data set says of its splits.

    `languages` counts the pages of each language in each split, without regions; the empty name is
    for those that say nothing. `leaks` is None where nobody looked for any.
    """

    terms: SplitTerms
    group_count: int
    languages: Mapping[str, Mapping[str, int]]
    leaks: LeakReport | None = None

    def lacking(self) -> dict[str, list[str]]:
        """The languages that have pages, by the splits of some share in which they have none."""
        spoken = sorted({language for counts in self.languages.values() for language in counts})
        found = {
            split: [one for one in spoken if one not in self.languages.get(split, {})]
            for split in self._wanted()
        }
        return {split: languages for split, languages in found.items() if languages}

    def empty(self) -> list[str]:
        """The splits of some share that have no page at all."""
        return [split for split in self._wanted() if not self.languages.get(split)]

    def _wanted(self) -> list[str]:
        return [split for split, share in self.terms.shares.items() if share > 0]


class SplitCount:
    """Counts the pages of each split as they go by to a writer, and looks for leaks if asked.

    Without a splitting it counts nothing, and has nothing to report.
    """

    def __init__(self, splitting: Splitting | None = None, check: LeakCheck | None = None) -> None:
        self._splitting = splitting
        self._check = check
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in SPLITS}
        self._groups: set[str] = set()

    @property
    def terms(self) -> SplitTerms | None:
        """How the pages are split."""
        return None if self._splitting is None else self._splitting.terms

    @property
    def splits(self) -> Mapping[PageId, str]:
        """The split of each page."""
        return {} if self._splitting is None else self._splitting.splits

    def passing(self, sets: Iterator[LabelledPage]) -> Iterator[LabelledPage]:
        """The same sets; those of a page follow one another."""
        if self._splitting is None:
            return sets
        checked = sets if self._check is None else self._check.passing(sets)
        return self._counted(self._splitting, checked)

    def report(self, report: Reporter = silent) -> SplitReport | None:
        """What there is to tell once all have gone by."""
        if self._splitting is None:
            return None
        return SplitReport(
            terms=self._splitting.terms,
            group_count=len(self._groups),
            languages={
                split: dict(sorted(counts.items())) for split, counts in self._counts.items()
            },
            leaks=None if self._check is None else self._check.report(report),
        )

    def _counted(
        self, splitting: Splitting, sets: Iterator[LabelledPage]
    ) -> Iterator[LabelledPage]:
        last = None
        for one in sets:
            if one.page != last:
                self._counts[one.split][main_language(one.language)] += 1
                self._groups.add(splitting.groups[one.page])
            last = one.page
            yield one


def split_pages(
    project: Project, pages: Sequence[WantedPage], terms: SplitTerms, report: Reporter = silent
) -> Splitting:
    """Put every page into a split, as `core.splits` says.

    Templates are told from all pages of a site, wanted or not, by number. So a page stays in its
    template as others are labelled or added, and in the split that goes with it. A page whose
    markup is unknown is alone in its template. Units of progress are pages.
    """
    heads: Mapping[PageId, PageId] = {}
    if terms.by is GroupBy.TEMPLATE:
        # Loads arrays, for which no other export has to wait.
        from annotator.services.page_templates import page_templates  # noqa: PLC0415 - as said

        heads = page_templates(project, {one.row.site for one in pages} - {""}, report)
    with project.store.read() as transaction:
        groups = _groups(transaction, pages, heads)
        seed = terms.seed
        if seed is None:
            languages = _languages(transaction, pages)
            seed = balanced_seed(
                [PageToSplit(group, languages.get(page, "")) for page, group in groups.items()],
                terms.shares,
            )
    drawn = {group: split_of(group, terms.shares, seed) for group in set(groups.values())}
    splits = {page: drawn[group] for page, group in groups.items()}
    return Splitting(replace(terms, seed=seed), groups, splits)


def _groups(
    transaction: Transaction, pages: Sequence[WantedPage], heads: Mapping[PageId, PageId]
) -> dict[PageId, str]:
    digests: dict[PageId, str] = {}

    def digest(page: PageId) -> str:
        if page not in digests:
            digests[page] = transaction.pages.facts(page).digest
        return digests[page]

    found = {}
    for one in pages:
        site = one.row.site
        template = digest(heads[one.page]) if one.page in heads else ""
        found[one.page] = group_of("" if site else digest(one.page), site, template)
    return found


def _languages(transaction: Transaction, pages: Sequence[WantedPage]) -> dict[PageId, str]:
    found: dict[PageId, str] = {}
    rest = iter(one.page for one in pages)
    while some := list(islice(rest, _LANGUAGES_AT_ONCE)):
        found |= transaction.outgoing.languages(some)
    return found
