"""Every action of the review window as a row of one table, as those of the main window are.

Label sets may claim any letter and digit. So what decides has keys that are neither: arrows, signs,
keys with Ctrl or Alt. Letters stand beside them as a second key alone, which a label may take.
"""

from __future__ import annotations

from annotator.gui.actions import EDIT, GO, HELP, LABEL, VIEW, ActionRow, Facts, Scope
from annotator.gui.reviewing.showing import Shown

PAGE, DECIDE = "Page", "Decide"
REVIEW_MENUS = (PAGE, EDIT, DECIDE, LABEL, GO, VIEW, HELP)
MOST_SIDES = 6
"""Sets that have keys of their own; the others are taken by the buttons of the card."""

_SIDE_KEYS = (("Left", "Alt+1"), ("Right", "Alt+2"))


def _page(facts: Facts) -> bool:
    return facts.has_page


def _blocks(facts: Facts) -> bool:
    return facts.has_blocks


def _labellable(facts: Facts) -> bool:
    return facts.is_labellable


def _decidable(facts: Facts) -> bool:
    return facts.is_labellable and facts.has_disagreement


def _boundary(facts: Facts) -> bool:
    return _decidable(facts) and facts.is_boundary


def _verdict(facts: Facts) -> bool:
    return facts.has_page and facts.is_writable


_PAGE_ROWS = (
    ActionRow(
        "verdict.accept",
        "Accept page, open next",
        PAGE,
        ("Ctrl+Return", "Ctrl+Enter"),
        _verdict,
        repeats=False,
    ),
    ActionRow("verdict.send_back", "Return page…", PAGE, ("Ctrl+Backspace",), _verdict),
    ActionRow("talk.comment", "Comment…", PAGE, ("Ctrl+M",), _verdict, begins_group=True),
    ActionRow("talk.ask", "Ask and return…", PAGE, ("Ctrl+Shift+M",), _verdict),
    ActionRow("talking.read", "Comments on the page…", PAGE, ("Ctrl+Alt+M",), _page),
    ActionRow("window.close", "Close", PAGE, ("Ctrl+W",), begins_group=True),
)

_EDIT_ROWS = (
    ActionRow("decide.undo", "Undo", EDIT, ("Ctrl+Z",), lambda f: f.can_undo, standard="Undo"),
    ActionRow(
        "decide.redo", "Redo", EDIT, ("Ctrl+Shift+Z",), lambda f: f.can_redo, standard="Redo"
    ),
    ActionRow("decide.reason", "Give a reason", EDIT, ("Ctrl+T",), _labellable, begins_group=True),
    ActionRow("help.change_keys", "Change keys…", EDIT, ("Ctrl+K",), begins_group=True),
)


def _side(place: int) -> ActionRow:
    letter = chr(ord("A") + place)
    return ActionRow(
        f"decide.side_{letter.lower()}",
        f"Take {letter}",
        DECIDE,
        _SIDE_KEYS[place] if place < len(_SIDE_KEYS) else (f"Alt+{place + 1}",),
        lambda facts: _decidable(facts) and facts.side_count > place,
        Scope.PAGE,
        handler="decide.side",
        argument=place,
    )


_DECIDE_ROWS = (
    *(_side(place) for place in range(MOST_SIDES)),
    ActionRow(
        "decide.majority",
        "Take the majority",
        DECIDE,
        ("=",),
        lambda facts: _decidable(facts) and facts.side_count > 2,
        Scope.PAGE,
    ),
    ActionRow(
        "decide.longer",
        "Take the longer",
        DECIDE,
        ("+",),
        _boundary,
        Scope.PAGE,
        handler="decide.reach",
        argument=True,
        begins_group=True,
    ),
    ActionRow(
        "decide.shorter",
        "Take the shorter",
        DECIDE,
        ("-",),
        _boundary,
        Scope.PAGE,
        handler="decide.reach",
        argument=False,
    ),
    ActionRow(
        "decide.alike",
        "Same decision for all like this…",
        DECIDE,
        ("Ctrl+Shift+A",),
        _decidable,
        begins_group=True,
    ),
    ActionRow(
        "decide.agree",
        "Accept all that is agreed on",
        DECIDE,
        ("Return", "Enter"),
        _labellable,
        Scope.PAGE,
    ),
)

_LABEL_ROWS = (
    ActionRow("decide.nothing", "Nothing here", LABEL, ("Del", "0"), _labellable, Scope.PAGE),
)


