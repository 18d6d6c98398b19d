"""What several formats leave out, in sentences."""

from __future__ import annotations

DECISIONS = "The decisions that made a gold set, and who took them."

FACTS = "How a page was fetched and read: its time, encoding, size, and whether its end is missing."

BLOCKS = "Blocks with their features: only their texts are left, a line's end apart."

PLACES = "The places of annotations in the page's tree."

REMARKS = "Origins, notes and marks of doubt of annotations, and their places in the page's tree."

LOST_OF_BLOCKS = (
    "Where in a block an annotation begins and ends: a block with more than one label is “mixed”.",
    REMARKS,
    FACTS,
    DECISIONS,
    "Pages without any block.",
)

LOST_OF_SPANS = (
    "Text without a label, and with it the pages that have no annotation.",
    "Blocks with their features: only the number of the block that holds the span is left.",
    FACTS,
    DECISIONS,
)
