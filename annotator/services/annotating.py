"""Opening a page to label it, and saving what was done, also when somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from annotator.core.annotations import AnnotationSet, violations
from annotator.core.deciding import edit_of
from annotator.core.decisions import GOLD
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply, invert
from annotator.core.errors import EditConflict, UserError
from annotator.core.journal import History, JournalLine, LineKind, Status
from annotator.core.labels import LabelSet
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.core.tally import Tally
from annotator.services.changes import Changes
from annotator.services.projects import Project
from annotator.services.sitting import Sitting
from annotator.storage.sets import StaleSet, StoredSet
from annotator.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Saved:
    """The revision that is now stored.

    `is_rebased` says that somebody had saved the same set before: what is stored holds their edits
    too, and a sitting has to be opened anew to show them.
    """

    revision: int
    is_rebased: bool


def open_sitting(project: Project, page: PageId, annotator: str) -> Sitting:
    """Everything that labelling the page needs; nothing is written.

    Raises `UserError` where there is no such page or the name cannot be an annotator's.
    """
    if annotator.strip() == GOLD:
        raise UserError(
            f"“{GOLD}” is nobody's name: it stands for what the reviewers decided.",
            "Say who you are, or decide disagreements with “annotator decide”.",
        )
    with project.store.read() as transaction:
        if transaction.received.families().get(annotator.strip()) == GOLD:
            raise UserError(
                f"“{annotator.strip()}” holds what other reviewers decided: nobody labels as that.",
                "Decide disagreements with “annotator decide”.",
            )
        facts = transaction.pages.facts(page)
        document = transaction.pages.document(page)
        stored = _load(transaction, page, annotator)
    return Sitting(
        page=page,
        facts=facts,
        annotator=annotator,
        document=document,
        label_set=project.label_set,
        annotations=stored.annotations,
        lines=stored.lines,
        status=stored.status,
        revision=stored.revision,
    )


def save(
    project: Project,
    page: PageId,
    annotator: str,
    revision: int,
    lines: Sequence[JournalLine],
    undecided_count: int | None = None,
) -> Saved:
    """Store the lines in one transaction, in their order, all or none.

    `revision` is the stored revision that they build on. Where the set has moved on meanwhile, they
    are laid on top if each still fits, and `EditConflict` is raised if one does not. A decision on
    the gold set always fits: it is taken anew on what is there.
    `undecided_count` is what `Changes` says of the last line; without it, it is counted anew.
    """
    if not lines:
        return Saved(revision, is_rebased=False)
    with project.store.begin() as transaction:
        author = transaction.annotators.find_or_add(annotator)
        if undecided_count is not None:
            # The usual case: nobody else is at work, and neither text nor set need be read.
            with suppress(StaleSet):
                new = transaction.sets.append(page, author, revision, lines, undecided_count)
                return Saved(new, is_rebased=False)
        stored = transaction.sets.load(page, author)
        document = transaction.pages.document(page)
        fitting, annotations = _rebased(document, project.label_set, stored, lines)
        if not fitting:
            return Saved(stored.revision, is_rebased=True)
        tally = Tally(document, annotations)
        is_finished = fitting[-1].status is Status.FINISHED
        if is_finished and tally.undecided_count and annotator != GOLD:
            raise EditConflict(
                "The page is not finished: blocks were made undecided meanwhile.",
                "Look at the page as it is now, label what is left, and finish it again.",
            )
        new = transaction.sets.append(page, author, stored.revision, fitting, tally.undecided_count)
    return Saved(new, is_rebased=stored.revision != revision)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one step from a script did: the changes, the sitting after them, the stored revision."""

    changes: Changes
    sitting: Sitting
    revision: int


def change(
    project: Project, page: PageId, annotator: str, step: Callable[[Sitting], Changes]
) -> Outcome:
    """Open the page, take one step, and save it before this returns."""
    sitting = open_sitting(project, page, annotator)
    changes = step(sitting)
    if changes.line is None:
        return Outcome(changes, sitting, sitting.revision)
    saved = save(
        project, page, annotator, sitting.revision, [changes.line], changes.undecided_count
    )
    return Outcome(changes, sitting, saved.revision)


