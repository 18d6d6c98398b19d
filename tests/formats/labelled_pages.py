"""Labelled pages for the tests of writers: every kind of text that a page can hold."""

from __future__ import annotations

from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.dom import DomPoint, DomRange
from annotator.core.journal import Status
from annotator.core.labelled import LabelledPage
from annotator.core.labels import LabelId
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind
from annotator.core.spans import Span
from tests.pictures import LABEL_SET


def facts(**changed: object) -> PageFacts:
    """The facts of a page of which only `changed` matters."""
    fields: dict[str, object] = {
        "digest": "0" * 64,
        "byte_count": 1234,
        "kind": PageKind.HTML,
        "name": "story.html",
        "title": "የአዲስ ድልድይ",
        "url": "https://news.example/story?a=1&b=2",
        "site": "news.example",
        "encoding": "utf-8",
        "encoding_source": EncodingSource.META,
        "replaced_count": 0,
        "cut": None,
    }
    return PageFacts(**{**fields, **changed})  # type: ignore[arg-type]  # by name, in a test


def document(*texts: str) -> Document:
    """A document of these blocks as HTML would give it; the last one is hidden."""
    blocks, start = [], 0
    for index, text in enumerate(texts):
        is_last = index == len(texts) - 1
        blocks.append(
            Block(
                index=index,
                span=Span(start, start + len(text)),
                xpath=f"/html/body/p[{index + 1}]",
                class_name="lead" if index == 0 else "",
                link_share=0.33333333,
                hidden=HiddenReason.NOSCRIPT if is_last else None,
            )
        )
        start += len(text) + 1
    return Document("\n".join(texts), tuple(blocks), "html-1")


SCRIPTS = document("ዜና 👩‍👩‍👧 خبر", "क्षि\u00a0e\u0301 新聞", "a\u2028b\u2029c\u0085d", "menu")


def dom_range(block: int, start: int, end: int) -> DomRange:
    """A range in the only text node of a block."""
    xpath = f"/html/body/p[{block + 1}]/text()[1]"
    return DomRange(DomPoint(xpath, start), DomPoint(xpath, end))


def labelled(number: int = 1, **changed: object) -> LabelledPage:
    """A page with two annotations, one of them inside a block."""
    emoji = SCRIPTS.text.index("👩")
    fields: dict[str, object] = {
        "page": PageId(number),
        "facts": facts(),
        "document": SCRIPTS,
        "label_set": LABEL_SET,
        "annotator": "Ada",
        "status": Status.FINISHED,
        "annotations": AnnotationSet.of(
            [
                Annotation(
                    Span(emoji, emoji + 5), LabelId("ai_label"), note="why?", uncertain=True
                ),
                Annotation(SCRIPTS.blocks[2].span, LabelId("body"), Origin.ACCEPTED_SINGLY),
            ]
        ),
        "ranges": (dom_range(0, emoji, emoji + 5), dom_range(2, 0, 7)),
    }
    return LabelledPage(**{**fields, **changed})  # type: ignore[arg-type]  # by name, in a test
