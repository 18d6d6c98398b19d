"""Every action of the window as a row of one table: what it is called, its keys, when it can run.

`id` is where its handler is found: `move.block` is the method `block` of the handler object
registered as `move`. Rows of one menu stand in the order of the menu; `begins_group` draws a line
above.
"""

from __future__ import annotations

from annotator.gui.actions import ActionRow, Facts, Scope
from annotator.gui.settings import Appearance


def _project(facts: Facts) -> bool:
    return facts.has_project


def _can_import(facts: Facts) -> bool:
    return facts.is_writable and not facts.is_importing


def _page(facts: Facts) -> bool:
    return facts.has_page


def _blocks(facts: Facts) -> bool:
    return facts.has_blocks


def _label(facts: Facts) -> bool:
    return facts.is_labellable


FILE, EDIT, LABEL, GO, VIEW, HELP = "File", "Edit", "Label", "Go", "View", "Help"
MENUS = (FILE, EDIT, LABEL, GO, VIEW, HELP)

_FILE_ROWS = (
    ActionRow("project.new", "New project…", FILE, ("Ctrl+N",), standard="New"),
    ActionRow("project.open", "Open project…", FILE, ("Ctrl+O",), standard="Open"),
    ActionRow("project.samples", "Try the sample pages", FILE),
    ActionRow("project.close", "Close project", FILE, ("Ctrl+W",), _project),
    ActionRow(
        "exchange.import_files", "Import files…", FILE, ("Ctrl+I",), _can_import, begins_group=True
    ),
    ActionRow("exchange.import_folder", "Import folder…", FILE, ("Ctrl+Shift+I",), _can_import),
    ActionRow("exchange.stop_import", "Stop importing", FILE, (), lambda f: f.is_importing),
    ActionRow(
        "exchange.export", "Export…", FILE, ("Ctrl+E",), lambda f: f.has_pages, begins_group=True
    ),
    ActionRow("exchange.back_up", "Back up now", FILE, (), _project),
    ActionRow("exchange.check", "Check the project", FILE, (), _project),
    ActionRow("project.choose_annotator", "Annotator…", FILE, (), begins_group=True),
    ActionRow("project.quit", "Quit", FILE, ("Ctrl+Q",), standard="Quit", begins_group=True),
)

_EDIT_ROWS = (
    ActionRow("label.undo", "Undo", EDIT, ("Ctrl+Z",), lambda f: f.can_undo, standard="Undo"),
    ActionRow("label.redo", "Redo", EDIT, ("Ctrl+Shift+Z",), lambda f: f.can_redo, standard="Redo"),
    ActionRow("search.find", "Find in page…", EDIT, ("Ctrl+F",), _blocks, begins_group=True),
    ActionRow(
        "search.next",
        "Find next",
        EDIT,
        ("F3",),
        lambda f: f.has_search,
        handler="search.step",
        argument=True,
    ),
    ActionRow(
        "search.previous",
        "Find previous",
        EDIT,
        ("Shift+F3",),
        lambda f: f.has_search,
        handler="search.step",
        argument=False,
    ),
    ActionRow("search.dismiss", "Clear selection, close bars", EDIT, ("Esc",)),
    ActionRow("help.change_keys", "Keys…", EDIT, ("Ctrl+K",), begins_group=True),
)

_LABEL_ROWS = (
    ActionRow("label.clear", "Clear label", LABEL, ("Backspace", "Del"), _label, begins_group=True),
    ActionRow(
        "label.fill",
        "Fill all undecided",
        LABEL,
        ("F",),
        lambda f: f.is_labellable and f.has_undecided and f.has_filler,
    ),
    ActionRow(
        "label.finish", "Finish page, open next", LABEL, ("Return", "Enter"), _label, Scope.PAGE
    ),
)


def _boundary(
    id_: str, text: str, key: str, argument: str, begins_group: bool = False
) -> ActionRow:
    return ActionRow(
        f"boundary.{id_}",
        text,
        LABEL,
        (key,),
        _label,
        Scope.PAGE,
        handler="boundary.move",
        argument=argument,
        begins_group=begins_group,
    )


_BOUNDARY_ROWS = (
    _boundary("end_right", "End: one character on", "Alt+Right", "end forward character", True),
    _boundary("end_left", "End: one character back", "Alt+Left", "end back character"),
    _boundary("end_word_right", "End: one word on", "Ctrl+Alt+Right", "end forward word"),
    _boundary("end_word_left", "End: one word back", "Ctrl+Alt+Left", "end back word"),
    _boundary(
        "start_right", "Start: one character on", "Alt+Shift+Right", "start forward character"
    ),
    _boundary("start_left", "Start: one character back", "Alt+Shift+Left", "start back character"),
    _boundary(
        "start_word_right", "Start: one word on", "Ctrl+Alt+Shift+Right", "start forward word"
    ),
    _boundary("start_word_left", "Start: one word back", "Ctrl+Alt+Shift+Left", "start back word"),
)


def _move(id_: str, text: str, keys: tuple[str, ...], argument: str) -> ActionRow:
    return ActionRow(
        f"move.{id_}", text, GO, keys, _blocks, Scope.PAGE, handler="move.block", argument=argument
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


_SELECT_ROWS = (
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

_GO_ROWS = (
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
        ("Ctrl+Return",),
        lambda f: f.has_pages,
    ),
    ActionRow("search.go_to_page", "Go to page…", GO, ("Ctrl+G",), lambda f: f.has_pages),
    ActionRow("pages.filter", "Filter the pages", GO, ("Ctrl+L",), lambda f: f.has_pages),
)

_VIEW_ROWS = (
    ActionRow(
        "look.zoom_in", "Larger", VIEW, ("Ctrl++", "Ctrl+="), handler="look.zoom", argument=1
    ),
    ActionRow("look.zoom_out", "Smaller", VIEW, ("Ctrl+-",), handler="look.zoom", argument=-1),
    ActionRow("look.zoom_reset", "Normal size", VIEW, ("Ctrl+0",), handler="look.zoom", argument=0),
    ActionRow("look.hidden", "Show hidden text", VIEW, ("Ctrl+H",), _blocks, begins_group=True),
    ActionRow(
        "look.controls", "Show invisible characters", VIEW, ("Ctrl+Shift+H",), is_checkable=True
    ),
    *(
        ActionRow(
            f"look.{wish.name.lower()}",
            wish.value.capitalize(),
            VIEW,
            (),
            handler="look.wear",
            argument=wish,
            choice="appearance",
            begins_group=wish is Appearance.FOLLOW,
        )
        for wish in Appearance
    ),
    ActionRow(
        "look.next_pane",
        "Next pane",
        VIEW,
        ("F6",),
        _project,
        handler="look.pane",
        argument=1,
        begins_group=True,
    ),
    ActionRow(
        "look.previous_pane",
        "Previous pane",
        VIEW,
        ("Shift+F6",),
        _project,
        handler="look.pane",
        argument=-1,
    ),
    ActionRow("look.full_screen", "Full screen", VIEW, ("F11",)),
    ActionRow("pages.refresh", "Read the pages again", VIEW, ("F5",), _project),
)

_HELP_ROWS = (
    ActionRow("help.keys", "All keys", HELP, ("?", "F1")),
    ActionRow("help.about", "About Annotator", HELP),
)

ACTIONS: tuple[ActionRow, ...] = (
    *_FILE_ROWS,
    *_EDIT_ROWS,
    *_SELECT_ROWS,
    *_LABEL_ROWS,
    *_BOUNDARY_ROWS,
    *_GO_ROWS,
    *_VIEW_ROWS,
    *_HELP_ROWS,
)
