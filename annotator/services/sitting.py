"""One annotator at work on one page: the state in memory, ahead of the disk by what is unsaved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from annotator.core import labelling
from annotator.core.accepting import accept, touching
from annotator.core.alike import Offer, offer_alike
from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.decisions import Decision
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply, combined, invert
from annotator.core.errors import UserError
from annotator.core.journal import History, JournalLine, LineKind, Status
from annotator.core.labels import LabelSet
from annotator.core.pages import PageFacts, PageId
from annotator.core.proposals import (
    NO_PROPOSALS,
    Proposal,
    Proposals,
    open_proposals,
)
from annotator.core.spans import Span
from annotator.core.tally import Tally
from annotator.services.changes import NO_CHANGES, Changes
from annotator.services.stop_watch import StopWatch

_NOTHING = Edit("", frozenset(), frozenset())


@dataclass(slots=True)
class _Open:
    """What is open while set and proposals stay what they are."""

    annotations: AnnotationSet
    offered: Proposals
    proposals: list[Proposal]


def _now() -> datetime:
    return datetime.now(UTC)


class Sitting:
    """Every method takes effect at once and answers what changed; nothing here touches a disk.

    The lines that the answers carry must be saved in their order (`annotating.save`).
    `revision` is the stored revision that the first unsaved line builds on. `proposals` are what a
    machine offers, `offered` what the latest correction may hold for as well. `watch` is started
    by whoever shows the page. `author` names who takes the steps where the set is not theirs.
    """

    def __init__(
        self,
        page: PageId,
        facts: PageFacts,
        annotator: str,
        document: Document,
        label_set: LabelSet,
        annotations: AnnotationSet,
        lines: Sequence[JournalLine],
        status: Status,
        revision: int,
        clock: Callable[[], datetime] = _now,
        watch: StopWatch | None = None,
    ) -> None:
        self.page = page
        self.facts = facts
        self.annotator = annotator
        self.author = ""
        self.document = document
        self.label_set = label_set
        self.annotations = annotations
        self.history = History.of(lines)
        self.status = status
        self.revision = revision
        self.tally = Tally(document, annotations)
        self.proposals = NO_PROPOSALS
        self.offered: Offer | None = None
        self.watch = watch or StopWatch()
        self._clock = clock
        self._open: _Open | None = None

    def fork(self) -> Self:
        """One that stands as this one does; a long step can be taken on it elsewhere."""
        fork = copy(self)
        fork.tally = self.tally.fork()
        return fork

    def adopt(self, fork: Self) -> None:
        """Stand as a fork does by now, at once however large its steps were.

        This sitting must have taken no step of its own since it was forked.
        """
        self.annotations = fork.annotations
        self.history = fork.history
        self.status = fork.status
        self.tally = fork.tally
        self.offered = fork.offered

    def offer(self, proposals: Proposals) -> None:
        """Have these proposals from now on; that changes neither the set nor its history."""
        self.proposals = proposals
        self.offered = None

    def open_proposals(self) -> list[Proposal]:
        """What is proposed for the text that is undecided now, in order; do not change the list."""
        opened = self._open
        if (
            opened is None
            or opened.annotations is not self.annotations
            or opened.offered is not self.proposals
        ):
            found = open_proposals(self.document, self.annotations, self.proposals)
            opened = self._open = _Open(self.annotations, self.proposals, found)
        return opened.proposals

    def accept(
        self, spans: Iterable[Span], name: str = "", origin: Origin = Origin.ACCEPTED_SINGLY
    ) -> Changes:
        """Give every open proposal that touches one of the spans its label, as one edit."""
        chosen = self._open_at(tuple(spans))
        names = {one.label for one in chosen}
        what = self.label_set.get(chosen[0].label).name if len(names) == 1 else ""
        name = name or f"Accept {what or f'{len(chosen)} proposals'}"
        return self._do(self._accepting(chosen, name, origin), chosen)

    def accept_rest_and_finish(self) -> Changes:
        """Accept all that is still proposed, fill what is left, and mark the page finished.

        All of it is one edit. Without an open proposal it does what `finish` does, and raises
        `UserError` as that does; also where something is left and no label fills the rest.
        """
        chosen = self.open_proposals()
        if not chosen:
            return self.finish()
        origin = Origin.ACCEPTED_WITH_REST
        edit = self._accepting(chosen, "Accept the rest", origin)
        accepted = apply(self.annotations, edit)
        filler = self.label_set.filler
        if filler is not None:
            rest = labelling.fill_undecided(self.document, accepted, filler, origin)
            edit = combined(edit.name, edit, rest)
        elif left := Tally(self.document, accepted).undecided_count:
            raise _unfinished(left)
        return self._take(LineKind.EDIT, edit, chosen, Status.FINISHED)

    def take_offer(self) -> Changes:
        """Label what the latest correction may hold for as well; nothing happens without one."""
        offer = self.offered
        if offer is None:
            return NO_CHANGES
        edit = labelling.label(self.document, self.annotations, offer.spans, offer.label)
        name = f"Label {len(offer.blocks)} more {offer.label.name}"
        return self._do(Edit(name, edit.before, edit.after))

    def label(self, spans: Iterable[Span], label_id: str) -> Changes:
        """Give the text of the spans a label of the project."""
        label = self.label_set.get(label_id)
        wanted = tuple(spans)
        edit = labelling.label(self.document, self.annotations, wanted, label)
        met = self._met(edit)
        changes = self._do(edit, met)
        corrected = [one for one in met if one.label != label.id and _is_covered(one, wanted)]
        if corrected:
            self.offered = offer_alike(
                self.document, self.annotations, self.proposals, corrected, label
            )
        return changes

    def clear(self, spans: Iterable[Span]) -> Changes:
        """Make the text of the spans undecided."""
        return self._do(labelling.clear(self.document, self.annotations, spans))

    def fill(self) -> Changes:
        """Give all undecided visible text the label that fills the rest."""
        filler = self.label_set.filler
        if filler is None:
            raise UserError(
                "This project's label set names no label to fill the rest with.",
                "Mark one label in it with fills = true.",
            )
        return self._do(labelling.fill_undecided(self.document, self.annotations, filler))

    def resize(self, annotation: Annotation, span: Span) -> Changes:
        """Move the boundaries of one annotation of the set."""
        return self._do(labelling.resize(self.document, self.annotations, annotation, span))

    def undo(self) -> Changes:
        """Take the latest edit back; nothing happens where there is none."""
        if not self.history.done:
            return NO_CHANGES
        return self._take(LineKind.UNDO, invert(self.history.done[-1]))

    def redo(self) -> Changes:
        """Do again what was undone last; nothing happens where there is nothing."""
        if not self.history.undone:
            return NO_CHANGES
        return self._take(LineKind.REDO, self.history.undone[-1])

    def finish(self) -> Changes:
        """Mark the page finished; one that is finished or even accepted stays as it is.

        Raises `UserError` while visible blocks are undecided.
        """
        count = self.tally.undecided_count
        if count:
            raise _unfinished(count)
        if self.status in {Status.FINISHED, Status.ACCEPTED}:
            return NO_CHANGES
        self.status = Status.FINISHED
        return Changes(range(0), self._line(LineKind.STATUS, _NOTHING), 0)

    def _do(self, edit: Edit, met: Sequence[Proposal] | None = None) -> Changes:
        if not edit:
            return NO_CHANGES
        return self._take(LineKind.EDIT, edit, self._met(edit) if met is None else met)

    def _take(
        self,
        kind: LineKind,
        edit: Edit,
        met: Sequence[Proposal] = (),
        status: Status = Status.IN_PROGRESS,
        decision: Decision | None = None,
    ) -> Changes:
        if self.status is Status.ACCEPTED:
            raise UserError(
                "The page is accepted, and its labels are settled.",
                "Ask the reviewer to return it if something is wrong.",
            )
        if self.status is Status.RETURNED and status is Status.IN_PROGRESS:
            status = Status.RETURNED  # so it stays until it is finished anew
        self.annotations = apply(self.annotations, edit)
        self.history = self.history.after(kind, edit)
        self.status = status
        self.offered = None
        blocks = self.document.blocks_touching(edit.extent)
        self.tally.update(self.annotations, blocks)
        line = self._line(kind, edit, met, decision)
        return Changes(blocks, line, self.tally.undecided_count)

    def _line(
        self,
        kind: LineKind,
        edit: Edit,
        met: Sequence[Proposal] = (),
        decision: Decision | None = None,
    ) -> JournalLine:
        return JournalLine(
            kind,
            edit,
            self.status,
            self._clock(),
            tuple(met),
            self.proposals.model if kind is LineKind.EDIT else "",
            self.watch.lap(),
            self.author,
            decision,
        )

    def _accepting(self, chosen: Sequence[Proposal], name: str, origin: Origin) -> Edit:
        return accept(self.document, self.annotations, chosen, name, self.label_set, origin)

    def _met(self, edit: Edit) -> list[Proposal]:
        return self._open_at([one.span for one in (*edit.before, *edit.after)])

    def _open_at(self, spans: Sequence[Span]) -> list[Proposal]:
        """The open proposals that touch the spans; quick, however many others there are."""
        near = touching(self.proposals.proposals, spans)
        return touching(open_proposals(self.document, self.annotations, near), spans)


def _is_covered(proposal: Proposal, spans: Iterable[Span]) -> bool:
    return any(span.covers(proposal.span) for span in spans)


def _unfinished(count: int) -> UserError:
    blocks = "1 block is" if count == 1 else f"{count} blocks are"
    return UserError(
        f"The page is not finished: {blocks} still undecided.",
        "Label what is left, or fill the rest.",
    )
