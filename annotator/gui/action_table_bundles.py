"""The rows of the action table about bundles: what goes to a colleague, and what comes back."""

from __future__ import annotations

from annotator.gui.actions import FILE, ActionRow

BUNDLE_ROWS = (
    ActionRow(
        "bundles.send",
        "Send a bundle…",
        FILE,
        ("Ctrl+B",),
        lambda facts: facts.has_pages,
        begins_group=True,
    ),
    ActionRow(
        "bundles.receive",
        "Receive a bundle…",
        FILE,
        ("Ctrl+Shift+B",),
        lambda facts: facts.is_writable and not facts.is_importing,
    ),
)
