"""The rows of the action table for what a machine proposes."""

from __future__ import annotations

from annotator.gui.actions import GO, LABEL, PROPOSALS, VIEW, ActionRow, Facts, Scope


def _proposals(facts: Facts) -> bool:
    return facts.is_labellable and facts.has_proposals


def _doubtful(id_: str, text: str, key: str, *, forward: bool) -> ActionRow:
    return ActionRow(
        f"proposal.{id_}",
        text,
        GO,
        (key,),
        # Also where nothing is proposed, as on a blind page: the same keys go through all pages.
        lambda facts: facts.has_blocks and facts.may_propose,
        Scope.PAGE,
        handler="proposal.doubtful",
        argument=forward,
        begins_group=forward,
    )


# A key that is held down must not accept what nobody looked at, nor finish page after page.
ACCEPT_ROWS = (
    ActionRow(
        "proposal.accept",
        "Accept what is proposed",
        LABEL,
        ("Space",),
        _proposals,
        Scope.PAGE,
        begins_group=True,
        repeats=False,
    ),
    ActionRow(
        "proposal.take_offer",
        "The same for the blocks like it",
        LABEL,
        ("E",),
        lambda f: f.is_labellable and f.has_offer,
    ),
    ActionRow(
        "proposal.rest",
        "Accept the rest, finish page, open next",
        LABEL,
        ("Ctrl+Return", "Ctrl+Enter"),
        # Also without proposals: it then says, as Enter does, what the page lacks.
        lambda f: f.is_labellable,
        Scope.PAGE,
        repeats=False,
    ),
)

DOUBT_ROWS = (
    _doubtful("next_doubtful", "Next doubtful proposal", "Tab", forward=True),
    _doubtful("previous_doubtful", "Previous doubtful proposal", "Shift+Tab", forward=False),
)

SHOW_ROWS = (
    ActionRow(
        "proposal.show",
        "Show proposals",
        VIEW,
        ("Ctrl+P",),
        is_checkable=True,
        submenu=PROPOSALS,
        begins_group=True,
    ),
)