def page_changed_last(project: Project, annotator: str) -> PageId | None:
    """The page on which the annotator made the latest step, if there is one."""
    with project.store.read() as transaction:
        author = transaction.annotators.find(annotator)
        return None if author is None else transaction.sets.page_changed_last(author)


def _load(transaction: Transaction, page: PageId, annotator: str) -> StoredSet:
    author = transaction.annotators.find(annotator)
    if author is None:
        return StoredSet()
    return transaction.sets.load(page, author)


def _rebased(
    document: Document, label_set: LabelSet, stored: StoredSet, lines: Sequence[JournalLine]
) -> tuple[list[JournalLine], AnnotationSet]:
    """The lines as they stand on top of what is stored, and the set after them.

    An undo or redo that no longer takes back or repeats what the stored history says it does is
    kept as an edit of its own, so that the history stays true. Whoever finished a gold set did not
    know what the other reviewer did meanwhile: that step is left out. So is taking back what the
    other one has decided anew, unless that is all there is to save: then it is refused.
    """
    annotations = stored.annotations
    history = History.of(stored.lines)
    anew: dict[Edit, Edit] = {}
    fitting: list[JournalLine] = []
    refusal: EditConflict | None = None
    for line in lines:
        if line.author and line.kind is LineKind.STATUS:
            continue
        edit = _edit_anew(line, anew)
        if line.decision is not None and line.kind is LineKind.EDIT:
            edit = anew[line.edit] = edit_of(document, annotations, line.decision, label_set)
        try:
            after = _fitted(document, annotations, edit)
        except EditConflict as conflict:
            if line.decision is None or line.kind is LineKind.EDIT:
                raise
            if line.kind is LineKind.UNDO:
                refusal = conflict
                continue
            edit = anew[line.edit] = edit_of(document, annotations, line.decision, label_set)
            after = _fitted(document, annotations, edit)
        fresh = replace(line, edit=edit)
        annotations = after
        kind = line.kind if _continues(history, fresh) else LineKind.EDIT
        history = history.after(kind, edit)
        fitting.append(replace(fresh, kind=kind))
    if refusal is not None and not fitting:
        raise refusal
    return fitting, annotations


def _fitted(document: Document, annotations: AnnotationSet, edit: Edit) -> AnnotationSet:
    """The set after the edit; `EditConflict` where it does not fit on what is there."""
    after = apply(annotations, edit)
    _refuse_split_neighbours(document, after, edit)
    return after


def _edit_anew(line: JournalLine, anew: Mapping[Edit, Edit]) -> Edit:
    """The edit of an undo or redo of a step that was itself taken anew; any other as it is."""
    if line.kind is LineKind.UNDO:
        taken_back = invert(line.edit)
        return invert(anew.get(taken_back, taken_back))
    return anew.get(line.edit, line.edit) if line.kind is LineKind.REDO else line.edit


def _refuse_split_neighbours(document: Document, annotations: AnnotationSet, edit: Edit) -> None:
    """Refuse an edit that fits, but leaves the same label on both sides of a border.

    That happens where somebody gave the text beside it the same label meanwhile: made here, the
    edit would have made one annotation of both.
    """
    blocks = document.blocks_touching(edit.extent)
    if not blocks:
        return
    whole = Span(document.blocks[blocks[0]].span.start, document.blocks[blocks[-1]].span.end)
    if violations(document, AnnotationSet(annotations.touching(whole))):
        raise EditConflict(
            f"“{edit.name}” no longer fits: somebody labelled the text beside it meanwhile.",
            "Look at the page as it is now and label it again.",
        )


def _continues(history: History, line: JournalLine) -> bool:
    match line.kind:
        case LineKind.UNDO:
            return bool(history.done) and invert(history.done[-1]) == line.edit
        case LineKind.REDO:
            return bool(history.undone) and history.undone[-1] == line.edit
        case LineKind.EDIT | LineKind.STATUS:
            return True
