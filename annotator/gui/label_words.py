"""What a label means, in the words of its label set."""

from __future__ import annotations

from annotator.core.labels import Label, LabelSet
from annotator.core.spans import Span
from annotator.gui.cursor.selection import Target, Zone
from annotator.services.sitting import Sitting

# A label set may hold a whole manual; a tool tip is no place to read one.
_MOST_TOLD = 700
_MOST_LABELS = 3


def explanation(label: Label) -> tuple[str, ...]:
    """Its name, its definition and its examples; what is not told is empty."""
    examples = "\n".join(f"– {example}" for example in label.examples)
    return (label.name, label.definition, examples)


def explained(label: Label) -> str:
    """All of it as a text of some lines, for a tool tip."""
    told = "\n\n".join(one for one in explanation(label) if one)
    return told if len(told) <= _MOST_TOLD else f"{told[: _MOST_TOLD - 1]}…"


def meaning_under(sitting: Sitting, target: Target) -> str:
    """What the labels mean of the block beside whose text the mouse is."""
    if target.zone is not Zone.GUTTER:
        return ""
    span = sitting.document.blocks[target.block].span
    return "\n\n".join(explained(label) for label in _labels_in(sitting, span)[:_MOST_LABELS])


def _labels_in(sitting: Sitting, span: Span) -> list[Label]:
    labels: LabelSet = sitting.label_set
    given = dict.fromkeys(one.label for one in sitting.annotations.touching(span))
    return [label for label in labels.labels if label.id in given]