def _move(
    id_: str,
    text: str,
    keys: tuple[str, ...],
    handler: str,
    argument: object,
    *,
    begins_group: bool = False,
) -> ActionRow:
    return ActionRow(
        f"go.{id_}",
        text,
        GO,
        keys,
        _blocks,
        Scope.PAGE,
        handler=f"go.{handler}",
        argument=argument,
        begins_group=begins_group,
    )


_GO_ROWS = (
    _move("next", "Next disagreement", ("Down", "N"), "step", 1),
    _move("previous", "Previous disagreement", ("Up", "P"), "step", -1),
    _move("open", "Next that is to be decided", ("Ctrl+J",), "to_decide", 1),
    _move("block_on", "Next block", ("Ctrl+Down",), "block", 1, begins_group=True),
    _move("block_back", "Previous block", ("Ctrl+Up",), "block", -1),
    _move("extend_on", "Select: one block on", ("Shift+Down",), "extend", 1),
    _move("extend_back", "Select: one block back", ("Shift+Up",), "extend", -1),
    _move("right", "Select: one character on", ("Shift+Right",), "text", "forward character"),
    _move("left", "Select: one character back", ("Shift+Left",), "text", "back character"),
    _move("word_right", "Select: one word on", ("Ctrl+Shift+Right",), "text", "forward word"),
    _move("word_left", "Select: one word back", ("Ctrl+Shift+Left",), "text", "back word"),
    _move("screen_down", "One screen down", ("PgDown",), "screen", 1, begins_group=True),
    _move("screen_up", "One screen up", ("PgUp",), "screen", -1),
    ActionRow(
        "go.next_page",
        "Next page",
        GO,
        ("Ctrl+PgDown",),
        lambda facts: facts.has_pages,
        handler="go.page",
        argument=1,
        begins_group=True,
    ),
    ActionRow(
        "go.previous_page",
        "Previous page",
        GO,
        ("Ctrl+PgUp",),
        lambda facts: facts.has_pages,
        handler="go.page",
        argument=-1,
    ),
    ActionRow("go.filter", "Filter the pages", GO, ("Ctrl+L",), lambda facts: facts.has_pages),
)

_VIEW_ROWS = (
    ActionRow("look.blind", "Blind: without names", VIEW, ("Ctrl+B",), is_checkable=True),
    ActionRow("look.to_do", "Only pages to do", VIEW, ("Ctrl+D",), is_checkable=True),
    *(
        ActionRow(
            f"look.{shown.value}",
            text,
            VIEW,
            (key,),
            handler="look.show",
            argument=shown,
            choice="shown",
            begins_group=shown is Shown.TEXT,
        )
        for shown, text, key in (
            (Shown.TEXT, "Text with all sets", "Ctrl+1"),
            (Shown.DECIDED, "Rendered page: what is decided", "Ctrl+2"),
            (Shown.FIRST, "Rendered page: A", "Ctrl+3"),
            (Shown.SECOND, "Rendered page: B", "Ctrl+4"),
        )
    ),
    ActionRow(
        "look.zoom_in",
        "Larger",
        VIEW,
        ("Ctrl++", "Ctrl+="),
        handler="look.zoom",
        argument=1,
        begins_group=True,
    ),
    ActionRow("look.zoom_out", "Smaller", VIEW, ("Ctrl+-",), handler="look.zoom", argument=-1),
    ActionRow("look.zoom_reset", "Normal size", VIEW, ("Ctrl+0",), handler="look.zoom", argument=0),
    ActionRow("look.hidden", "Show hidden text", VIEW, ("Ctrl+H",), _blocks),
    ActionRow(
        "look.next_pane",
        "Next pane",
        VIEW,
        ("F6",),
        handler="look.pane",
        argument=1,
        begins_group=True,
    ),
    ActionRow(
        "look.previous_pane", "Previous pane", VIEW, ("Shift+F6",), handler="look.pane", argument=-1
    ),
    ActionRow("look.refresh", "Read the pages again", VIEW, ("F5",)),
    ActionRow("look.dismiss", "Back to the text", VIEW, ("Esc",)),
)

_HELP_ROWS = (
    ActionRow("help.keys", "Keys", HELP, ("?", "F1")),
    ActionRow("help.labels", "What the labels mean", HELP),
)

REVIEW_ACTIONS: tuple[ActionRow, ...] = (
    *_PAGE_ROWS,
    *_EDIT_ROWS,
    *_DECIDE_ROWS,
    *_LABEL_ROWS,
    *_GO_ROWS,
    *_VIEW_ROWS,
    *_HELP_ROWS,
)
