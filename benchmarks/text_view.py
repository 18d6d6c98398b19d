"""How fast the text view opens, paints a label and scrolls, and what it holds in memory.

    python -m benchmarks text_view

Medians and maxima; a keystroke is measured from the call that labels to the end of the painting.
On a machine that does other work at the same time, the time of one core is the one to compare.
The limits are those that the project promises.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Block, Document
from annotator.core.journal import Status
from annotator.core.labels import LabelSet, parse_label_set
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind
from annotator.core.spans import Span
from annotator.gui.text_view import TextView
from annotator.services.sitting import Sitting
from benchmarks.figures import machine, memory_mb, table

_BLOCKS = 20_000
_BLOCK_LENGTH = 250
_LINE_LENGTH = 10_000_000
_KEYSTROKES = 200
_SCROLLS = 200
_WORDS = "The river rose through the night and the walls of sand held until the morning. "
_LABELS = Path(__file__).parent.parent / "resources" / "labels.toml"


def _document(lengths: list[int]) -> Document:
    texts = [(_WORDS * (length // len(_WORDS) + 1))[: length - 1] + "." for length in lengths]
    blocks: list[Block] = []
    start = 0
    for index, text in enumerate(texts):
        xpath = f"/html/body/div/p[{index + 1}]"
        blocks.append(Block(index, Span(start, start + len(text)), xpath))
        start += len(text) + 1
    return Document("\n".join(texts), tuple(blocks), "html-1")


def own_labels() -> LabelSet:
    """The label set that the program comes with."""
    return parse_label_set(_LABELS.read_text("utf-8"))


def sitting_of(document: Document, labels: LabelSet) -> Sitting:
    facts = PageFacts(
        digest="0" * 64,
        byte_count=len(document.text),
        kind=PageKind.HTML,
        name="benchmark",
        title="",
        url=None,
        site="",
        encoding="utf-8",
        encoding_source=EncodingSource.META,
        replaced_count=0,
        cut=None,
    )
    return Sitting(PageId(1), facts, "ann", document, labels, AnnotationSet(), [], Status.NEW, 0)


def _milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long work and painting take: on the clock, and of one core."""
    start, start_core = time.perf_counter(), time.process_time()
    work()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return (
        (time.perf_counter() - start) * 1000,
        (time.process_time() - start_core) * 1000,
    )


class Figures:
    """The rows of the table."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []

    def add(self, name: str, times: list[tuple[float, float]], limit: float | None = None) -> None:
        """Times on the clock and of one core, in milliseconds."""
        clock, core = zip(*times, strict=True)
        figures = (statistics.median(clock), max(clock), statistics.median(core), max(core))
        told = f"at most {limit:g}" if limit else ""
        self.rows.append((name, *(f"{one:.2f}" for one in figures), told))


def _measure(figures: Figures, view: TextView, what: str, sitting: Sitting) -> None:
    before, cursor = memory_mb(), view.page_cursor
    figures.add(
        f"{what}: open and paint",
        [_milliseconds(lambda: cursor.show_sitting(sitting))],
        50,
    )
    if len(sitting.document.blocks) > _KEYSTROKES:
        middle = len(sitting.document.blocks) // 2
        cursor.go_to(middle)
        QCoreApplication.processEvents()

        def keystroke() -> None:
            view.refresh(sitting.label(cursor.selected_spans(), "body").blocks)
            cursor.step(1)

        figures.add(
            f"{what}: label, next block, painted",
            [_milliseconds(keystroke) for _ in range(_KEYSTROKES)],
            16,
        )
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    steps = [
        _milliseconds(lambda: bar.setValue(bar.value() + bar.singleStep())) for _ in range(_SCROLLS)
    ]
    figures.add(f"{what}: a step of scrolling", steps, 16)
    pages = [_milliseconds(lambda: bar.setValue(bar.value() + bar.pageStep())) for _ in range(50)]
    figures.add(f"{what}: a page of scrolling", pages)
    figures.add(f"{what}: to the end", [_milliseconds(lambda: bar.setValue(bar.maximum()))])
    figures.add(f"{what}: zoom", [_milliseconds(lambda: view.set_zoom(1.5))])
    view.set_zoom(1.0)
    figures.rows.append(
        (f"{what}: memory of the view", f"{memory_mb() - before:.1f} MB", *[""] * 4)
    )


def main() -> int:
    application = QApplication(sys.argv)
    view = TextView()
    view.resize(1000, 900)
    view.show()
    # The first text of a process loads fonts; that is not the view's cost.
    view.page_cursor.show_sitting(sitting_of(_document([400] * 20), own_labels()))
    application.processEvents()
    figures = Figures()
    many = sitting_of(_document([_BLOCK_LENGTH] * _BLOCKS), own_labels())
    _measure(figures, view, f"{_BLOCKS:,} blocks, 5 MB", many)
    _measure(figures, view, "one block, 10 MB", sitting_of(_document([_LINE_LENGTH]), own_labels()))
    print(machine())
    print(
        table(("milliseconds", "clock", "longest", "one core", "longest", "target"), figures.rows)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
