"""The row of the action table about how far annotators agree."""

from __future__ import annotations

from annotator.gui.actions import REVIEW, ActionRow

AGREEMENT_ROWS = (
    ActionRow(
        "agreement.show",
        "Agreement…",
        REVIEW,
        ("Ctrl+Shift+G",),
        lambda facts: facts.has_project,
        begins_group=True,
    ),
)
