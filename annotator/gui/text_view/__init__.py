"""The page as text: blocks with their labels, to read, to select and to label."""

from annotator.gui.text_view.boundaries import Edge, step_boundary
from annotator.gui.text_view.view import TextView

__all__ = ["Edge", "TextView", "step_boundary"]
