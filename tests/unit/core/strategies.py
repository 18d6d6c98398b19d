"""Random documents and what an editor might do to them, for the property tests."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from annotator.core import labelling
from annotator.core.annotations import AnnotationSet, Origin
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply
from annotator.core.spans import Span
from tests.pictures import LABEL_SET, page

# Few and short, so that neighbours, overlaps and blanks come up all the time.
MORSELS = (
    "a",
    "bc",
    " ",
    "  ",
    "\N{NO-BREAK SPACE}",
    "\N{IDEOGRAPHIC SPACE}",
    "\n",
    "\t",
    "\N{GRINNING FACE}",
    "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{ZERO WIDTH SPACE}",
    "\N{RIGHT-TO-LEFT MARK}",
    "سلام",
    "ሰላም",
    "新聞",
)
LABELS = LABEL_SET.labels[:3]
FILLER = LABEL_SET.labels[-1]

texts = st.lists(st.sampled_from(MORSELS), min_size=1, max_size=7).map("".join)


@st.composite
def documents(draw: st.DrawFn, most_blocks: int = 5) -> Document:
    """Documents of no block to a few, some hidden, some of white space alone."""
    blocks = draw(st.lists(texts, max_size=most_blocks))
    hidden = draw(st.sets(st.integers(0, most_blocks), max_size=2))
    return page(*blocks, hidden=hidden)


@st.composite
def spans_in(draw: st.DrawFn, document: Document) -> Span:
    """Spans of the document's text, some empty, some reaching beyond its end."""
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(document.text) + 2)] * 2)))
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture of an editor; `which` chooses the annotation that is resized."""

    kind: str
    spans: tuple[Span, ...] = ()
    label: int = 0
    origin: Origin = Origin.BY_HAND
    which: int = 0

    def edit(self, document: Document, annotations: AnnotationSet) -> Edit | None:
        """What the gesture amounts to on this set; None where it has nothing to work on."""
        match self.kind:
            case "label":
                chosen = LABELS[self.label]
                return labelling.label(document, annotations, self.spans, chosen, self.origin)
            case "clear":
                return labelling.clear(document, annotations, self.spans)
            case "fill":
                return labelling.fill_undecided(document, annotations, FILLER)
            case _:
                if not annotations:
                    return None
                one = annotations.annotations[self.which % len(annotations)]
                return labelling.resize(document, annotations, one, self.spans[0])


@st.composite
def steps_on(draw: st.DrawFn, document: Document) -> Step:
    """Any one gesture; labelling is the commonest."""
    return Step(
        kind=draw(st.sampled_from(["label", "label", "label", "resize", "clear", "fill"])),
        spans=tuple(draw(st.lists(spans_in(document), min_size=1, max_size=3))),
        label=draw(st.integers(0, len(LABELS) - 1)),
        origin=draw(st.sampled_from(list(Origin))),
        which=draw(st.integers(0, 20)),
    )


@st.composite
def sessions(draw: st.DrawFn, most_steps: int = 8) -> tuple[Document, list[Step]]:
    """A document and the gestures made on it."""
    document = draw(documents())
    return document, draw(st.lists(steps_on(document), max_size=most_steps))


@st.composite
def labelled_documents(draw: st.DrawFn) -> tuple[Document, AnnotationSet]:
    """A document and a set on it that some gestures made."""
    document, steps = draw(sessions())
    annotations = AnnotationSet()
    for step in steps:
        edit = step.edit(document, annotations)
        if edit is not None:
            annotations = apply(annotations, edit)
    return document, annotations


@st.composite
def compared_documents(
    draw: st.DrawFn, fewest_sets: int = 2, most_sets: int = 3
) -> tuple[Document, list[AnnotationSet]]:
    """A document and sets on it that several editors made, the first ones' steps by most of them.

    So the sets are alike in places, as those of editors with one page before them are.
    """
    document = draw(documents())
    common = draw(st.lists(steps_on(document), max_size=4))
    sets = []
    for _ in range(draw(st.integers(fewest_sets, most_sets))):
        own = draw(st.lists(steps_on(document), max_size=2))
        annotations = AnnotationSet()
        for step in [*common, *own]:
            edit = step.edit(document, annotations)
            if edit is not None:
                annotations = apply(annotations, edit)
        sets.append(annotations)
    return document, sets
