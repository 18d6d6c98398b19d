"""From the marks of another program to annotations of a page's document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.dom import DomPoint, DomRange
from annotator.core.errors import UserError
from annotator.core.gold_alignment import UNSURE, Fate, align_gold
from annotator.core.labels import LabelId
from annotator.core.laying import Located, laid, located
from annotator.core.lenient_text import solid
from annotator.core.pages import PageKind, RawPage
from annotator.core.spans import Span
from annotator.formats.reading import (
    GoldText,
    Mark,
    MarkedElements,
    MarkedText,
    MarkedTree,
    Marks,
    TreeMark,
)
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.foreign_labels import ForeignLabels

LEAST_FOUND = 0.5
"""Where less of the marked text is on the page than this, it is another page."""
_MOST_TOLD = 20


Pool: TypeAlias = Callable[[], ParsingPool]
"""Answers the processes that read markup; they are started when they are first asked for."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A marked text that has no sure place on the page, and why."""

    text: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """The set that the marks became.

    `fates` counts what became of each marked text; `unsure` are the first of those that a person
    should look at. `is_whole` says that everything has a place.
    """

    annotations: AnnotationSet
    fates: dict[Fate, int]
    unsure: tuple[Unplaced, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Target:
    """The page that marks are placed on, its bytes and how they are read."""

    raw: RawPage
    encoding: str
    document: Document


def labels_of(marks: Marks) -> set[str]:
    """Every label that the marks name."""
    match marks:
        case GoldText(paragraphs):
            return {label for _, label in paragraphs}
        case MarkedElements(_, _, labels, outside):
            return {*labels.values(), outside} - {""}
        case MarkedText() | MarkedTree():
            return {mark.label for mark in marks.marks}


def place(pool: Pool, target: Target, marks: Marks, labels: ForeignLabels) -> PlacedMarks:
    """Where the marks stand in the document, as a set of the project's labels.

    `UserError` where they contradict themselves, or hardly anything of them is on the page.
    """
    match marks:
        case GoldText():
            placed = _gold(target, marks)
        case MarkedText():
            placed = _text(target, marks)
        case MarkedTree():
            placed = _tree(pool, target, marks)
        case MarkedElements():
            placed = _text(target, as_text(pool, marks))
    return _finished(target.document, placed, labels)


@dataclass(slots=True)
class _Placed:
    """A marked text with its places."""

    text: str
    label: str
    at: Located
    note: str = ""
    uncertain: bool = False


def _gold(target: Target, gold: GoldText) -> list[_Placed]:
    aligned = align_gold(target.document, (text for text, _ in gold.paragraphs))
    return [
        _Placed(one.text, gold.paragraphs[one.number][1], Located(one.spans, one.fate))
        for one in aligned
    ]


def _text(target: Target, marked: MarkedText) -> list[_Placed]:
    spans = [_checked(marked.text, mark) for mark in marked.marks]
    return [
        _Placed(marked.text[mark.start : mark.end], mark.label, at, mark.note, mark.uncertain)
        for mark, at in zip(marked.marks, located(target.document, marked.text, spans), strict=True)
        if mark.label != marked.unasked or not _is_hidden(target.document, at)
    ]


def _checked(text: str, mark: Mark) -> Span:
    if not 0 <= mark.start < mark.end <= len(text):
        raise UserError(f"A mark from {mark.start} to {mark.end} is not in its text.")
    found = text[mark.start : mark.end]
    if mark.quote and solid(found) != solid(mark.quote):
        raise UserError(
            f"At {mark.start} stands “{found[:40]}”, and its mark says “{mark.quote[:40]}”.",
            "Its offsets may count something else than this format does.",
        )
    return Span(mark.start, mark.end)


def _tree(pool: Pool, target: Target, tree: MarkedTree) -> list[_Placed]:
    """By the tree where that has the very text, else by the text."""
    spans: list[Span | None] = [None] * len(tree.marks)
    if target.raw.kind is PageKind.HTML and tree.marks:
        ranges = list(map(_range, tree.marks))
        spans = pool().tree_spans(target.raw, target.encoding, ranges).result()
    document = target.document
    sure = [
        span
        if span and (not mark.quote or solid(document.quote(span)) == solid(mark.quote))
        else None
        for mark, span in zip(tree.marks, spans, strict=True)
    ]
    by_text: dict[int, list[Located]] = {}
    if None in sure:
        for one in align_gold(document, (mark.quote for mark in tree.marks)):
            by_text.setdefault(one.number, []).append(Located(one.spans, one.fate))
    return [
        _Placed(mark.quote or mark.start_xpath, mark.label, at, mark.note, mark.uncertain)
        for number, (mark, span) in enumerate(zip(tree.marks, sure, strict=True))
        for at in (
            [Located((span,), Fate.FOUND)]
            if span
            else by_text.get(number, [Located((), Fate.NOT_FOUND)])
        )
    ]


def _range(mark: TreeMark) -> DomRange:
    start, end = max(mark.start, 0), max(mark.end, 0)
    return DomRange(DomPoint(mark.start_xpath, start), DomPoint(mark.end_xpath, end))


def as_text(pool: Pool, marked: MarkedElements) -> MarkedText:
    """What the markup says, as marks in the text that we make of it."""
    raw = RawPage(marked.markup, "markup", PageKind.HTML)
    text, values = pool().marked(raw, marked.attribute).result()
    marks = (
        Mark(span.start, span.end, label)
        for span, value in values
        if (label := marked.labels.get(value, marked.outside))
    )
    return MarkedText(text, tuple(marks), marked.outside)


def _is_hidden(document: Document, at: Located) -> bool:
    blocks = [document.blocks[document.block_at(span.start)] for span in at.spans]
    return all(block.hidden is not None for block in blocks)


@dataclass(slots=True)
class _Told:
    fates: Counter[Fate] = field(default_factory=Counter)
    unsure: list[Unplaced] = field(default_factory=list)

    def add(self, one: _Placed) -> None:
        self.fates[one.at.fate] += 1
        is_unsure = one.at.fate in UNSURE or one.at.fate is Fate.NOT_FOUND
        if is_unsure and len(self.unsure) < _MOST_TOLD:
            self.unsure.append(Unplaced(one.text.strip()[:200], one.at.fate))


def _finished(document: Document, placed: Sequence[_Placed], labels: ForeignLabels) -> PlacedMarks:
    told = _Told()
    kept = [(one, label) for one in placed if (label := labels.of(one.label)) is not None]
    for one, _ in kept:
        told.add(one)
    _refuse_another_page(one for one, _ in kept)
    annotations = laid(document, chain.from_iterable(_annotations(*one) for one in kept))
    is_whole = all(one.at.spans or not solid(one.text) for one, _ in kept)
    fates = {fate: told.fates[fate] for fate in Fate if told.fates[fate]}
    return PlacedMarks(annotations, fates, tuple(told.unsure), is_whole)


def _annotations(one: _Placed, label: LabelId) -> Iterable[Annotation]:
    is_unsure = one.uncertain or one.at.fate in UNSURE
    return [Annotation(span, label, note=one.note, uncertain=is_unsure) for span in one.at.spans]


def _refuse_another_page(kept: Iterable[_Placed]) -> None:
    whole = found = 0
    for one in kept:
        length = len(one.text)
        whole += length
        found += length if one.at.spans or one.at.fate is Fate.AMBIGUOUS else 0
    if found < LEAST_FOUND * whole:
        raise UserError(
            f"Of what is marked only {found / whole:.0%} is on the page.",
            "Look whether it is the same page.",
        )
