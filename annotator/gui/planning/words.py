"""What the editor reads of the orders of work and of what proposes. Knows no Qt."""

from __future__ import annotations

from annotator.core.work_order import Order

TITLES = {
    Order.IMPORTED: "As imported",
    Order.DATE: "By date",
    Order.DOUBT: "By doubt",
    Order.TEMPLATE: "By template",
}
EXPLANATIONS = {
    Order.IMPORTED: "In the order in which the pages were imported",
    Order.DATE: "The newest pages first",
    Order.DOUBT: "Those pages first on which most is doubtful",
    Order.TEMPLATE: "One page of each template first, then the others of its kind",
}
NEEDS_LOOK = frozenset({Order.DOUBT, Order.TEMPLATE})
"""Orders that are known only once all pages were looked at."""
SOURCES = (
    ("rules", "By rules"),
    ("model", "By the model"),
    ("site", "As seen on this site"),
    ("adapter", "As learned in this project"),
)
"""The sources by their field of `Switches`, and what the editor reads."""
