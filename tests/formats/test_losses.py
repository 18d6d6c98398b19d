"""What formats lose of a page on which every fact has a value of its own: what they say."""

from __future__ import annotations

import io
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from annotator.core.alignment import Alignment
from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.dom import DomPoint, DomRange
from annotator.core.journal import Status
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from annotator.formats import registry
from tests.formats.goldens import written, written_folder
from tests.formats.labelled_pages import facts, labelled

_TEXTS = ("labelled within", "unlabelled", "spaced out")
_BLOCKS = tuple(
    Block(
        index,
        Span(start, start + len(text)),
        f"/html/body/blockxpath[{index}]",
        class_name="blockclass",
        element_id="blockid",
        hidden=HiddenReason.NOSCRIPT if index == 1 else None,
    )
    for index, (start, text) in enumerate(zip((0, 16, 27), _TEXTS, strict=True))
)
_DECISION = Decision(
    Choice.BY_HAND,
    ("Ada",),
    (Ruling(Span(0, 8), Alignment.LABEL, (None,), LabelId("body")),),
    reason="decisionreason",
)
_PLACE = DomRange(DomPoint("/html/domxpath/text()[1]", 0), DomPoint("/html/domxpath/text()[2]", 8))

PAGE = labelled(
    7,
    facts=facts(
        digest="d" * 64,
        title="pagetitle",
        name="pagename",
        url="https://pageurl.example/",
        site="pagesite",
        encoding="pageencoding",
        byte_count=987654321,
        cut="pagecut",
        fetched_at=datetime(2011, 1, 2, tzinfo=UTC),
    ),
    document=Document("\n".join(_TEXTS), _BLOCKS, "segmenter-9"),
    annotator="annotatorname",
    status=Status.RETURNED,
    annotations=AnnotationSet.of(
        [
            Annotation(Span(0, 8), LabelId("headline"), Origin.IMPORTED, "annotationnote", True),
            Annotation(Span(27, 37), LabelId("teaser")),
        ]
    ),
    ranges=(_PLACE, _PLACE),
    decisions=(("decidername", _DECISION),),
    licence="pagelicence",
    language="xx-language",
)
EMPTY = labelled(
    8,
    facts=facts(digest="e" * 64),
    annotations=AnnotationSet(),
    ranges=(),
    document=Document("", (), "s"),
)

# What each fact is known by in any of the formats.
SIGNS = {
    "title": "pagetitle",
    "name": "pagename",
    "address": "pageurl.example",
    "site": "pagesite",
    "digest": "d" * 64,
    "language": "xx-language",
    "licence": "pagelicence",
    "encoding": "pageencoding",
    "size": "987654321",
    "cut": "pagecut",
    "time": "2011-01-02",
    "segmenter": "segmenter-9",
    "annotator": "annotatorname",
    "status": "returned",
    "label": "headline",
    "unlabelled text": "unlabelled",
    "white space": "spaced out",
    "block's element": "blockxpath",
    "block's class": "blockclass",
    "block hidden": "noscript",
    "origin": "imported",
    "note": "annotationnote",
    "doubt": "ncertain",
    "place": "domxpath",
    "place in the block": '"labelled"',
    "decision": "decisionreason",
    "decider": "decidername",
    "page without annotations": "e" * 64,
}

_DECISIONS = {"decision", "decider"}
_FACTS = {"encoding", "size", "cut", "time", "segmenter"}
_BLOCKS_LOST = {"block's element", "block's class", "block hidden"}
_REMARKS = {"origin", "note", "doubt", "place"}
LOST = {
    "blocks-csv": {
        *_REMARKS,
        *_FACTS,
        *_DECISIONS,
        "place in the block",
        "page without annotations",
    },
    "spans-csv": {
        *_BLOCKS_LOST,
        *_FACTS,
        *_DECISIONS,
        "unlabelled text",
        "page without annotations",
    },
    "hugging-face": {"encoding", "size", *_DECISIONS},
    "label-studio": {*_BLOCKS_LOST, *_FACTS, *_DECISIONS, "place"},
    "label-studio-html": {*_BLOCKS_LOST, *_FACTS, *_DECISIONS, "place"},
    "doccano": {*_BLOCKS_LOST, *_REMARKS, *_FACTS, *_DECISIONS, "page without annotations"},
    "prodigy": {*_BLOCKS_LOST, *_FACTS, *_DECISIONS, "place"},
    "brat": {*_BLOCKS_LOST, *_FACTS, *_DECISIONS, "origin", "place"},
    "spacy": {*_BLOCKS_LOST, *_REMARKS, *_FACTS, *_DECISIONS},
    "conll": set(SIGNS) - {"label", "unlabelled text"},
    "web-annotation": {
        *_BLOCKS_LOST,
        *_DECISIONS,
        *(_FACTS - {"segmenter"}),
        "title",
        "name",
        "site",
        "language",
        "licence",
        "status",
        "page without annotations",
    },
    "uima": {*_FACTS, *_DECISIONS, "place", "block's class"},
}
LOST["blocks-parquet"] = LOST["blocks-csv"]
LOST["spans-parquet"] = LOST["spans-csv"]


def told(name: str, folder: Path) -> str:
    """All that the format tells of both pages, as text."""
    if not registry.writer(name).is_folder:
        content = written(name, [PAGE, EMPTY])
        if name.endswith("parquet"):
            content = json.dumps(parquet.read_table(io.BytesIO(content)).to_pylist()).encode()
        return content.decode()
    files = written_folder(name, [PAGE, EMPTY], folder)
    if name == "spacy":
        return zlib.decompress(files["train/00000.spacy"]).decode(errors="replace")
    if name == "hugging-face":
        rows = parquet.read_table(io.BytesIO(files["data/train-00000.parquet"])).to_pylist()
        return json.dumps(rows)
    return "\n".join(content.decode() for path, content in files.items() if ".conf" not in path)


def offset_told(name: str, text: str) -> bool:
    """Whether the format tells where in its block the first annotation ends."""
    if name in {"blocks-csv", "blocks-parquet", "conll"}:
        return '"end": 8' in text
    return any(sign in text for sign in ("8", '"labelled"'))


@pytest.mark.parametrize("name", LOST)
def test_a_format_loses_what_it_says_and_nothing_else(name: str, tmp_path: Path):
    text = told(name, tmp_path)
    missing = {fact for fact, sign in SIGNS.items() if sign not in text}
    missing.discard("place in the block")
    if not offset_told(name, text):
        missing.add("place in the block")
    if name == "spacy":  # words and spans are numbers in its file: test_spacy.py reads them
        missing -= {"place in the block", "white space"}
    assert missing == LOST[name]


SENTENCES = {
    "decision": "decisions that made a gold set",
    "encoding": "encoding|All facts|Pages that tokens",
    "block's class": "Blocks|Text that is not labelled|Classes|everything else",
    "note": "notes",
    "origin": "Origins",
    "place": "places|offsets",
    "page without annotations": "no annotation|without annotations|without any|Pages",
    "unlabelled text": "Text without a label|Text that is not labelled",
    "white space": "White space",
    "title": "All facts|everything else",
    "place in the block": "Where in a block|offsets",
}


@pytest.mark.parametrize("name", LOST)
def test_every_loss_is_said(name: str):
    sentences = " ".join(registry.writer(name).loses)
    unsaid = {
        fact
        for fact in LOST[name] & set(SENTENCES)
        if not any(one in sentences for one in SENTENCES[fact].split("|"))
    }
    assert unsaid <= ({"decision"} if name == "conll" else set())
