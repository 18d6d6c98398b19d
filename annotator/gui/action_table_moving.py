"""The rows of the action table that move the cursor and the selection, and open pages."""

from __future__ import annotations

from annotator.gui.actions import EDIT, GO, ActionRow, Facts, Scope


def _blocks(facts: Facts) -> bool:
    return facts.has_blocks


def _move(id_: str, text: str, keys: tuple[str, ...], argument: str) -> ActionRow:
    return ActionRow(
        f"move.{id_}", text, GO, keys, _blocks, Scope.PAGE, handler="move.block", argument=argument
    )


def _heading(id_: str, text: str, key: str, *, forward: bool) -> ActionRow:
    return ActionRow(
        f"move.{id_}",
        text,
        GO,
        (key,),
        _blocks,
        Scope.PAGE,
        handler="move.heading",
        argument=forward,
    )


def _select(id_: str, text: str, key: str, argument: str) -> ActionRow:
    return ActionRow(
        f"select.{id_}",
        text,
        EDIT,
        (key,),
        _blocks,
        Scope.PAGE,
        handler="move.select",
        argument=argument,
    )


SELECT_ROWS = (
    ActionRow(
        "move.copy",
        "Copy",
        EDIT,
        ("Ctrl+C",),
        _blocks,
        Scope.PAGE,
        standard="Copy",
        begins_group=True,
    ),
    _select("right", "Select: one character on", "Shift+Right", "forward character"),
    _select("left", "Select: one character back", "Shift+Left", "back character"),
    _select("word_right", "Select: one word on", "Ctrl+Shift+Right", "forward word"),
    _select("word_left", "Select: one word back", "Ctrl+Shift+Left", "back word"),
    ActionRow(
        "select.all",
        "Select all blocks",
        EDIT,
        ("Ctrl+A",),
        _blocks,
        Scope.PAGE,
        handler="move.block",
        argument="all",
    ),
)

GO_ROWS = (
    _move("next", "Next block", ("Down", "J"), "next"),
    _move("previous", "Previous block", ("Up", "K"), "previous"),
    _move("extend_next", "Extend to next block", ("Shift+Down", "Shift+J"), "extend next"),
    _move(
        "extend_previous", "Extend to previous block", ("Shift+Up", "Shift+K"), "extend previous"
    ),
    _move(
        "extend_first", "Extend to first block", ("Shift+Home", "Ctrl+Shift+Home"), "extend first"
    ),
    _move("extend_last", "Extend to last block", ("Shift+End", "Ctrl+Shift+End"), "extend last"),
    _move("screen_down", "One screen down", ("PgDown",), "screen down"),
    _move("screen_up", "One screen up", ("PgUp",), "screen up"),
    _move("extend_screen_down", "Extend one screen down", ("Shift+PgDown",), "extend screen down"),
    _move("extend_screen_up", "Extend one screen up", ("Shift+PgUp",), "extend screen up"),
    _move("first", "First block", ("Home", "Ctrl+Home"), "first"),
    _move("last", "Last block", ("End", "Ctrl+End"), "last"),
    ActionRow(
        "move.next_undecided",
        "Next undecided",
        GO,
        ("N",),
        lambda f: f.has_undecided,
        handler="move.undecided",
        argument=True,
        begins_group=True,
    ),
    ActionRow(
        "move.previous_undecided",
        "Previous undecided",
        GO,
        ("Shift+N",),
        lambda f: f.has_undecided,
        handler="move.undecided",
        argument=False,
    ),
    _heading("next_heading", "Next heading", "]", forward=True),
    _heading("previous_heading", "Previous heading", "[", forward=False),
    ActionRow(
        "pages.next",
        "Next page",
        GO,
        ("Ctrl+PgDown",),
        lambda f: f.has_pages,
        handler="pages.step",
        argument=1,
        begins_group=True,
    ),
    ActionRow(
        "pages.previous",
        "Previous page",
        GO,
        ("Ctrl+PgUp",),
        lambda f: f.has_pages,
        handler="pages.step",
        argument=-1,
    ),
    ActionRow(
        "pages.next_unfinished",
        "Next unfinished page",
        GO,
        ("Ctrl+Shift+Return",),
        lambda f: f.has_pages,
    ),
    ActionRow("search.go_to_page", "Go to page…", GO, ("Ctrl+G",), lambda f: f.has_pages),
    ActionRow("pages.filter", "Filter the pages", GO, ("Ctrl+L",), lambda f: f.has_pages),
)
