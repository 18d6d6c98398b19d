import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.work_order import Order
from annotator.gui.settings import Appearance, Place, Settings, SettingsFile


def test_settings_survive_the_way_through_the_file(tmp_path):
    kept = Settings(
        annotator="Ada",
        appearance=Appearance.DARK,
        zoom=1.25,
        shows_controls=True,
        keys={"label.fill": ("G", "Shift+G")},
        panes=(200, 700, 300),
        silent_sources=("model", "site"),
    )
    kept = kept.with_project(Path("/a/b.annotator")).with_place(Path("/a"), Place(3, 7, 5, 0.25))
    kept = kept.with_order(Path("/a/b.annotator"), Order.DOUBT)
    SettingsFile(tmp_path / "settings.json").keep(kept)
    assert SettingsFile(tmp_path / "settings.json").now == kept


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"zoom": "big", "recent": 3, "places": {"a": 1}}', "\0" * 99]
)
def test_a_file_that_makes_no_sense_counts_as_empty(tmp_path, text):
    (tmp_path / "settings.json").write_text(text)
    assert SettingsFile(tmp_path / "settings.json").now == Settings()


def test_a_value_that_makes_no_sense_does_not_take_the_others_along(tmp_path):
    table = {"annotator": "Ada", "zoom": True, "places": {"/p": {"page": -4, "block": "x"}}}
    (tmp_path / "settings.json").write_text(json.dumps(table))
    now = SettingsFile(tmp_path / "settings.json").now
    assert (now.annotator, now.zoom, now.places["/p"]) == ("Ada", 1.0, Place(1))


@pytest.mark.parametrize(
    "table",
    [
        {"views": []},
        {"views": "all"},
        {"appearance": {}},
        {"panes": [10**30, -1, "wide"]},
        {"views_parted": [10**30, -1, None]},
        {"page_styles": 1},
        {"silent_sources": "model"},
        {"orders": {"/a": "best", "/b": [], "/c": None}},
    ],
)
def test_a_choice_or_a_width_that_cannot_be_is_left_out(tmp_path, table):
    (tmp_path / "settings.json").write_text(json.dumps(table))
    assert SettingsFile(tmp_path / "settings.json").now == Settings()


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_beside_it(tmp_path, monkeypatch):
    file = SettingsFile(tmp_path / "settings.json")
    file.keep(Settings(annotator="Ada"))

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match="could not be kept"):
        file.keep(Settings(annotator="Bo"))
    monkeypatch.undo()
    assert SettingsFile(tmp_path / "settings.json").now.annotator == "Ada"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["settings.json"]
    assert file.now.annotator == "Bo"


def test_the_latest_project_leads_the_recent_ones_once():
    settings = Settings()
    for name in ("a", "b", "a"):
        settings = settings.with_project(Path(name))
    assert settings.recent == ("a", "b")
    assert settings.last_project == "a"
    assert settings.without_project("a") == replace(settings, recent=("b",), last_project="")


def test_the_name_of_the_login_stands_in_for_an_annotator_name(monkeypatch):
    monkeypatch.setenv("LOGNAME", "grace")
    assert Settings().annotator_name == "grace"
    assert Settings(annotator="Ada").annotator_name == "Ada"


def test_the_order_of_a_project_is_forgotten_where_it_is_the_usual_one_again():
    path = Path("/a/b.annotator")
    settings = Settings().with_order(path, Order.DATE)
    assert settings.order_of(path) is Order.DATE
    assert settings.with_order(path, Order.IMPORTED) == Settings()
    assert Settings().order_of(path) is Order.IMPORTED
