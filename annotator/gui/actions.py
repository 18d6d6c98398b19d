"""What an action of the window is, and the facts that decide whether it can run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

FILE, EDIT, LABEL, GO, VIEW = "File", "Edit", "Label", "Go", "View"
REVIEW, HELP = "Review", "Help"
MENUS = (FILE, EDIT, LABEL, GO, VIEW, REVIEW, HELP)
ORDER, PROPOSALS = "Order of the pages", "Proposals"
"""The menus inside menus: below “Go”, and below “View”."""


class Scope(Enum):
    """Where the keys of an action are heard: in the whole window, or with the focus on the page."""

    WINDOW = "window"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether actions can run, and nothing else does."""

    has_project: bool = False
    is_writable: bool = False
    is_importing: bool = False
    has_pages: bool = False
    has_page: bool = False
    has_blocks: bool = False
    has_filler: bool = False
    has_undecided: bool = False
    can_undo: bool = False
    can_redo: bool = False
    has_search: bool = False
    may_propose: bool = False
    has_proposals: bool = False
    has_offer: bool = False
    has_site_mates: bool = False
    has_decisions: bool = False
    is_calibration: bool = False
    side_count: int = 0
    has_disagreement: bool = False
    is_boundary: bool = False

    @property
    def is_labellable(self) -> bool:
        """Whether the page on the screen can be labelled."""
        return self.has_blocks and self.is_writable


When = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. `keys` are portable names; `standard` adds the platform's own keys for it.

    `argument` is handed to the handler where it is not None. `is_checkable` actions hand their
    new state over instead. Rows of one `submenu` stand together in their menu. `repeats` says
    whether a key that is held down runs it again and again.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    when: When = lambda _: True
    scope: Scope = Scope.WINDOW
    standard: str = ""
    handler: str = ""
    argument: object = None
    is_checkable: bool = False
    choice: str = ""
    begins_group: bool = False
    submenu: str = ""
    repeats: bool = True

    @property
    def target(self) -> str:
        """The handler's address; the id, unless several rows share one handler."""
        return self.handler or self.id


def label_row(label_id: str, name: str, keys: tuple[str, ...]) -> ActionRow:
    """The action that gives a label of the open project."""
    return ActionRow(
        f"give.{label_id}",
        name,
        "Label",
        tuple(key.upper() for key in keys),
        lambda facts: facts.is_labellable,
        handler="label.give",
        argument=label_id,
    )
