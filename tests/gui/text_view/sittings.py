"""Sittings on documents written in the test, without files or database."""

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.journal import Status
from annotator.core.labels import Label, LabelId, LabelSet, Pattern
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind
from annotator.core.spans import Span
from annotator.services.sitting import Sitting

LABELS = LabelSet(
    "Test",
    1,
    (
        Label(LabelId("body"), "Body", ("b", "2"), "#01975c", "#81fbcb", Pattern.DIAGONAL),
        Label(LabelId("teaser"), "Teaser", ("t",), "#b8650a", "#fcc86c", Pattern.HORIZONTAL),
        Label(LabelId("rest"), "Rest", ("x",), "#76777f", "#9a9a9a", Pattern.DOTS, fills=True),
    ),
)


def document(*blocks: str | tuple[str, str] | tuple[str, str, HiddenReason], cut=None) -> Document:
    """A document of texts, or of tags with texts and perhaps a reason to be hidden."""
    made: list[Block] = []
    position = 0
    texts = []
    for index, block in enumerate(blocks):
        tag, text, *hidden = ("p", block) if isinstance(block, str) else block
        span = Span(position, position + len(text))
        xpath = f"/html/body/{tag}[{index + 1}]"
        made.append(Block(index, span, xpath, hidden=hidden[0] if hidden else None))
        texts.append(text)
        position = span.end + 1
    return Document("\n".join(texts), tuple(made), "test-1", cut)


def sitting(*blocks: str | tuple[str, str] | tuple[str, str, HiddenReason], cut=None) -> Sitting:
    """A new sitting on such a document."""
    return sitting_on(document(*blocks, cut=cut))


def sitting_on(one: Document) -> Sitting:
    facts = PageFacts(
        "0" * 64, 1, PageKind.HTML, "test", "", None, "", "utf-8", EncodingSource.META, 0, one.cut
    )
    nothing = AnnotationSet()
    return Sitting(PageId(1), facts, "ann", one, LABELS, nothing, [], Status.NEW, 0)


def span_of(one: Document, text: str) -> Span:
    """Where a text stands in a document, the first time."""
    start = one.text.index(text)
    return Span(start, start + len(text))
