"""Nodes, XPaths and node labels as the processor of MarkupLM takes them: JSON Lines, a page a line.

Its fields: docs/reference/formats/marked-pages.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.core.page_markup import ElementStart
from annotator.formats.json_text import json_bytes
from annotator.formats.labelled_markup import LabelledPart, Piece, labelled_parts, text_groups
from annotator.formats.set_names import ONE_NAME, named_sets

UNLABELLED = -100
"""What a loss function passes over."""


class MarkupLm:
    """A line for each set."""

    name = "markuplm"
    title = "MarkupLM: JSON Lines of text nodes, their XPaths and their labels"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = (
        "White space at the ends of text nodes, and attributes of elements.",
        "Where a text goes on behind another one that stands in the middle of it.",
        ONE_NAME,
        "Origins, notes, doubts and decisions.",
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = True
    offset_unit = OffsetUnit.NONE
    policy = "markuplm"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one line for each set."""
        out.writelines(json_bytes(_record(name, page)) + b"\n" for name, page in named_sets(pages))


def _record(name: str, page: LabelledPage) -> dict[str, Any]:
    labels = (page.policy.name_of(label.id) for label in page.label_set.labels)
    label_names = list(dict.fromkeys(filter(None, labels)))
    numbers = {label: number for number, label in enumerate(label_names)}
    nodes = list(_nodes(labelled_parts(page)))
    return {
        "id": name,
        "url": page.facts.url or "",
        "split": page.split,
        "label_names": label_names,
        "nodes": [node.text.strip() for node, _ in nodes],
        "xpaths": [step.path() for _, step in nodes],
        "node_labels": [
            UNLABELLED if node.name is None else numbers[node.name] for node, _ in nodes
        ],
        "dom_missing": page.markup and page.markup.why_plain,
    }


@dataclass(slots=True)
class _Step:
    """An element on the way to a node; `siblings` counts the children of its parent by name."""

    name: str
    number: int
    siblings: dict[str, int]
    around: _Step | None
    children: dict[str, int] = field(default_factory=dict)
    known_path: str = ""

    def path(self) -> str:
        """The XPath as MarkupLM's own extractor makes it, once all siblings are counted."""
        inwards: list[_Step] = []
        step: _Step | None = self
        while step is not None and not step.known_path:
            inwards.append(step)
            step = step.around
        path = step.known_path if step is not None else ""
        # Pages are nested deeper than functions may be.
        for one in reversed(inwards):
            position = f"[{one.number}]" if one.siblings[one.name] > 1 else ""
            path = one.known_path = f"{path}/{one.name}{position}"
        return path


def _nodes(parts: Sequence[LabelledPart]) -> Iterator[tuple[Piece, _Step]]:
    """Every text of the page, in pieces where its label changes, and the element that it is in."""
    roots: dict[str, int] = {}
    here: _Step | None = None
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Piece):
            pieces.append(part)
            continue
        if here is not None:
            yield from ((one, here) for one in text_groups(pieces) if one.text.strip())
        pieces = []
        if isinstance(part, ElementStart):
            siblings = here.children if here else roots
            siblings[part.name] = siblings.get(part.name, 0) + 1
            here = _Step(part.name, siblings[part.name], siblings, here)
        elif here is not None:
            here = here.around
