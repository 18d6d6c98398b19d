"""Copying what is selected."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from annotator.gui.cursor.page_cursor import PageCursor


def copy_selected(cursor: PageCursor) -> None:
    """Put the document's own text of what is selected on the clipboard."""
    if cursor.sitting is not None:
        quotes = [cursor.sitting.document.quote(span) for span in cursor.selected_spans()]
        QGuiApplication.clipboard().setText("\n".join(quotes))
