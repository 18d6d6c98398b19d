"""Two or more annotation sets in one text, and the list of where they disagree."""

from annotator.gui.comparing.compared import Compared, Disagreement, Side, compared, lettered
from annotator.gui.comparing.compared_text import ComparedText
from annotator.gui.comparing.disagreement_list import DisagreementList

__all__ = [
    "Compared",
    "ComparedText",
    "Disagreement",
    "DisagreementList",
    "Side",
    "compared",
    "lettered",
]
