"""What labelling costs in memory, on a page of 20,000 blocks.

Each figure is a ratio to a yardstick that takes turns with it, so that a busy machine slows both:
making 20,000 annotations anew (`annotations`), or `json.loads` of the blocks (`json`). Fails where
a ratio is above its limit. Run: `python -m benchmarks.core_edits [BLOCKS]`; medians of 9.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from annotator.core import labelling
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.document_json import blocks_to_json, document_from_json
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.edits import Edit, apply, invert
from annotator.core.labels import Label, LabelId, Pattern
from annotator.core.spans import Span
from annotator.core.tally import Tally
from benchmarks.figures import machine, milliseconds, table

BLOCKS = 20_000
TIMES = 9
STORY = Label(LabelId("story"), "Story", ("s",), "#ffffff", "#000000", Pattern.SOLID)
REST = Label(LabelId("rest"), "Rest", ("r",), "#ffffff", "#000000", Pattern.SOLID, fills=True)


def a_document(count: int) -> Document:
    """Blocks of 20 to 700 characters, each 20th hidden, on paths such as a real page has."""
    start = 0
    texts, blocks = [], []
    for index in range(count):
        text = f"Paragraph {index} of the page" + " and more" * (index * 7919 % 75)
        texts.append(text)
        blocks.append(
            Block(
                index,
                Span(start, start + len(text)),
                xpath=f"/html/body/div[{index // 100}]/p[{index % 100 + 1}]",
                class_name=f"story-{index % 30}",
                link_share=index % 7 / 7,
                hidden=None if index % 20 else HiddenReason.NOSCRIPT,
            )
        )
        start += len(text) + 1
    return Document("\n".join(texts), tuple(blocks), "html-1")


class Page:
    """A set on a document with its tally: what a key press has to bring up to date."""

    def __init__(self, document: Document, annotations: AnnotationSet) -> None:
        self.document = document
        self.annotations = annotations
        self.tally = Tally(document, annotations)

    def take(self, edit: Edit) -> None:
        """Apply the edit and count the blocks that it touches."""
        self.annotations = apply(self.annotations, edit)
        self.tally.update(self.annotations, self.document.blocks_touching(edit.extent))

    def label(self, spans: list[Span], label: Label) -> None:
        """Label the spans, as a key press does."""
        self.take(labelling.label(self.document, self.annotations, spans, label))


def compare(yardstick: Callable[[], object], work: Callable[[], object]) -> tuple[float, float]:
    """The median time of the work in seconds, and its ratio to the yardstick."""
    times, ratios = [], []
    for _ in range(TIMES):
        started = perf_counter()
        yardstick()
        turned = perf_counter()
        work()
        times.append(perf_counter() - turned)
        ratios.append(times[-1] / (turned - started))
    return median(times), median(ratios)


def main(count: int) -> int:
    """Print all figures; 1 if one is above its limit."""
    document = a_document(count)
    empty = AnnotationSet()
    fill = labelling.fill_undecided(document, empty, REST)
    full = apply(empty, fill)
    blocks = blocks_to_json(document)
    page = Page(document, full)
    middle = [document.blocks[count // 2 + 1].span]
    everything = [Span(0, len(document.text))]

    def annotations() -> object:
        return [Annotation(one.span, one.label, one.origin) for one in full]

    def as_json() -> object:
        return json.loads(blocks)

    def label_and_back() -> None:
        page.label(middle, STORY)
        page.label(middle, REST)

    def undo_and_redo_fill() -> None:
        page.take(invert(fill))
        page.take(fill)

    def all_and_back() -> None:
        page.label(everything, STORY)
        page.take(labelling.clear(document, page.annotations, everything))
        page.take(fill)

    figures: list[tuple[str, Callable[[], object], Callable[[], object], float]] = [
        ("label one block of a full page, twice", annotations, label_and_back, 0.2),
        ("fill, making and applying the edit", annotations, lambda: apply(
            empty, labelling.fill_undecided(document, empty, REST)), 9),
        ("undo and redo of the fill, with the tally", annotations, undo_and_redo_fill, 12),
        ("label all, clear all, fill, with the tally", annotations, all_and_back, 60),
        ("tally of an empty set", annotations, lambda: Tally(document, empty), 4),
        ("tally of a full set", annotations, lambda: Tally(document, full), 6),
        ("blocks to JSON", as_json, lambda: blocks_to_json(document), 8),
        ("document from JSON", as_json, lambda: document_from_json(document.text, blocks), 10),
    ]  # fmt: skip
    above = 0
    rows = []
    for name, yardstick, work, limit in figures:
        seconds, ratio = compare(yardstick, work)
        of = yardstick.__name__.removeprefix("as_")
        rows.append((name, milliseconds(seconds), f"{ratio:.3f} × {of}", f"at most {limit:g}"))
        above += ratio > limit
    print(machine())
    head = f"{count:,} blocks, {len(document.text):,} characters, {len(blocks):,} bytes of JSON"
    print(table((head, "time", "ratio", "limit"), rows))
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else BLOCKS))
