"""A disagreement in words: what it is about, what was decided, and where it stands in the text."""

from __future__ import annotations

import html

from annotator.core.adjudication import Considered, PieceState
from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.decisions import Choice
from annotator.core.documents import Document
from annotator.core.labels import LabelId, LabelSet
from annotator.core.spans import Span
from annotator.gui.appearance import Colours
from annotator.gui.reviewing.veil import Veil

NOTHING = "nothing"
_BLOCKS_AROUND = 2
_MOST_BEFORE, _MOST_PIECE, _MOST_BESIDE = 80, 240, 80


def label_name(labels: LabelSet, label: LabelId | None) -> str:
    """The name of a label of the project; one that it has no more is told by its id."""
    if label is None:
        return NOTHING
    return next((one.name for one in labels.labels if one.id == label), str(label))


def headline(one: Considered, count: int, labels: LabelSet) -> str:
    """Which disagreement it is, and of what kind."""
    if not one.number:
        said = label_name(labels, one.piece.labels[0])
        return f"{'All sets say' if len(one.piece.labels) > 1 else 'The set says'} {said} here"
    kinds = {
        Alignment.LABEL: "other label",
        Alignment.BOUNDARY: "other boundary",
        Alignment.MISSING: "missing on one side",
        Alignment.EXACT: "",
    }
    return f"Disagreement {one.number:,} of {count:,}: {kinds[one.piece.kind]}"


def explanation(piece: AlignedPiece, labels: LabelSet) -> str:
    """What the sets do not agree on, and how much text hangs on it."""
    count = len(piece.span)
    characters = "1 character" if count == 1 else f"{count:,} characters"
    match piece.kind:
        case Alignment.BOUNDARY:
            edge = label_name(labels, piece.edge)
            return f"They end {edge} {characters} apart. At stake is the marked text."
        case Alignment.MISSING:
            return f"One side leaves these {characters} undecided."
        case Alignment.LABEL:
            return f"They decided these {characters}, and not alike."
    return characters


def decided(one: Considered, labels: LabelSet, veil: Veil) -> str:
    """What was decided of a piece, how, by whom and why; empty where nothing was."""
    if one.state is PieceState.OPEN or one.choice is None:
        return ""
    how = f" (took {veil.letter(one.side)})" if veil.letter(one.side) else ""
    if one.choice is Choice.AGREED:
        how = " (agreed)"
    name = label_name(labels, one.label)
    who = f", by {veil.person(one.decider)}" if one.decider else ""
    verb = "Decided" if one.state is PieceState.DECIDED else "Was decided as"
    reason = f" Reason: {veil.over_text(one.reason)}" if one.reason else ""
    told = f"{verb}{': ' if one.state is PieceState.DECIDED else ' '}{name}{how}{who}."
    if one.state is PieceState.STALE:
        told = f"{told} Since then {_changed(one, veil)} changed it: decide it anew."
    return f"{told}{reason}"


def _changed(one: Considered, veil: Veil) -> str:
    who = " and ".join(veil.letter(name) or "somebody" for name in one.changed)
    return who or "a set"


def context(document: Document, piece: AlignedPiece, table: Colours) -> str:
    """The text of a piece, marked, with two blocks before it and two behind, as rich text.

    Every character of the page is escaped; each paragraph has the direction of its own text.
    """
    block = document.blocks[piece.block].span
    blocks = document.blocks
    above = range(max(piece.block - _BLOCKS_AROUND, 0), piece.block)
    below = range(piece.block + 1, min(piece.block + 1 + _BLOCKS_AROUND, len(blocks)))
    before = document.quote(Span(block.start, piece.span.start))
    behind = document.quote(Span(piece.span.end, block.end))
    marked = _cut(document.quote(piece.span), _MOST_PIECE)
    middle = (
        f"{html.escape(_tail(before))}"
        f'<span style="background-color: {table.chosen}; color: {table.text};">'
        f"<u>{html.escape(marked)}</u></span>{html.escape(_cut(behind, _MOST_BEFORE))}"
    )
    lines = [_quiet(document, one, table) for one in above]
    lines.append(f'<p style="margin: 4px 0;">{middle}</p>')
    lines += [_quiet(document, one, table) for one in below]
    return "".join(lines)


def _quiet(document: Document, block: int, table: Colours) -> str:
    text = html.escape(_cut(document.block_text(block), _MOST_BESIDE))
    return f'<p style="margin: 4px 0; color: {table.muted};">{text}</p>'


def _cut(text: str, length: int) -> str:
    """The beginning of a text on one line."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def _tail(text: str) -> str:
    return text if len(text) <= _MOST_BEFORE else f"…{text[-_MOST_BEFORE:].lstrip()}"
