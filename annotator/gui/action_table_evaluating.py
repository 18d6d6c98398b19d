"""The row of the action table about how cleaners do."""

from __future__ import annotations

from annotator.gui.actions import REVIEW, ActionRow

EVALUATING_ROWS = (
    ActionRow(
        "evaluating.show",
        "Measure cleaners…",
        REVIEW,
        ("Ctrl+Shift+K",),
        lambda facts: facts.has_project,
    ),
)
