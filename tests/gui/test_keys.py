from collections import Counter

import pytest

from annotator.core.errors import UserError
from annotator.gui.action_table import ACTIONS
from annotator.gui.actions import MENUS, ActionRow, Facts, label_row
from annotator.gui.keys import KeyTable, default_keys, portable

LABELS = [label_row("headline", "Headline", ("h", "1")), label_row("body", "Body", ("b", "2"))]


def test_no_two_actions_share_a_default_key(qapp):
    labels = [*LABELS, label_row("more", "More", tuple("tax345"))]
    counted = Counter(key for row in (*ACTIONS, *labels) for key in default_keys(row))
    assert [key for key, count in counted.items() if count > 1] == []


def test_keys_that_hardly_any_keyboard_has_are_not_offered(qapp):
    undo = next(row for row in ACTIONS if row.id == "label.undo")
    assert "Ctrl+Z" in default_keys(undo)
    assert "Undo" not in default_keys(undo)


def test_every_default_key_is_a_key_that_qt_knows(qapp):
    assert [(row.id, key) for row in ACTIONS for key in row.keys if not portable(key)] == []


def test_every_action_has_its_own_id_and_a_menu():
    assert len({row.id for row in ACTIONS}) == len(ACTIONS)
    assert {row.menu for row in ACTIONS} == set(MENUS)
    assert all(row.text and row.target.count(".") == 1 for row in ACTIONS)


def test_nothing_but_opening_and_looking_can_run_without_a_project():
    idle = {row.id for row in ACTIONS if row.when(Facts())}
    assert not [id_ for id_ in idle if id_.startswith(("label.", "move.", "boundary.", "pages."))]
    assert {"project.open", "project.new", "help.keys"} <= idle


def test_a_read_only_project_can_be_read_but_not_labelled():
    facts = Facts(
        has_project=True, has_pages=True, has_page=True, has_blocks=True, has_undecided=True,
        has_filler=True,
    )  # fmt: skip
    able = {row.id for row in ACTIONS if row.when(facts)}
    assert {"move.next", "search.find", "exchange.export"} <= able
    assert not {"label.fill", "label.finish", "label.clear", "exchange.import_files"} & able
    assert not LABELS[0].when(facts)


def test_a_clash_is_refused_with_the_name_of_the_other_action(qapp):
    table = KeyTable(ACTIONS, LABELS)
    row = table.rows[-1]
    with pytest.raises(UserError, match="Ctrl\\+F is the key of “Find in page…”"):
        table.changed(row, ["Ctrl+F"])
    with pytest.raises(UserError, match="“Headline”"):
        table.changed(row, ["h"])


def test_a_changed_key_holds_and_frees_the_old_one(qapp):
    table = KeyTable(ACTIONS, LABELS)
    fill = next(row for row in ACTIONS if row.id == "label.fill")
    changed = table.changed(fill, ["Ctrl+J"])
    assert changed.keys()["label.fill"] == ("Ctrl+J",)
    assert changed.owner("F") is None
    assert changed.changed(fill, ["F"]).chosen == {}


def test_a_label_may_be_given_other_keys(qapp):
    changed = KeyTable(ACTIONS, LABELS).changed(LABELS[0], ["U"])
    assert changed.keys()["give.headline"] == ("U",)
    assert changed.chosen == {"give.headline": ("U",)}


def test_a_label_of_the_project_takes_a_default_key_but_never_a_chosen_one(qapp):
    claims = [label_row("note", "Note", ("n", "f"))]
    keys = KeyTable(ACTIONS, claims, {"label.fill": ("F",)}).keys()
    assert keys["give.note"] == ("N",)
    assert keys["move.next_undecided"] == ()
    assert keys["label.fill"] == ("F",)


def test_an_action_can_be_left_without_a_key(qapp):
    row = ActionRow("a.b", "A", "File", ("Ctrl+J",))
    assert KeyTable([row]).changed(row, []).keys() == {"a.b": ()}
