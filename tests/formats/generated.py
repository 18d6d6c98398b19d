"""Labelled pages that hypothesis makes up: any script, any white space, spans inside blocks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet, Origin, violations
from annotator.core.documents import Block, Document
from annotator.core.journal import Status
from annotator.core.labelled import LabelledPage
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from tests.formats.labelled_pages import facts, labelled
from tests.pictures import LETTERS

# What programs count, fold or split otherwise than Python does.
_HARD = (
    "\u00a0\u2028\u0085\u200b\u200d\U0001f469\U0001f3fd\U0001f642\U00010348e\u0301\u05e9\u09b2"
    "क्ष新聞 \t<&>\"'=;|-"
)
_PIECES = st.one_of(
    st.text(st.sampled_from(_HARD), max_size=8),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=12),
    st.sampled_from(["Read more", " and ", "שלום עולם", "👩‍👩‍👧", "ประเทศไทย"]),
)
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For tests with these pages: each of them writes a whole data set."""

_TAGS = ("p", "h1", "td", "li", "body")


@st.composite
def pages(draw: st.DrawFn, number: int = 1) -> LabelledPage:
    """A page whose set is a partition; it may have no block at all, or no annotation."""
    texts = draw(st.lists(st.lists(_PIECES, max_size=3).map("".join), max_size=4))
    texts = [text for text in texts if text.strip()]
    blocks, annotations, start = [], [], 0
    for index, text in enumerate(texts):
        span = Span(start, start + len(text))
        xpath = f"/html/body[1]/{draw(st.sampled_from(_TAGS))}[{index + 1}]"
        blocks.append(Block(index, span, xpath))
        annotations += draw(_annotations(text, start))
        start += len(text) + 1
    document = Document("\n".join(texts), tuple(blocks), "html-1")
    made = labelled(
        number,
        facts=facts(digest=f"{number:064x}", name=f"page {number}.html"),
        document=document,
        annotations=AnnotationSet.of(annotations),
        ranges=(),
        status=draw(st.sampled_from([Status.IN_PROGRESS, Status.FINISHED])),
        split=draw(st.sampled_from(["", "train", "test"])),
    )
    assert not violations(document, made.annotations)
    return made


@st.composite
def _annotations(draw: st.DrawFn, text: str, start: int) -> list[Annotation]:
    """Annotations of a block: between two cuts each, no two neighbours alike."""
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=4))) | {0, len(text)})
    found: list[Annotation] = []
    labels = sorted(LETTERS)
    for first, last in pairwise(cuts):
        label = draw(st.none() | st.sampled_from(labels))
        span = Span(first, last).trimmed(text)
        if label is None or not span or (found and found[-1].label == label):
            continue
        found.append(
            Annotation(
                Span(start + span.start, start + span.end),
                LabelId(label),
                draw(st.sampled_from(Origin)),
                draw(st.sampled_from(["", "why?", "a\tb\nc 🙂"])),
                draw(st.booleans()),
            )
        )
    return found
