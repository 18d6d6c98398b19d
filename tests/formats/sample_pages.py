"""Pages for golden files: scripts, emoji, a text dump, an empty page, two annotators."""

from __future__ import annotations

from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.data_sets import DataSetFacts
from annotator.core.documents import Block, Document
from annotator.core.journal import Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageKind
from annotator.core.spans import Span
from tests.formats.labelled_pages import SCRIPTS, dom_range, facts, labelled
from tests.pictures import LABEL_SET

_MENU = SCRIPTS.blocks[3].span
_DUMP_TEXT = "=1+1 says Ben\n שלום\u00a0🙂 עולם \n–"
_STARTS = (0, 14, 28)
_DUMP = Document(
    _DUMP_TEXT,
    tuple(
        Block(index, Span(start, start + len(line)), paragraph=index)
        for index, (start, line) in enumerate(zip(_STARTS, _DUMP_TEXT.split("\n"), strict=True))
    ),
    "text-1",
)

SAMPLE = (
    labelled(1, language="am", licence="cc-by-4.0", split="train", is_blind=True),
    labelled(
        1,
        annotator="ቤን 🙂",
        status=Status.IN_PROGRESS,
        language="am",
        licence="cc-by-4.0",
        split="train",
        annotations=AnnotationSet.of([Annotation(_MENU, LabelId("teaser"))]),
        ranges=(dom_range(3, 0, 4),),
    ),
    labelled(
        2,
        facts=facts(digest="2" * 64, kind=PageKind.TEXT, url=None, site="", name="-dump.txt"),
        document=_DUMP,
        annotations=AnnotationSet.of(
            [
                Annotation(Span(0, 4), LabelId("headline"), Origin.IMPORTED),
                Annotation(Span(5, 13), LabelId("headline"), note="two\nlines\there"),
                Annotation(Span(15, 26), LabelId("body"), uncertain=True),
            ]
        ),
        ranges=(),
        split="test",
    ),
    labelled(
        3,
        facts=facts(digest="3" * 64, name="empty.html", title=""),
        document=Document("", (), "html-1"),
        annotations=AnnotationSet(),
        ranges=(),
        split="test",
        language="de-CH",
    ),
)

ABOUT = DataSetFacts(
    "Bridges | <b>", LABEL_SET, "0", "annotator export golden out", chosen=("finished sets",)
)
