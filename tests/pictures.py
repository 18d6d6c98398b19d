"""Annotations as pictures: the text on one line, the marks under it, a column a code point.

    Big news|Read more|Menu
    Hhhhhhhh|.... Tttt|----

`|` stands between blocks. A capital begins an annotation, its small letter goes on with it, also
under the white space that it holds. `.` is undecided, `-` is hidden text without a label, and a
blank is white space that nothing covers. Letters are those of the default labels' keys.

In the line of text `␣` is a no-break space, and `◌` whatever takes no column of its own (combining
marks, joiners, controls), so that both lines stay aligned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.labels import Label, LabelId, LabelSet, Pattern
from annotator.core.spans import Span

LETTERS = {"headline": "h", "body": "b", "teaser": "t", "ai_label": "a", "boilerplate": "x"}
_LABELS = {letter: LabelId(label) for label, letter in LETTERS.items()}


def a_label(label_id: str) -> Label:
    """A label of that id whose other fields do not matter."""
    letter = LETTERS.get(label_id, label_id[0])
    return Label(
        id=LabelId(label_id),
        name=label_id.replace("_", " ").capitalize(),
        keys=(letter,),
        light="#ffffff",
        dark="#000000",
        pattern=Pattern.SOLID,
        fills=label_id == "boilerplate",
    )


LABEL_SET = LabelSet(name="Labels of the tests", version=1, labels=tuple(map(a_label, LETTERS)))


def page(*blocks: str, hidden: Collection[int] = ()) -> Document:
    """A document of these blocks, those with the numbers `hidden` hidden."""
    start = 0
    made = []
    for index, text in enumerate(blocks):
        reason = HiddenReason.INLINE_STYLE if index in hidden else None
        made.append(Block(index, Span(start, start + len(text)), hidden=reason))
        start += len(text) + 1
    return Document("\n".join(blocks), tuple(made), segmenter="test-1")


def picture(document: Document, annotations: AnnotationSet) -> str:
    """Both lines for a set on a document."""
    return f"{text_line(document)}\n{mark_line(document, annotations)}"


def text_line(document: Document) -> str:
    """The upper line: the text of the document."""
    return "".join(map(_stand_in, document.text))


def mark_line(document: Document, annotations: AnnotationSet) -> str:
    """The lower line: what each code point is labelled."""
    marks = [" "] * len(document.text)
    for block in document.blocks:
        nothing = "." if block.hidden is None else "-"
        for offset in range(block.span.start, block.span.end):
            if not document.text[offset].isspace():
                marks[offset] = nothing
        if block.index:
            marks[block.span.start - 1] = "|"
    for one in annotations:
        letter = LETTERS.get(one.label, one.label[0])
        marks[one.span.start : one.span.end] = letter.upper() + letter * (len(one.span) - 1)
    return "".join(marks).rstrip()


def drawn(text: str, marks: str, origin: Origin = Origin.BY_HAND) -> tuple[Document, AnnotationSet]:
    """The document and the set that these two lines show; `--` under a block says it is hidden."""
    blocks = text.replace("␣", "\N{NO-BREAK SPACE}").split("|")
    rows = marks.split("|")
    document = page(*blocks, hidden=[number for number, row in enumerate(rows) if "-" in row])
    return document, marked(marks, origin)


def marked(marks: str, origin: Origin = Origin.BY_HAND) -> AnnotationSet:
    """The set that this lower line shows."""
    found = re.finditer(r"([A-Z])([a-z]*)", marks)
    return AnnotationSet.of(
        Annotation(Span(*match.span()), _LABELS[match[1].lower()], origin) for match in found
    )


def _stand_in(character: str) -> str:
    if character == "\n":
        return "|"
    if character != " " and character.isspace():
        return "␣"
    return "◌" if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc", "Cs"} else character
