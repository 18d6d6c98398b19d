"""Sets of a text written in the test, compared or under a reviewer's hands, without a database."""

from collections.abc import Sequence

from annotator.core.alignment import align
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.edits import apply
from annotator.core.journal import JournalLine, Status
from annotator.core.labels import LabelId
from annotator.core.pages import AnnotatorId
from annotator.gui.comparing.compared import Compared, compared, considered, lettered
from annotator.services.comparing import Comparison
from annotator.services.gold_sitting import Candidate, GoldSitting
from annotator.storage.set_rows import AuthoredSet
from tests.gui.text_view.sittings import LABELS, document, sitting_on, span_of

BODY, TEASER, REST = (label.id for label in LABELS.labels)


def said(one: Document, **texts: str) -> AnnotationSet:
    """A set that gives each label the texts, parted by a stroke: `said(one, body="a|b")`."""
    return AnnotationSet.of(
        Annotation(span_of(one, text), LabelId(label))
        for label, parts in texts.items()
        for text in parts.split("|")
    )


def whole(one: Document, labels: str) -> AnnotationSet:
    """A set that labels whole blocks by the letters of their labels; a dash leaves one out."""
    by_letter = {label.keys[0]: label.id for label in LABELS.labels}
    return AnnotationSet.of(
        Annotation(block.span, by_letter[letter])
        for block, letter in zip(one.blocks, labels, strict=True)
        if letter != "-"
    )


def gold_on(one: Document, lines: Sequence[JournalLine] = (), **sets: AnnotationSet) -> GoldSitting:
    """A reviewer with these candidates, who has taken these steps."""
    facts = sitting_on(one).facts
    candidates = [Candidate(name, Status.FINISHED, 1, held) for name, held in sets.items()]
    return GoldSitting(
        sitting_on(one).page,
        facts,
        "rae",
        one,
        LABELS,
        candidates,
        _held_after(lines),
        lines,
        Status.NEW,
        0,
    )


def _held_after(lines: Sequence[JournalLine]) -> AnnotationSet:
    held = AnnotationSet()
    for line in lines:
        held = apply(held, line.edit)
    return held


def comparison_on(one: Document, **sets: AnnotationSet) -> Comparison:
    """These sets beside each other."""
    held = tuple(
        AuthoredSet(AnnotatorId(1), name, Status.FINISHED, 1, 0, found)
        for name, found in sets.items()
    )
    pieces = align(one, [*sets.values()])
    return Comparison(
        sitting_on(one).page, sitting_on(one).facts, one, LABELS, tuple(sets), held, pieces
    )


def compared_on(one: Document, **sets: AnnotationSet) -> Compared:
    """What such a comparison is on the screen."""
    sides = lettered(tuple(sets), tuple(sets.values()))
    return compared(one, LABELS, align(one, [*sets.values()]), sides)


def considered_in(gold: GoldSitting) -> Compared:
    """What a gold sitting is on the screen."""
    sides = lettered(gold.names, [one.annotations for one in gold.candidates])
    return considered(gold.document, LABELS, gold.considered, sides)


def many(count: int) -> tuple[Document, AnnotationSet, AnnotationSet]:
    """A document of so many blocks, and two sets that disagree on every one."""
    one = document(*(f"Sentence {number} of a very long page." for number in range(count)))
    return one, whole(one, "b" * count), whole(one, "t" * count)
