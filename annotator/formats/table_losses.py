"""What tables of blocks and of spans leave out, in sentences."""

from __future__ import annotations

LOST_OF_BLOCKS = (
    "Where in a block an annotation begins and ends: a block with more than one label is “mixed”.",
    "Origins, notes and marks of doubt of annotations, and their places in the page's tree.",
)

LOST_OF_SPANS = (
    "Text without a label, and with it the pages that have no annotation.",
    "Blocks with their features: only the number of the block that holds the span is left.",
)
