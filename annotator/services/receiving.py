"""Taking in a bundle: looking at what would come, and merging it into the project.

All of a bundle is looked at before anything is written: its files against their digests, every page
parsed, every journal replayed on the text of its page, every name, label and place. Then new pages
are stored batch by batch, as an import does; a page alone says nothing that could be wrong. All the
rest is merged in one transaction, so that nobody ever sees a set without the remarks about it, and
a failure leaves the work as it was. Nothing but pages stays of a merge that was stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.core.bundles import ComingPage, ComingSet
from annotator.core.errors import UserError
from annotator.core.guidelines import Guidelines
from annotator.core.labels import LabelId, parse_label_set
from annotator.core.progress import Progress, Reporter, silent
from annotator.formats.bundle.reading import Bundle, opened_bundle
from annotator.services.projects import Project
from annotator.services.receiving_merge import Merging
from annotator.services.receiving_pages import ArrivingPages
from annotator.services.receiving_sets import LeftOut, arrivals
from annotator.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bundle would bring; nothing was written.

    `project_name` and `program` say where it was made. Counts are of what the project lacks.
    `labels_lacking` are the labels that the project does not know: each has to be mapped to one of
    its own. `differences` are sentences for whoever decides: other label set, other guidelines.
    """

    project_name: str
    is_same_project: bool
    program: str
    annotators: tuple[str, ...]
    pages: tuple[ComingPage, ...]
    sets: tuple[ComingSet, ...]
    remark_count: int
    assignment_count: int
    guideline_count: int
    labels_lacking: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiveReport:
    """What became of each page and set, and how much else is new; `differences` as in `Preview`."""

    pages: tuple[ComingPage, ...]
    sets: tuple[ComingSet, ...]
    remark_count: int
    assignment_count: int
    guideline_count: int
    differences: tuple[str, ...]


def preview(project: Project, path: Path, report: Reporter = silent) -> Preview:
    """Look at a bundle as `receive` would, and write nothing; `UserError` as there.

    Labels that the project lacks are no reason to refuse it here.
    """
    with _looked_at(project, path, {}, report) as looked:
        return looked.preview(project)


def receive(
    project: Project,
    path: Path,
    *,
    labels: Mapping[str, str] | None = None,
    report: Reporter = silent,
) -> ReceiveReport:
    """Merge a bundle into the project; receiving it again changes nothing.

    `labels` says which label of the project stands for one that it lacks. `UserError`, and the
    project is as it was, where the file is no bundle, damaged or hostile, or a label is lacking.
    """
    mapped = {LabelId(theirs): LabelId(ours) for theirs, ours in (labels or {}).items()}
    for ours in mapped.values():
        project.label_set.get(ours)
    if project.is_read_only:
        raise UserError(
            f"“{project.path}” is open for reading alone.", "Receive the bundle in a copy of it."
        )
    with _looked_at(project, path, mapped, report) as looked:
        looked.refuse_labels(project, mapped)
        looked.pages.store(report)
        return looked.merge(project, mapped, report)


@dataclass(slots=True)
class _Looked:
    """A bundle that holds what it says, and what it would bring."""

    bundle: Bundle
    pages: ArrivingPages
    sets: list[ComingSet]
    labels: set[LabelId]
    counts: dict[str, int]
    differences: tuple[str, ...]
    doubts: tuple[str, ...]
    news: frozenset[str]

    def preview(self, project: Project) -> Preview:
        """What to tell of it before anything is written."""
        head = self.bundle.head
        with project.store.read() as transaction:
            is_same = transaction.project.id() == head.project_id
        return Preview(
            project_name=head.project_name,
            is_same_project=is_same,
            program=head.program,
            annotators=tuple(one.name for one in head.people if not one.fork_of),
            pages=self._told_pages(),
            sets=tuple(self.sets),
            remark_count=self.counts["remarks"],
            assignment_count=self.counts["assignments"],
            guideline_count=self.counts["guidelines"],
            labels_lacking=self._lacking(project),
            differences=(*self.differences, *self.doubts),
        )

    def refuse_labels(self, project: Project, mapped: Mapping[LabelId, LabelId]) -> None:
        """Refuse labels that the project lacks, and a mapping of one that nobody uses."""
        own = {one.id for one in parse_label_set(self.bundle.head.label_set_source).labels}
        for theirs in mapped:
            if theirs not in self.labels | own:
                known = ", ".join(sorted(self.labels | own))
                raise UserError(
                    f"The bundle has no label “{theirs}” to map.", f"Its labels: {known}."
                )
        lacking = [label for label in self._lacking(project) if label not in mapped]
        if lacking:
            raise UserError(
                f"The project has no label {', '.join(f'“{one}”' for one in lacking)}.",
                "Say which of its labels stands for each, as with --map theirs=ours.",
            )

    def merge(
        self, project: Project, mapped: Mapping[LabelId, LabelId], report: Reporter
    ) -> ReceiveReport:
        """Write all but the pages, in one transaction."""
        total = len(self.pages.pages)
        with project.store.begin() as transaction:
            merging = Merging(transaction, self.bundle)

            def begin(number: int) -> None:
                report(Progress(number, total, "merging"))

            for one in arrivals(transaction, self.bundle, self.pages, mapped, begin, self.news):
                if not isinstance(one, LeftOut):
                    merging.take(one)
            merging.take_assignments(self.pages)
            merging.take_guidelines()
        merged = {(one.digest, one.annotator): one for one in merging.sets}
        return ReceiveReport(
            pages=self._told_pages(),
            sets=tuple(merged.get((one.digest, one.annotator), one) for one in self.sets),
            remark_count=merging.remark_count,
            assignment_count=merging.assignment_count,
            guideline_count=merging.guideline_count,
            differences=(*self.differences, *merging.doubts),
        )

    def _told_pages(self) -> tuple[ComingPage, ...]:
        return tuple(one.told() for one in self.pages.pages)

    def _lacking(self, project: Project) -> tuple[str, ...]:
        return tuple(sorted(self.labels - {label.id for label in project.label_set.labels}))


