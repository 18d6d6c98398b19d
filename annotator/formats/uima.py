"""UIMA CAS as XMI: a file for each annotation set, and the type system they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import Offsets, OffsetUnit
from annotator.formats.losses import DECISIONS, FACTS, PLACES
from annotator.formats.set_facts import set_facts
from annotator.formats.set_files import named_sets
from annotator.formats.writer import NewFolder

# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        # Readers of XML make blanks of these in attributes.
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
        # No XML 1.0 reader minds these two, but those of XML 1.1 make line feeds of them.
        "\x85": "&#133;",
        "\u2028": "&#8232;",
    }
)

_PAGE = {
    "page": "Long",
    "digest": "String",
    "name": "String",
    "title": "String",
    "url": "String",
    "site": "String",
    "language": "String",
    "licence": "String",
    "split": "String",
    "annotator": "String",
    "status": "String",
    "blind": "Boolean",
}
_BLOCK = {
    "number": "Integer",
    "xpath": "String",
    "run": "Integer",
    "hidden": "String",
    "linkShare": "Double",
}
_REGION = {"label": "String", "origin": "String", "note": "String", "uncertain": "Boolean"}

_ROOT = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
    ' xmlns:tcas="http:///uima/tcas.ecore" xmlns:annotator="http:///annotator.ecore"'
    ' xmi:version="2.0">'
)
_SOFA: Mapping[str, str | int] = {
    "xmi:id": 1,
    "sofaNum": 1,
    "sofaID": "_InitialView",
    "mimeType": "text/plain",
}

Features = Mapping[str, str | int | float | None]


class UimaXmi:
    """`TypeSystem.xml` and `NNNNNN-N.xmi` for each annotation set."""

    name = "uima"
    title = "UIMA CAS XMI: a folder of documents and their type system"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        "Characters that XML cannot hold: U+FFFD stands for each of them.",
        PLACES,
        "Classes and ids of the elements that hold blocks.",
        FACTS,
        DECISIONS,
    )
    is_folder: Literal[True] = True
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.UTF16
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write the type system, and one CAS for each annotation set."""
        with folder.file("TypeSystem.xml") as file:
            file.write(_type_system().encode())
        for name, page in named_sets(pages):
            with folder.file(f"{name}.xmi") as file:
                _write(page, file)


def _write(page: LabelledPage, file: BinaryIO) -> None:
    elements = list(_elements(page))
    ids = range(2, 2 + len(elements))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _ROOT,
        '<cas:NULL xmi:id="0"/>',
        *(
            f'<{name} xmi:id="{number}" sofa="1"{_attributes(features)}/>'
            for number, (name, features) in zip(ids, elements, strict=True)
        ),
        f"<cas:Sofa{_attributes(_SOFA)}{_attributes({'sofaString': page.document.text})}/>",
        f'<cas:View sofa="1" members="{" ".join(map(str, ids))}"/>',
        "</xmi:XMI>",
    ]
    file.write("\n".join(lines).encode() + b"\n")


def _elements(page: LabelledPage) -> Iterator[tuple[str, Features]]:
    """Every annotation of the CAS with its features; None leaves one out."""
    document = page.document
    offsets = Offsets(document.text, OffsetUnit.UTF16)
    whole: Features = {"begin": 0, "end": offsets.of(len(document.text))}
    yield "tcas:DocumentAnnotation", {**whole, "language": page.language or "x-unspecified"}
    told: Features = {"annotator": page.annotator, "status": page.status.value}
    facts: Features = {**set_facts(page), **told, "blind": _flag(page.is_blind)}
    yield "annotator:Page", {**whole, **facts}
    for block in document.blocks:
        yield (
            "annotator:Block",
            {
                "begin": offsets.of(block.span.start),
                "end": offsets.of(block.span.end),
                "number": block.index,
                "xpath": block.xpath,
                "run": block.run,
                "hidden": block.hidden and block.hidden.value,
                "linkShare": round(block.link_share, 4),
            },
        )
    for named in page.named_annotations():
        one = named.annotation
        yield (
            "annotator:Region",
            {
                "begin": offsets.of(one.span.start),
                "end": offsets.of(one.span.end),
                "label": named.name,
                "origin": one.origin.value,
                "note": one.note,
                "uncertain": _flag(one.uncertain),
            },
        )


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _attributes(features: Features) -> str:
    return "".join(
        f' {name}="{_FORBIDDEN.sub(chr(0xFFFD), str(value)).translate(_ESCAPES)}"'
        for name, value in features.items()
        if value is not None
    )


def _type_system() -> str:
    types = {"Page": _PAGE, "Block": _BLOCK, "Region": _REGION}
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n'
        + "".join(
            f"<typeDescription><name>annotator.{name}</name><description/>"
            "<supertypeName>uima.tcas.Annotation</supertypeName><features>\n"
            + "".join(
                f"<featureDescription><name>{feature}</name><description/>"
                f"<rangeTypeName>uima.cas.{range_}</rangeTypeName></featureDescription>\n"
                for feature, range_ in features.items()
            )
            + "</features></typeDescription>\n"
            for name, features in types.items()
        )
        + "</types>\n</typeSystemDescription>\n"
    )
