"""The page as text: blocks with their labels, to read, to select and to label."""

from annotator.gui.text_view.view import TextView

__all__ = ["TextView"]
