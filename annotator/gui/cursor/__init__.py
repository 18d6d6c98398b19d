"""Where the editor is on a page and what is selected: one truth for every view of it."""

from annotator.gui.cursor.boundaries import Edge, step_boundary
from annotator.gui.cursor.page_cursor import PageCursor

__all__ = ["Edge", "PageCursor", "step_boundary"]
