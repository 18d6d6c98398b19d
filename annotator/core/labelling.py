"""What an editor does to a set, each as one edit that keeps the set a partition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    by_block,
    is_blank,
    start_of,
)
from annotator.core.documents import Document
from annotator.core.edits import Edit
from annotator.core.errors import EditConflict
from annotator.core.labels import Label
from annotator.core.spans import Span, uncovered

_ORIGINS = tuple(Origin)


def label(
    document: Document,
    annotations: AnnotationSet,
    spans: Iterable[Span],
    as_label: Label,
    origin: Origin = Origin.BY_HAND,
) -> Edit:
    """Give every block's part of `spans` the label; other labels give way to it.

    Text that has the label already keeps its note and its mark of doubt. What was a proposal or an
    import becomes labelled by hand where the editor's hand gives it the same label.
    """
    text = document.text
    pieces = _pieces(document, spans)
    before: list[Annotation] = []
    after: list[Annotation] = []
    for block, old in by_block(document, annotations, sorted(pieces)):
        fresh = [Annotation(piece, as_label.id, origin) for piece in pieces[block.index]]
        before += old
        after += _laid_over(text, old, fresh)
    return _edit(f"Label {as_label.name}", before, after)


def clear(document: Document, annotations: AnnotationSet, spans: Iterable[Span]) -> Edit:
    """Make the text of `spans` undecided."""
    pieces = _pieces(document, spans)
    before: list[Annotation] = []
    after: list[Annotation] = []
    for block, old in by_block(document, annotations, sorted(pieces)):
        before += old
        for one in old:
            after += _rest(document.text, one, pieces[block.index])
    return _edit("Clear", before, after)


def fill_undecided(
    document: Document,
    annotations: AnnotationSet,
    as_label: Label,
    origin: Origin = Origin.BY_HAND,
) -> Edit:
    """Give the label to all text of visible blocks that no annotation covers."""
    text = document.text
    visible = (block.index for block in document.blocks if block.hidden is None)
    before: list[Annotation] = []
    after: list[Annotation] = []
    for block, old in by_block(document, annotations, visible):
        free = uncovered(text, block.span, [one.span for one in old])
        if free:
            fresh = [Annotation(gap, as_label.id, origin) for gap in free]
            before += old
            after += joined(text, [*old, *fresh]) if old else fresh
    return _edit(f"Fill the rest with {as_label.name}", before, after)


def resize(
    document: Document, annotations: AnnotationSet, annotation: Annotation, span: Span
) -> Edit:
    """Move the boundaries of one annotation of the set to those of `span`.

    `span` is held inside the block of the annotation and trimmed; what it newly covers is taken
    from its neighbours, what it gives up becomes undecided. An empty result changes nothing.
    Raises `EditConflict` where the set does not hold the annotation.
    """
    block = document.blocks[document.block_at(annotation.span.start)]
    old = annotations.touching(block.span)
    if annotation not in old:
        raise EditConflict(
            "The boundary cannot be moved: the annotation has changed meanwhile.",
            "Look at the page as it is now and try again.",
        )
    wanted = span.intersection(block.span).trimmed(document.text)
    if not wanted:
        return _edit("Move boundary", (), ())
    others = [one for one in old if one != annotation]
    moved = replace(annotation, span=wanted)
    return _edit("Move boundary", old, _laid_over(document.text, others, [moved]))


def gaps(document: Document, annotations: AnnotationSet, span: Span) -> list[Span]:
    """The parts of `span` that no annotation covers, trimmed; parts of white space alone drop."""
    return uncovered(document.text, span, (one.span for one in annotations.touching(span)))


def _pieces(document: Document, spans: Iterable[Span]) -> dict[int, list[Span]]:
    """By block, the trimmed parts of `spans` in it, in order; blocks without any are left out."""
    pieces: dict[int, list[Span]] = {}
    for span in sorted(spans):
        for index in document.blocks_touching(span):
            piece = document.blocks[index].span.intersection(span).trimmed(document.text)
            if piece:
                pieces.setdefault(index, []).append(piece)
    return pieces


def _edit(name: str, before: Iterable[Annotation], after: Iterable[Annotation]) -> Edit:
    """The edit that replaces `before` by `after`; what is in both stays out of it."""
    old = frozenset(before)
    new = frozenset(after)
    return Edit(name, old - new, new - old)


def _laid_over(text: str, old: Iterable[Annotation], fresh: list[Annotation]) -> list[Annotation]:
    """One block's annotations once `fresh`, all of one label, lies over the `old` ones."""
    taken = [one.span for one in fresh]
    kept = [
        part
        for one in old
        for part in ([one] if one.label == fresh[0].label else _rest(text, one, taken))
    ]
    return joined(text, [*kept, *fresh])


def _rest(text: str, one: Annotation, taken: list[Span]) -> list[Annotation]:
    """What is left of an annotation once the spans `taken`, which are in order, are out of it."""
    return [replace(one, span=part) for part in uncovered(text, one.span, taken)]


def joined(text: str, ones: list[Annotation]) -> list[Annotation]:
    """The annotations of one block in order, overlaps and neighbours of one label made one."""
    result: list[Annotation] = []
    for one in sorted(ones, key=start_of):
        last = result[-1] if result else None
        if last and last.label == one.label and is_blank(text, last.span.end, one.span.start):
            result[-1] = _union(last, one)
        else:
            result.append(one)
    return result


def _union(left: Annotation, right: Annotation) -> Annotation:
    """Two of one label as one: its origin is the one nearer to the hand, and no note is lost."""
    notes = dict.fromkeys((*left.note.splitlines(), *right.note.splitlines()))
    return Annotation(
        span=Span(left.span.start, max(left.span.end, right.span.end)),
        label=left.label,
        origin=min(left.origin, right.origin, key=_ORIGINS.index),
        note="\n".join(notes),
        uncertain=left.uncertain or right.uncertain,
    )
