"""What a data set calls the labels of a project: main content, the rest, or their own names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.core.labels import LabelId


class Kind(StrEnum):
    """What becomes of a label: the main content, the rest, nothing at all, or what it is.

    Text under a label that is dropped is written as text that nobody labelled.
    """

    MAIN = "main"
    OTHER = "other"
    DROP = "drop"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes of every label of one label set; `rest` is for those that `table` lacks."""

    name: str
    table: Mapping[LabelId, Kind] = field(default_factory=dict)
    rest: Kind = Kind.KEEP

    def kind(self, label: LabelId) -> Kind:
        """What becomes of a label."""
        return self.table.get(label, self.rest)

    def is_main(self, label: LabelId) -> bool:
        """Whether text under that label is main content."""
        return self.kind(label) is Kind.MAIN

    def name_of(self, label: LabelId) -> str | None:
        """What the data set calls a label: “main”, “other” or its own id; None if it is dropped."""
        kind = self.kind(label)
        if kind is Kind.DROP:
            return None
        return label if kind is Kind.KEEP else kind.value


KEEP = Policy("keep")
