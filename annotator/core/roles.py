"""What the program itself can find on a page; a project's labels say which of them means what."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The part that a text plays on a page of news: see the table of labels in the docs.

    A label has the role that its field `role` names, or its id where it has none.
    """

    HEADLINE = "headline"
    BODY = "body"
    TEASER = "teaser"
    AI_DISCLOSURE = "ai_label"
    REST = "boilerplate"
