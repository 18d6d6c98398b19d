"""Every action of the window as a row of one table: what it is called, its keys, when it can run.

`id` is where its handler is found: `move.block` is the method `block` of the handler object
registered as `move`. Rows of one menu stand in the order of the menu; `begins_group` draws a line
above.
"""

from __future__ import annotations

from annotator.gui.action_table_agreement import AGREEMENT_ROWS
from annotator.gui.action_table_bundles import BUNDLE_ROWS
from annotator.gui.action_table_evaluating import EVALUATING_ROWS
from annotator.gui.action_table_moving import GO_ROWS, SELECT_ROWS
from annotator.gui.action_table_planning import (
    EFFORT_ROWS,
    ORDER_ROWS,
    SITE_ROWS,
    SOURCE_ROWS,
)
from annotator.gui.action_table_proposing import ACCEPT_ROWS, DOUBT_ROWS, SHOW_ROWS
from annotator.gui.action_table_review import REVIEW_ROWS
from annotator.gui.action_table_team import (
    COMMENT_ROWS,
    GUIDELINE_ROWS,
    RETURNED_ROWS,
    SHARING_ROWS,
)
from annotator.gui.actions import EDIT, FILE, HELP, LABEL, VIEW, ActionRow, Facts, Scope
from annotator.gui.settings import Appearance, ViewChoice


def _project(facts: Facts) -> bool:
    return facts.has_project


def _can_import(facts: Facts) -> bool:
    return facts.is_writable and not facts.is_importing


def _blocks(facts: Facts) -> bool:
    return facts.has_blocks


def _label(facts: Facts) -> bool:
    return facts.is_labellable


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
    *BUNDLE_ROWS,
    ActionRow("exchange.back_up", "Back up now", FILE, (), _project, begins_group=True),
    ActionRow("exchange.check", "Check the project", FILE, (), _project),
    ActionRow("project.choose_annotator", "Annotator…", FILE, ("Ctrl+U",), begins_group=True),
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
    ActionRow("help.change_keys", "Change keys…", EDIT, ("Ctrl+K",), begins_group=True),
)

_LABEL_ROWS = (
    ActionRow("label.repeat", "Repeat the last label", LABEL, (".",), _label, begins_group=True),
    ActionRow("label.clear", "Clear label", LABEL, ("Backspace", "Del"), _label),
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


_VIEW_ROWS = (
    ActionRow(
        "look.zoom_in", "Larger", VIEW, ("Ctrl++", "Ctrl+="), handler="look.zoom", argument=1
    ),
    ActionRow("look.zoom_out", "Smaller", VIEW, ("Ctrl+-",), handler="look.zoom", argument=-1),
    ActionRow("look.zoom_reset", "Normal size", VIEW, ("Ctrl+0",), handler="look.zoom", argument=0),
    *(
        ActionRow(
            f"views.{choice.value}",
            text,
            VIEW,
            (key,),
            handler="views.choose",
            argument=choice,
            choice="views",
            begins_group=choice is ViewChoice.TEXT,
        )
        for choice, text, key in (
            (ViewChoice.TEXT, "Text", "Ctrl+1"),
            (ViewChoice.PAGE, "Page as a browser shows it", "Ctrl+2"),
            (ViewChoice.BOTH, "Text and page", "Ctrl+3"),
        )
    ),
    ActionRow("views.styles", "Styles of the page", VIEW, ("Ctrl+4",), is_checkable=True),
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
    ActionRow("help.keys", "Keys", HELP, ("?", "F1")),
    ActionRow("help.labels", "What the labels mean", HELP, (), _project),
    ActionRow("help.about", "About Annotator", HELP),
)

ACTIONS: tuple[ActionRow, ...] = (
    *_FILE_ROWS,
    *_EDIT_ROWS,
    *SELECT_ROWS,
    *_LABEL_ROWS,
    *ACCEPT_ROWS,
    *SITE_ROWS,
    *_BOUNDARY_ROWS,
    *DOUBT_ROWS,
    *GO_ROWS,
    *ORDER_ROWS,
    *_VIEW_ROWS,
    *SHOW_ROWS,
    *SOURCE_ROWS,
    *EFFORT_ROWS,
    *REVIEW_ROWS,
    *COMMENT_ROWS,
    *RETURNED_ROWS,
    *GUIDELINE_ROWS,
    *SHARING_ROWS,
    *AGREEMENT_ROWS,
    *EVALUATING_ROWS,
    *_HELP_ROWS,
)
