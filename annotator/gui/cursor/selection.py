"""What is selected, and what a gesture makes of it: values and pure functions, no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.spans import Span
from annotator.gui.cursor.boundaries import next_boundary, previous_boundary, word_at


class Zone(StrEnum):
    """What lies under the mouse."""

    TEXT = "text"
    GUTTER = "gutter"
    FOLD = "fold"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Target:
    """What a hit test found.

    `block` is the nearest block (the first one of a fold), `place` the nearest place between two
    characters, `character` the character under the mouse. Offsets of the document.
    """

    zone: Zone
    block: int = 0
    place: int = 0
    character: int = 0


class Unit(Enum):
    """What a drag goes on to select by."""

    PLACE = "place"
    WORD = "word"
    BLOCK_TEXT = "block text"
    RUN = "run of blocks"


@dataclass(frozen=True, slots=True)
class Selection:
    """The block with the cursor, and either a stretch of text or a run of blocks.

    The run reaches from the block `anchor` to the block `current`. `text` is never empty; where it
    is None the run counts. `caret` is the place that was touched last; `origin` is the unit of
    text that the gesture began with.
    """

    current: int
    anchor: int
    caret: int
    origin: Span
    unit: Unit = Unit.RUN
    text: Span | None = None

    @property
    def run(self) -> range:
        """The numbers of the blocks from the anchor to the cursor."""
        return range(min(self.anchor, self.current), max(self.anchor, self.current) + 1)


def at_block(document: Document, block: int) -> Selection:
    """One block selected as a whole."""
    start = document.blocks[block].span.start if document.blocks else 0
    return Selection(current=block, anchor=block, caret=start, origin=Span(start, start))


def without_text(document: Document, selection: Selection) -> Selection:
    """The block with the cursor alone; the caret stays where its selected text began."""
    alone = at_block(document, selection.current)
    if selection.text is None:
        return alone
    caret = max(selection.text.start, alone.caret)
    return replace(alone, caret=caret, origin=Span(caret, caret))


def run_to(document: Document, selection: Selection, block: int) -> Selection:
    """The run of blocks from where it began to `block`."""
    start = document.blocks[block].span.start
    return replace(
        selection, current=block, caret=start, origin=Span(start, start), unit=Unit.RUN, text=None
    )


def over_text(document: Document, span: Span, *, is_forward: bool = True) -> Selection:
    """A stretch of text selected, the cursor at its end, or at its start if not forward."""
    first, last = document.block_at(span.start), document.block_at(max(span.end - 1, span.start))
    return Selection(
        current=last if is_forward else first,
        anchor=first if is_forward else last,
        caret=span.end if is_forward else span.start,
        origin=Span(span.start, span.start) if is_forward else Span(span.end, span.end),
        unit=Unit.PLACE,
        text=span or None,
    )


def pressed(
    document: Document, before: Selection, target: Target, clicks: int, *, extends: bool
) -> Selection:
    """The selection once a mouse button went down for the `clicks`th time at one place."""
    if extends and target.zone is Zone.TEXT and before.text is not None:
        return _stretched(document, before, target)
    if extends:
        return run_to(document, before, target.block)
    start = at_block(document, target.block)
    if target.zone is not Zone.TEXT:
        return start
    block = document.blocks[target.block].span
    if clicks == 1:
        place = Span(target.place, target.place)
        return replace(start, caret=target.place, origin=place, unit=Unit.PLACE)
    unit = Unit.WORD if clicks == 2 else Unit.BLOCK_TEXT
    origin = word_at(document.text, target.character, block) if clicks == 2 else block
    return replace(start, caret=origin.end, origin=origin, unit=unit, text=origin or None)


def dragged(document: Document, before: Selection, target: Target) -> Selection:
    """The selection once the mouse, its button down, was moved over `target`."""
    if before.unit is Unit.RUN or (before.text is None and target.zone is Zone.GUTTER):
        return run_to(document, before, target.block)
    return _stretched(document, before, target)


def stepped(document: Document, before: Selection, *, forward: bool, by_word: bool) -> Selection:
    """The text selection with its moving end a character or word on; starts at the caret."""
    block = document.blocks[before.current].span
    caret = before.caret
    if before.text is None and before.unit is Unit.RUN:
        caret = block.start if forward else block.end
        before = replace(before, origin=Span(caret, caret), anchor=before.current)
    step: Callable[..., int] = next_boundary if forward else previous_boundary
    moved = step(document.text, caret, block, by_word=by_word)
    neighbour = before.current + (1 if forward else -1)
    if moved == caret and 0 <= neighbour < len(document.blocks):
        block = document.blocks[neighbour].span
        moved = step(document.text, block.start if forward else block.end, block, by_word=by_word)
    return _to_place(document, replace(before, unit=Unit.PLACE), moved)


def spans(document: Document, selection: Selection, folded: Iterable[range]) -> list[Span]:
    """The text that is selected, in order and as few spans as can be.

    `folded` are the runs of blocks that are folded away, in order. They are not part of it: nobody
    labels what is not in sight.
    """
    text, blocks = selection.text, document.blocks
    chosen = document.blocks_touching(text) if text else selection.run
    found = [
        Span(blocks[part.start].span.start, blocks[part.stop - 1].span.end)
        for part in _without(chosen, folded)
    ]
    return [span.intersection(text) for span in found] if text else found


def _without(blocks: range, folded: Iterable[range]) -> Iterator[range]:
    """The parts of a run of blocks that are not folded away."""
    start = blocks.start
    for run in folded:
        if run.start >= blocks.stop:
            break
        if start < run.start:
            yield range(start, run.start)
        start = max(start, run.stop)
    if start < blocks.stop:
        yield range(start, blocks.stop)


def annotation_under(
    document: Document, annotations: AnnotationSet, selection: Selection
) -> Annotation | None:
    """The annotation under the selected text or the caret, else the first one of the block."""
    if selection.text is not None:
        return next(iter(annotations.touching(selection.text)), None)
    touched = annotations.touching(document.blocks[selection.current].span)
    at_caret = annotations.at(selection.caret)
    return at_caret if at_caret in touched else next(iter(touched), None)


def _stretched(document: Document, before: Selection, target: Target) -> Selection:
    """The selection from its origin to the unit under the mouse."""
    block = document.blocks[target.block].span
    if before.unit is Unit.WORD:
        reached = word_at(document.text, target.character, block)
    elif before.unit is Unit.BLOCK_TEXT:
        reached = block
    else:
        return _to_place(document, before, target.place)
    span = Span(min(before.origin.start, reached.start), max(before.origin.end, reached.end))
    is_forward = reached.start >= before.origin.start
    return replace(
        over_text(document, span, is_forward=is_forward), origin=before.origin, unit=before.unit
    )


def _to_place(document: Document, before: Selection, place: int) -> Selection:
    origin = before.origin
    span = Span(min(origin.start, place), max(origin.end, place))
    block = document.block_at(place)
    return replace(
        before,
        current=block,
        anchor=document.block_at(origin.start) if span else block,
        caret=place,
        text=span or None,
    )
