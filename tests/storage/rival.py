"""A process that labels every second block of page 1: reads the set, changes it, writes it back."""

from __future__ import annotations

import sys
from pathlib import Path

from annotator.core.annotations import Annotation
from annotator.core.edits import Edit
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.storage.sets import StaleSet
from annotator.storage.store import Store
from tests.storage.samples import line

PAGE = PageId(1)


def label_blocks(path: Path, first: int) -> int:
    """Label the blocks `first`, `first` + 2, …; answers how often another was quicker."""
    refused = 0
    with Store.open(path) as store:
        with store.begin() as transaction:
            ada = transaction.annotators.find_or_add("Ada")
            document = transaction.pages.document(PAGE)
        print("ready", flush=True)  # noqa: T201 - the other one is waited for
        sys.stdin.readline()
        for block in document.blocks[first::2]:
            added = frozenset({Annotation(block.span, LabelId("body"))})
            lines = [line(Edit("Label body", frozenset(), added))]
            while True:
                with store.read() as transaction:
                    revision = transaction.sets.load(PAGE, ada).revision
                try:
                    with store.begin() as transaction:
                        transaction.sets.append(PAGE, ada, revision, lines, 0)
                    break
                except StaleSet:
                    refused += 1
    return refused


if __name__ == "__main__":
    print(label_blocks(Path(sys.argv[1]), int(sys.argv[2])))  # noqa: T201 - the answer
