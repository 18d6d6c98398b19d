"""What the script in the page view is told, as values that become JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from annotator.core.documents import Document
from annotator.core.labels import LabelId, LabelSet, Pattern
from annotator.core.proposals import Grade
from annotator.core.spans import Span
from annotator.gui.cursor.selection import Selection
from annotator.gui.label_paint import label_colour, mark_tint
from annotator.gui.positions import BrowserText
from annotator.gui.proposing.open_text import open_in
from annotator.gui.proposing.outline_paint import outline_colour
from annotator.gui.text_view.theme import theme
from annotator.services.sitting import Sitting

Marks: TypeAlias = "list[list[object]]"
"""For each block its number and, for each annotation, highlight, start and stop."""

_UNDERLINES = {
    # A browser has five kinds of line; with two strengths there is one for every pattern.
    Pattern.SOLID: "solid 3px",
    Pattern.DIAGONAL: "wavy 1px",
    Pattern.BACK_DIAGONAL: "wavy 2px",
    Pattern.HORIZONTAL: "double 1px",
    Pattern.VERTICAL: "dashed 2px",
    Pattern.CROSS: "double 2px",
    Pattern.DENSE: "dashed 4px",
    Pattern.DOTS: "dotted 2px",
}
# Proposals have a line above and one below and no ground; how sure they are is the kind of line.
_OUTLINES = {Grade.SURE: "solid 1px", Grade.LIKELY: "dashed 1px", Grade.GUESS: "dotted 2px"}
_OFFERED = "an-offered"
_MOST_RUN_BLOCKS = 2_000


def block_ranges(document: Document, text: BrowserText) -> list[list[int]]:
    """Where every block is shown, for the script to find what is under the mouse."""
    return [text.ranges(block.span) for block in document.blocks]


def marks(sitting: Sitting, text: BrowserText, blocks: Iterable[int]) -> Marks:
    """What is to be painted on these blocks."""
    names = _names(sitting.label_set)
    offered = set(sitting.offered.blocks) if sitting.offered else set()
    found: Marks = []
    for index in blocks:
        painted: list[object] = []
        span = sitting.document.blocks[index].span
        for annotation in sitting.annotations.touching(span):
            name = names.get(annotation.label)
            painted += _painted(name, text.ranges(annotation.span)) if name else ()
        for one in open_in(sitting, span):
            name = names.get(one.label)
            painted += _painted(_proposed(name, one.grade), text.ranges(one.span)) if name else ()
        if index in offered:
            painted += _painted(_OFFERED, text.ranges(span))
        found.append([index, painted])
    return found


def painted_blocks(sitting: Sitting) -> list[int]:
    """The blocks that any annotation or proposal stands in."""
    standings = sitting.tally.standings
    if not sitting.proposals:
        return [index for index, one in enumerate(standings) if one.summary is not None]
    return [
        index for index, one in enumerate(standings) if one.summary is not None or one.is_undecided
    ]


def selected(document: Document, selection: Selection, text: BrowserText) -> dict[str, object]:
    """The block with the cursor, and the text or the run of blocks that is selected."""
    run: list[int] = []
    if selection.text is None and len(selection.run) > 1:
        run = _ranges(document, selection.run[:_MOST_RUN_BLOCKS], text, None)
    chosen: list[int] = []
    if selection.text is not None:
        blocks = document.blocks_touching(selection.text)
        chosen = _ranges(document, blocks, text, selection.text)
    return {"block": selection.current, "run": run, "text": chosen}


def cursor_ranges(document: Document, selection: Selection, text: BrowserText) -> list[int]:
    """What has to be in sight: the block with the cursor, or the end of what is selected."""
    block = document.blocks[selection.current].span
    if selection.text is None:
        return text.ranges(block)
    is_behind = selection.caret == selection.text.end
    start = max(selection.caret - is_behind, 0)
    return text.ranges(Span(start, start + 1)) or text.ranges(block)


def highlight_style(label_set: LabelSet, is_dark: bool) -> str:
    """The style sheet that paints labels and the selection."""
    colours = theme(is_dark)
    ink = colours.ink.name()
    rules = [
        f"::highlight({name}) {{ color: {ink};"
        f" background-color: {mark_tint(label, colours.paper, is_dark).name()};"
        f" text-decoration: underline {_UNDERLINES[label.pattern]}"
        f" {label_colour(label, is_dark).name()}; }}"
        for label, name in zip(label_set.labels, _names(label_set).values(), strict=True)
    ]
    for label, name in zip(label_set.labels, _names(label_set).values(), strict=True):
        colour = outline_colour(label, colours.paper, is_dark).name()
        rules += [
            f"::highlight({_proposed(name, grade)}) {{"
            f" text-decoration: underline overline {line} {colour}; }}"
            for grade, line in _OUTLINES.items()
        ]
    grounds = (
        (_OFFERED, colours.run),
        ("an-cursor", colours.paper),
        ("an-run", colours.run),
        ("an-selection", colours.selected),
    )
    for name, ground in grounds:
        rules.append(f"::highlight({name}) {{ color: {ink}; background-color: {ground.name()}; }}")
    return "\n".join(rules)


def frame_style(is_dark: bool, *, is_focused: bool) -> str:
    """The style sheet of the frames around blocks."""
    colours = theme(is_dark)
    cursor = colours.accent.name() if is_focused else colours.undecided.name()
    common = "position: absolute; box-sizing: border-box; border-radius: 4px; pointer-events: none;"
    return (
        f"div[hidden] {{ display: none !important; }}"
        f".hover {{ {common} border: 1px solid {colours.undecided.name()}; }}"
        f".cursor {{ {common} border: 2px solid {cursor}; }}"
        f".tip {{ {common} max-width: 22em; padding: 4px 8px; white-space: pre-line;"
        f" font: 13px/1.4 sans-serif; color: {colours.ink.name()};"
        f" background: {colours.paper.name()}; border: 1px solid {colours.undecided.name()}; }}"
    )


def _names(label_set: LabelSet) -> dict[LabelId, str]:
    """The highlight of each label; not its id, which may be no name in CSS."""
    return {label.id: f"an-label-{number}" for number, label in enumerate(label_set.labels)}


def _proposed(name: str, grade: Grade) -> str:
    """The highlight of what a label is proposed for, as surely as that."""
    return f"{name}-proposed-{grade.name.lower()}"


def _painted(name: str, units: list[int]) -> list[object]:
    return [[name, start, stop] for start, stop in zip(units[::2], units[1::2], strict=True)]


def _ranges(
    document: Document, blocks: Sequence[int], text: BrowserText, within: Span | None
) -> list[int]:
    units: list[int] = []
    for index in blocks:
        span = document.blocks[index].span
        units += text.ranges(span.intersection(within) if within else span)
    return units
