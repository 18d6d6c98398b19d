"""What an editor does to a set, each as one edit that keeps the set a partition."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.annotations import Annotation, AnnotationSet, Origin, are_neighbours
from annotator.core.documents import Document
from annotator.core.edits import Edit
from annotator.core.labels import Label
from annotator.core.spans import Span


def label(
    document: Document,
    annotations: AnnotationSet,
    spans: Iterable[Span],
    as_label: Label,
    origin: Origin = Origin.BY_HAND,
) -> Edit:
    """Give every block's part of `spans` the label; what lay there before gives way."""
    fresh = [
        Annotation(piece, as_label.id, origin)
        for span in spans
        for piece in _pieces(document, span)
    ]
    name = f"Label {as_label.name}"
    return _edit(name, document, annotations, fresh, [one.span for one in fresh])


def clear(document: Document, annotations: AnnotationSet, spans: Iterable[Span]) -> Edit:
    """Make the text of `spans` undecided."""
    pieces = [piece for span in spans for piece in _pieces(document, span)]
    return _edit("Clear", document, annotations, [], pieces)


def fill_undecided(
    document: Document,
    annotations: AnnotationSet,
    as_label: Label,
    origin: Origin = Origin.BY_HAND,
) -> Edit:
    """Give the label to all text of visible blocks that no annotation covers."""
    fresh = [
        Annotation(gap, as_label.id, origin)
        for block in document.blocks
        if block.hidden is None
        for gap in gaps(document, annotations, block.span)
    ]
    name = f"Fill the rest with {as_label.name}"
    return _edit(name, document, annotations, fresh, [one.span for one in fresh])


def resize(
    document: Document, annotations: AnnotationSet, annotation: Annotation, span: Span
) -> Edit:
    """Move the boundaries of one annotation of the set to those of `span`.

    `span` is held inside the block of the annotation and trimmed; what it newly covers is taken
    from its neighbours, what it gives up becomes undecided. An empty result changes nothing.
    """
    block = document.blocks[document.block_at(annotation.span.start)]
    wanted = span.intersection(block.span).trimmed(document.text)
    if not wanted:
        return Edit("Move boundary", frozenset(), frozenset())
    moved = Annotation(
        wanted, annotation.label, annotation.origin, annotation.note, annotation.uncertain
    )
    return _edit("Move boundary", document, annotations, [moved], [annotation.span, wanted])


def gaps(document: Document, annotations: AnnotationSet, span: Span) -> list[Span]:
    """The parts of `span` that no annotation covers, trimmed; parts of white space alone drop."""
    free: list[Span] = []
    position = span.start
    for annotation in annotations.touching(span):
        if annotation.span.start > position:
            free.append(Span(position, annotation.span.start).trimmed(document.text))
        position = max(position, annotation.span.end)
    if position < span.end:
        free.append(Span(position, span.end).trimmed(document.text))
    return [gap for gap in free if gap]


def _pieces(document: Document, span: Span) -> list[Span]:
    """The trimmed, non-empty parts of `span` in each block that it touches."""
    parts = (
        document.blocks[index].span.intersection(span).trimmed(document.text)
        for index in document.blocks_touching(span)
    )
    return [part for part in parts if part]


def _edit(
    name: str,
    document: Document,
    annotations: AnnotationSet,
    fresh: list[Annotation],
    removed: list[Span],
) -> Edit:
    """The edit that takes the text of `removed` from whatever holds it and adds `fresh`."""
    by_block: dict[int, tuple[list[Annotation], list[Span]]] = {}
    for span in removed:
        by_block.setdefault(document.block_at(span.start), ([], []))[1].append(span)
    for annotation in fresh:
        by_block[document.block_at(annotation.span.start)][0].append(annotation)
    before: set[Annotation] = set()
    after: set[Annotation] = set()
    for index, (added, cut) in by_block.items():
        old = annotations.touching(document.blocks[index].span)
        kept = [piece for one in old for piece in _remainders(document, one, cut)]
        new = _joined(document, kept, _without_overlap(added))
        before.update(set(old).difference(new))
        after.update(set(new).difference(old))
    return Edit(name, frozenset(before), frozenset(after))


def _remainders(document: Document, one: Annotation, cut: list[Span]) -> list[Annotation]:
    """What is left of an annotation once the spans `cut` are taken out of it."""
    rest = [one.span]
    for span in cut:
        rest = [
            part
            for piece in rest
            for part in (
                Span(piece.start, max(piece.start, min(piece.end, span.start))),
                Span(min(piece.end, max(piece.start, span.end)), piece.end),
            )
            if part
        ]
    trimmed = (part.trimmed(document.text) for part in rest)
    return [
        Annotation(part, one.label, one.origin, one.note, one.uncertain) for part in trimmed if part
    ]


def _without_overlap(added: list[Annotation]) -> list[Annotation]:
    """New annotations of one label and one gesture, joined where their spans overlap."""
    result: list[Annotation] = []
    for one in sorted(added):
        if result and one.span.start < result[-1].span.end:
            last = result[-1]
            end = max(last.span.end, one.span.end)
            result[-1] = Annotation(Span(last.span.start, end), last.label, last.origin)
        else:
            result.append(one)
    return result


def _joined(
    document: Document, kept: list[Annotation], added: list[Annotation]
) -> list[Annotation]:
    """Annotations of one block in order, neighbours of one label made one."""
    result: list[Annotation] = []
    for one in sorted([*kept, *added]):
        last = result[-1] if result else None
        if (
            last is not None
            and last.label == one.label
            and are_neighbours(document, last.span, one.span)
        ):
            result[-1] = _union(last, one)
        else:
            result.append(one)
    return result


def _union(left: Annotation, right: Annotation) -> Annotation:
    """Two neighbours as one: made by hand unless both have the same origin; no note is lost."""
    notes = dict.fromkeys(note for note in (left.note, right.note) if note)
    return Annotation(
        span=Span(left.span.start, right.span.end),
        label=left.label,
        origin=left.origin if left.origin == right.origin else Origin.BY_HAND,
        note="\n".join(notes),
        uncertain=left.uncertain or right.uncertain,
    )
