"""Proposals in words: on hover, in the status line, and for those who hear the page."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.labels import LabelSet
from annotator.core.proposals import Proposal
from annotator.core.spans import Span
from annotator.core.tally import MIXED, Standing
from annotator.gui.cursor.selection import Target, Zone
from annotator.gui.proposing.open_text import open_at, open_in
from annotator.services.sitting import Sitting


def percent(confidence: float) -> str:
    """How sure a proposal is; rounded down, so that what is nearly certain never reads as it is."""
    # Confidences go by hundredths of a percent; a float may lie a hair below 29.
    return f"{int(confidence * 100 + 0.001)} %"


def as_question(proposal: Proposal, labels: LabelSet) -> str:
    """What a tool tip says, as “Body? 97 % · model”."""
    name = _name(labels, proposal)
    return f"{name}? {percent(proposal.confidence)} · {proposal.source.value}"


def question_under(sitting: Sitting, target: Target) -> str:
    """What a tool tip says of what is under the mouse: beside the text, of the whole block."""
    if target.zone is Zone.TEXT:
        found = open_at(sitting, target.character)
        return as_question(found, sitting.label_set) if found else ""
    if target.zone is not Zone.GUTTER:
        return ""
    span = sitting.document.blocks[target.block].span
    return "\n".join(as_question(one, sitting.label_set) for one in open_in(sitting, span))


def as_heard(proposals: Sequence[Proposal], labels: LabelSet) -> str:
    """What a screen reader says, as “proposed Body, 97 %”; nothing where nothing is proposed."""
    told = ", ".join(
        f"{_name(labels, one)}, {percent(one.confidence)}" for one in _unlike(proposals)
    )
    return f"proposed {told}" if told else ""


def as_status(sitting: Sitting, blocks: range) -> str:
    """What the status line says of the blocks that are selected; nothing where all is decided."""
    if not blocks or not sitting.document.blocks or blocks.start < 0:
        return ""
    first, last = (sitting.document.blocks[index].span for index in (blocks[0], blocks[-1]))
    found = open_in(sitting, Span(first.start, last.end))
    if not found:
        return ""
    if len(found) == 1:
        one = found[0]
        sure = percent(one.confidence)
        return f"Proposed: {_name(sitting.label_set, one)}, {sure} · {one.source.value}"
    names = list(dict.fromkeys(_name(sitting.label_set, one) for one in found))
    least = min(found, key=lambda one: one.confidence)
    if len(names) == 1:
        sure = f"at least {percent(least.confidence)}"
        return f"Proposed: {names[0]}, {len(found):,} times, {sure}"
    return f"Proposed: {' and '.join(names[:3])}{' and more' if len(names) > 3 else ''}"


def standing_in_words(sitting: Sitting, standing: Standing, index: int) -> str:
    """How a visible block stands: its labels, what is proposed for the rest of it, or undecided."""
    names = {label.id: label.name for label in sitting.label_set.labels}
    labels = [names.get(label, label) for label, _count in standing.characters]
    proposed = ""
    if standing.is_undecided:
        span = sitting.document.blocks[index].span
        proposed = as_heard(open_in(sitting, span), sitting.label_set)
    if standing.summary is None:
        how = "undecided"
    elif standing.summary == MIXED:
        how = f"in parts labelled {', '.join(labels)}"
    else:
        how = f"labelled {labels[0]}"
    return f"{how}, {proposed}" if proposed else how


def _unlike(proposals: Sequence[Proposal]) -> list[Proposal]:
    """One proposal of each label, the least sure one, in the order of the text."""
    found: dict[str, Proposal] = {}
    for one in proposals:
        if one.label not in found or one.confidence < found[one.label].confidence:
            found[one.label] = one
    return list(found.values())


def _name(labels: LabelSet, proposal: Proposal) -> str:
    return next((one.name for one in labels.labels if one.id == proposal.label), proposal.label)
