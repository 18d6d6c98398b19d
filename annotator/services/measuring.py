"""How far a project is, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageRow
from annotator.services.projects import Project
from annotator.storage.counting import LabelCount


@dataclass(frozen=True, slots=True)
class Amount:
    """Text under one label: blocks that hold any of it, and code points."""

    block_count: int = 0
    character_count: int = 0

    def plus(self, other: Amount) -> Amount:
        """Both together."""
        return Amount(
            self.block_count + other.block_count, self.character_count + other.character_count
        )


@dataclass(frozen=True, slots=True)
class Work:
    """Pages by status, all statuses named, and text by label, all labels of the project named."""

    pages: Mapping[Status, int]
    labels: Mapping[LabelId, Amount]


@dataclass(frozen=True, slots=True)
class Measures:
    """The project as a whole, and each annotator in the order in which they joined.

    In the whole a page counts once: by its gold set once that is finished, and before that by the
    set that is furthest on. Its text counts once for each annotator who labelled it. `gold` is what
    reviewers decided, None where nothing was decided yet. `forks` are sets that were changed in two
    places: they count nowhere else.
    """

    page_count: int
    whole: Work
    annotators: Mapping[str, Work]
    gold: Work | None
    forks: Mapping[str, Work]


def measure(project: Project) -> Measures:
    """Count the project anew; reads every labelled page once."""
    with project.store.read() as transaction:
        people = {name for _, name in transaction.annotators.people()}
        everyone = transaction.annotators.all()
        counts = transaction.sets.by_label()
        rows = transaction.pages.rows()
        rows_of = {name: transaction.pages.rows(author) for author, name in everyone}
    works = {
        name: _work(project, own, [one for one in counts if one.annotator == name])
        for name, own in rows_of.items()
    }
    return Measures(
        page_count=len(rows),
        whole=_work(project, rows, [one for one in counts if one.annotator in people]),
        annotators={name: work for name, work in works.items() if name in people},
        gold=works.get(GOLD),
        forks={name: one for name, one in works.items() if name not in people | {GOLD}},
    )


def _work(project: Project, rows: Iterable[PageRow], counts: Iterable[LabelCount]) -> Work:
    by_status = Counter(row.status for row in rows)
    labels = {label.id: Amount() for label in project.label_set.labels}
    for one in counts:
        # Labels that the set no longer has are counted as well: their text is still labelled.
        amount = Amount(one.block_count, one.character_count)
        labels[one.label] = labels.get(one.label, Amount()).plus(amount)
    return Work({status: by_status[status] for status in Status}, labels)
