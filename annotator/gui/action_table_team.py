"""The rows of the action table about colleagues: comments, guidelines, who labels what."""

from __future__ import annotations

from annotator.gui.actions import REVIEW, ActionRow, Facts


def _project(facts: Facts) -> bool:
    return facts.has_project


def _page(facts: Facts) -> bool:
    return facts.has_page


def _writable_page(facts: Facts) -> bool:
    return facts.has_page and facts.is_writable


COMMENT_ROWS = (
    ActionRow("comments.write", "Comment…", REVIEW, ("Ctrl+M",), _writable_page, begins_group=True),
    ActionRow("comments.write_on_page", "Comment on the page…", REVIEW, (), _writable_page),
    ActionRow("comments.answer", "Answer the comment…", REVIEW, ("Ctrl+Alt+M",), _writable_page),
    ActionRow(
        "comments.settle", "Resolve or reopen the comment", REVIEW, ("Ctrl+Alt+R",), _writable_page
    ),
    ActionRow(
        "comments.next",
        "Next open comment",
        REVIEW,
        ("F8",),
        _page,
        handler="comments.step",
        argument=True,
    ),
    ActionRow(
        "comments.previous",
        "Previous open comment",
        REVIEW,
        ("Shift+F8",),
        _page,
        handler="comments.step",
        argument=False,
    ),
    ActionRow("comments.show", "Comments", REVIEW, ("Ctrl+Shift+M",), _page),
)

GUIDELINE_ROWS = (
    ActionRow("guidelines.show", "Guidelines", REVIEW, ("F2",), _project, begins_group=True),
    ActionRow(
        "guidelines.choose",
        "Set guidelines…",
        REVIEW,
        (),
        lambda facts: facts.has_project and facts.is_writable,
    ),
)

RETURNED_ROWS = (
    ActionRow(
        "returned.show_decided",
        "Show what was decided…",
        REVIEW,
        ("Ctrl+Alt+D",),
        lambda facts: facts.has_decisions,
        begins_group=True,
    ),
)

SHARING_ROWS = (
    ActionRow(
        "sharing.share_out",
        "Share out pages…",
        REVIEW,
        (),
        lambda facts: facts.has_pages and facts.is_writable,
        begins_group=True,
    ),
    ActionRow(
        "sharing.given",
        "Pages given to me, or all",
        REVIEW,
        ("Ctrl+Shift+L",),
        lambda facts: facts.has_pages,
    ),
    ActionRow(
        "calibration.mark",
        "Page for calibration, or no more",
        REVIEW,
        (),
        _writable_page,
        begins_group=True,
    ),
    ActionRow(
        "calibration.show",
        "Compare with the reference…",
        REVIEW,
        ("Ctrl+Alt+C",),
        lambda facts: facts.is_calibration,
    ),
)
