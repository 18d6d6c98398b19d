"""The rows of the action table about reviewing what annotators did."""

from __future__ import annotations

from annotator.gui.actions import REVIEW, ActionRow

REVIEW_ROWS = (
    ActionRow("review.open", "Review pages…", REVIEW, ("Ctrl+R",), lambda facts: facts.has_project),
)