@contextmanager
def _looked_at(
    project: Project, path: Path, mapped: Mapping[LabelId, LabelId], report: Reporter
) -> Iterator[_Looked]:
    """Look at all of a bundle; `UserError` where anything about it is wrong."""
    with ExitStack() as stack:
        bundle = stack.enter_context(opened_bundle(path))
        bundle.verify(report)
        pages = stack.enter_context(ArrivingPages(project, bundle))
        with project.store.read() as transaction:
            _refuse_names(transaction, bundle)
            differences = _differences(project, transaction, bundle)
        pages.look(report)
        yield _look(project, bundle, pages, mapped, differences, report)


def _look(
    project: Project,
    bundle: Bundle,
    pages: ArrivingPages,
    mapped: Mapping[LabelId, LabelId],
    differences: tuple[str, ...],
    report: Reporter,
) -> _Looked:
    """Go through all that is about pages, as a merge would, and count what is new."""
    labels: set[LabelId] = set()
    total = len(pages.pages)

    def begin(number: int) -> None:
        report(Progress(number, total, "looking at sets"))

    with project.store.read() as transaction:
        merging = Merging(transaction, bundle, is_trial=True)
        for one in arrivals(transaction, bundle, pages, mapped, begin):
            if isinstance(one, LeftOut):
                merging.sets += one.sets
            else:
                labels |= {label for arriving in one.sets for label in arriving.labels}
                merging.take(one)
        merging.take_assignments(pages)
        merging.take_guidelines()
    counts = {
        "remarks": merging.remark_count,
        "assignments": merging.assignment_count,
        "guidelines": merging.guideline_count,
    }
    return _Looked(
        bundle,
        pages,
        merging.sets,
        labels,
        counts,
        differences,
        tuple(merging.doubts),
        frozenset(merging.news),
    )


def _refuse_names(transaction: Transaction, bundle: Bundle) -> None:
    """Refuse a name that is a person's in one project and in the other a second version's."""
    families = transaction.received.families()
    persons = {name for _, name in transaction.annotators.all()} - families.keys()
    for one in bundle.head.people:
        if not one.fork_of and one.name in families:
            raise UserError(
                f"“{one.name}” is a person in the bundle, and here it names the second version "
                f"of sets of “{families[one.name]}”.",
                "Have that person go by another name.",
            )
        if one.fork_of and one.name in persons:
            raise UserError(
                f"“{one.name}” is a person here, and in the bundle it names the second version "
                f"of sets of “{one.fork_of}”.",
                "Have that person go by another name.",
            )


def _differences(project: Project, transaction: Transaction, bundle: Bundle) -> tuple[str, ...]:
    """In what the other project differs, as far as it matters to whoever reads the sets."""
    head = bundle.head
    told = []
    if head.label_set_source != transaction.project.label_set_source():
        theirs, ours = parse_label_set(head.label_set_source), project.label_set
        told.append(
            f"The labels are not the same: “{theirs.name}” of version {theirs.version} in the "
            f"bundle, “{ours.name}” of version {ours.version} here."
        )
    told += _guideline_differences(head.guidelines, transaction.guidelines.all())
    return tuple(told)


def _guideline_differences(theirs: Sequence[Guidelines], ours: Sequence[Guidelines]) -> list[str]:
    differing = [
        str(one.version) for one, other in zip(theirs, ours, strict=False) if one.text != other.text
    ]
    if not differing:
        return []
    numbers = ", ".join(differing)
    return [f"The guidelines differ in version {numbers}; those of this project stay."]
