"""Pages with proposals written in the test, and what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Proposals, Source
from annotator.core.spans import Span
from annotator.gui.text_view import TextView
from annotator.services.sitting import Sitting

SURE, LIKELY, GUESS = 0.995, 0.9, 0.6


def propose(
    sitting: Sitting,
    *rows: tuple[int, str, float] | tuple[int, str, float, Source],
    signatures: Sequence[int] = (),
) -> Proposals:
    """Offer the sitting a label for each of these blocks, as surely as that."""
    proposals = []
    for index, label, confidence, *source in rows:
        span = sitting.document.blocks[index].span.trimmed(sitting.document.text)
        found = source[0] if source else Source.MODEL
        proposals.append(Proposal(span, LabelId(label), confidence, found))
    made = Proposals(tuple(proposals), "test-1", tuple(signatures))
    sitting.offer(made)
    return made


def part(sitting: Sitting, text: str, label: str, confidence: float) -> Proposal:
    """A proposal for the first place of a text."""
    start = sitting.document.text.index(text)
    return Proposal(Span(start, start + len(text)), LabelId(label), confidence, Source.RULE)


def share_of(image: QImage, area: QRect, colour: str) -> float:
    """The share of the pixels of an area that are near a colour."""
    wanted, found, count = QColor(colour), 0, 0
    for x in range(max(area.left(), 0), min(area.right() + 1, image.width())):
        for y in range(max(area.top(), 0), min(area.bottom() + 1, image.height())):
            count += 1
            seen = image.pixelColor(x, y)
            found += (
                max(
                    abs(seen.red() - wanted.red()),
                    abs(seen.green() - wanted.green()),
                    abs(seen.blue() - wanted.blue()),
                )
                <= 40
            )
    return found / max(count, 1)


def shot(view: TextView) -> QImage:
    """What the view shows now."""
    return view.viewport().grab().toImage()


def bar_of(view: TextView, block: int) -> QRect:
    """Where the gutter tells of a block."""
    area, columns = view.block_rectangle(block), view._columns
    return QRect(columns.bar_left, area.top() + 2, columns.bar_width, area.height() - 4)


def panel_of(view: TextView, block: int) -> QRect:
    """Where the text of a block stands."""
    area, columns = view.block_rectangle(block), view._columns
    left = columns.panel_left
    return QRect(left, area.top(), columns.right - left, area.height())
