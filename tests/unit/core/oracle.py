"""Labelling in its plainest form: a label for each character. Slow, and plainly right."""

from __future__ import annotations

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.spans import Span
from tests.unit.core.strategies import FILLER, LABELS, Step


class Oracle:
    """The label of every code point that is text: not white space, and inside a block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.labels: dict[int, str | None] = {
            offset: None
            for block in document.blocks
            for offset in range(block.span.start, block.span.end)
            if not document.text[offset].isspace()
        }

    def do(self, step: Step, annotations: AnnotationSet) -> None:
        """Take the step; `annotations` is the set before it, from which a step may choose one."""
        match step.kind:
            case "label":
                for span in step.spans:
                    self._put(span, LABELS[step.label].id)
            case "clear":
                for span in step.spans:
                    self._put(span, None)
            case "fill":
                for block in self.document.blocks:
                    for offset in range(block.span.start, block.span.end):
                        if block.hidden is None and self.labels.get(offset, "blank") is None:
                            self.labels[offset] = FILLER.id
            case _:
                if annotations:
                    one = annotations.annotations[step.which % len(annotations)]
                    self._resize(one, step.spans[0])

    def partition(self) -> list[tuple[int, int, str]]:
        """The longest runs of one label in each block, white space between notwithstanding."""
        runs: list[tuple[int, int, str]] = []
        for block in self.document.blocks:
            last: str | None = None
            for offset in range(block.span.start, block.span.end):
                if offset not in self.labels:
                    continue
                label = self.labels[offset]
                if label is not None and label == last:
                    runs[-1] = (runs[-1][0], offset + 1, label)
                elif label is not None:
                    runs.append((offset, offset + 1, label))
                last = label
        return runs

    def _put(self, span: Span, label: str | None) -> None:
        for offset in range(span.start, span.end):
            if offset in self.labels:
                self.labels[offset] = label

    def _resize(self, one: Annotation, span: Span) -> None:
        block = next(block for block in self.document.blocks if one.span.start in block.span)
        wanted = [at for at in range(span.start, span.end) if at in block.span]
        if any(at in self.labels for at in wanted):
            self._put(one.span, None)
            self._put(Span(wanted[0], wanted[-1] + 1), one.label)


def partition_of(annotations: AnnotationSet) -> list[tuple[int, int, str]]:
    """A set as the oracle writes it."""
    return [(one.span.start, one.span.end, one.label) for one in annotations]
