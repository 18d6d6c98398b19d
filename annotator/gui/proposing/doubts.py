"""Where the doubtful proposals of a page are, and which of them has been on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.annotations import AnnotationSet
from annotator.core.labels import LabelId
from annotator.core.proposals import (
    NO_PROPOSALS,
    Proposal,
    ProposedRun,
    open_proposals,
    proposed_runs,
)
from annotator.core.spans import Span
from annotator.gui.proposing.open_text import open_in
from annotator.services.sitting import Sitting


class Doubts:
    """The doubtful runs of the page that is open, found again when something has changed.

    Only what is doubtful is looked at: the other proposals of a long page are many times as many.
    """

    def __init__(self) -> None:
        self._proposals = NO_PROPOSALS
        self._annotations: AnnotationSet | None = None
        self._doubtful: list[Proposal] = []
        self._runs: list[ProposedRun] = []
        self._seen: set[tuple[int, LabelId]] = set()
        # Blocks that the page view was asked for last and that were not in sight there.
        self.missed: frozenset[int] = frozenset()

    def runs(self, sitting: Sitting) -> list[ProposedRun]:
        """The doubtful runs that are open now, in document order."""
        if self._proposals is not sitting.proposals:
            self._proposals = sitting.proposals
            self._doubtful = [one for one in sitting.proposals if one.is_doubtful]
            self._annotations = None
        if self._annotations is not sitting.annotations:
            self._annotations = sitting.annotations
            still = open_proposals(sitting.document, sitting.annotations, self._doubtful)
            self._runs = proposed_runs(sitting.document, still)
        return self._runs

    def beside(self, sitting: Sitting, chosen: Span, *, forward: bool) -> ProposedRun | None:
        """The run behind what is selected, or ahead of it; round the end of the page if need be.

        A run that the selection only begins in is the next itself: it is not selected yet.
        """
        runs = self.runs(sitting)
        if not runs:
            return None
        text = sitting.document.text
        here = chosen.trimmed(text)
        if forward:
            behind = (run for run in runs if run.span.end > here.start and run.span != here)
            return next(behind, runs[0])
        ahead = (run for run in reversed(runs) if run.span.start < here.start)
        return next(ahead, runs[-1])

    # What was on the screen

    def forget_seen(self) -> None:
        """Another page is open."""
        self._seen.clear()
        self.missed = frozenset()

    def note_seen(self, sitting: Sitting, blocks: Iterable[int]) -> None:
        """These blocks were on the screen, for long enough and with their proposals."""
        for index in blocks:
            for one in open_in(sitting, sitting.document.blocks[index].span):
                if one.is_doubtful:
                    # By what was proposed: where that changes, it has to be seen again.
                    self._seen.add((index, one.label))

    def unseen(self, sitting: Sitting) -> list[ProposedRun]:
        """The doubtful runs of which nothing was on the screen yet."""
        return [run for run in self.runs(sitting) if not self._is_seen(sitting, run)]

    def blocks_unseen(self, sitting: Sitting) -> list[int]:
        """The blocks of those runs."""
        block_at = sitting.document.block_at
        found = (block_at(one.span.start) for run in self.unseen(sitting) for one in run.proposals)
        return list(dict.fromkeys(found))

    def is_missed(self, sitting: Sitting, run: ProposedRun) -> bool:
        """Whether the page view was looked at for a run and shows nothing of it."""
        return self.missed.issuperset(self.blocks_of(sitting, run))

    def blocks_of(self, sitting: Sitting, run: ProposedRun) -> list[int]:
        """The blocks that have something of a run."""
        return [sitting.document.block_at(one.span.start) for one in run.proposals]

    def _is_seen(self, sitting: Sitting, run: ProposedRun) -> bool:
        block_at = sitting.document.block_at
        return any((block_at(one.span.start), one.label) in self._seen for one in run.proposals)
