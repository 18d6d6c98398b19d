from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import UserError
from annotator.services.backups import back_up, backup_folder, daily_backup, days_to_keep
from annotator.services.projects import open_project
from tests.pictures import page
from tests.stored import project_of

TODAY = date(2026, 3, 15)  # a Sunday

days = st.sets(st.dates(date(2023, 1, 1), date(2026, 3, 15)), max_size=200)


def every_day(count: int, end: date = TODAY) -> list[date]:
    return [end - timedelta(days=back) for back in range(count)]


def test_the_newest_twelve_days_are_kept():
    assert days_to_keep(every_day(12)) == frozenset(every_day(12))


def test_days_of_use_count_and_not_days_of_the_calendar():
    seldom = [TODAY - timedelta(days=40 * back) for back in range(12)]
    assert days_to_keep(seldom) == frozenset(seldom)


def test_behind_them_the_newest_of_each_week_is_kept():
    kept = sorted(days_to_keep(every_day(12 + 14)), reverse=True)[12:]
    # The twelve days reach back to Wednesday, 4 March; that week goes on with Tuesday the 3rd.
    assert kept == [date(2026, 3, 3), date(2026, 3, 1), date(2026, 2, 22)]


def test_a_year_of_daily_use_leaves_twelve_days_ten_weeks_and_nine_months():
    left: set[date] = set()
    for day in reversed(every_day(500)):
        left = set(days_to_keep({*left, day}))
    assert len(left) == 12 + 10 + 9
    assert (TODAY - min(left)).days > 300


def test_removing_day_by_day_keeps_what_removing_at_once_keeps():
    left: set[date] = set()
    for day in reversed(every_day(120)):
        left = set(days_to_keep({*left, day}))
    assert left == set(days_to_keep(every_day(120)))


@given(days)
def test_the_newest_copy_is_always_kept_and_never_too_many(some):
    kept = days_to_keep(some)
    assert kept <= some
    assert len(kept) <= 31
    assert kept >= set(sorted(some, reverse=True)[:12])


@given(days)
def test_choosing_twice_removes_nothing_more(some):
    once = days_to_keep(some)
    assert days_to_keep(once) >= set(sorted(once, reverse=True)[:22]) or len(once) < 22


def test_a_backup_is_a_whole_project(tmp_path: Path):
    with project_of(tmp_path, page("one", "two")) as project:
        copy = back_up(project, tmp_path / "copy.annotator")
    with open_project(copy) as opened, opened.store.read() as transaction:
        assert transaction.pages.count() == 1


def test_a_backup_never_replaces_a_file(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("Dear editor")
    with project_of(tmp_path) as project, pytest.raises(UserError, match="exists already"):
        back_up(project, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear editor"


def test_a_backup_into_a_folder_is_named_by_project_and_time(tmp_path: Path):
    (tmp_path / "stick").mkdir()
    with project_of(tmp_path) as project:
        copy = back_up(project, tmp_path / "stick")
    assert copy.parent == tmp_path / "stick"
    assert copy.name.startswith("news 2")


def test_a_backup_without_a_name_goes_under_the_users_data(tmp_path: Path, home: Path):
    with project_of(tmp_path) as project:
        assert home in back_up(project).parents


def test_the_second_automatic_backup_of_a_day_is_the_first(tmp_path: Path):
    with project_of(tmp_path) as project:
        first = daily_backup(project, TODAY)
        before = first.stat().st_mtime_ns
        assert daily_backup(project, TODAY) == first
        assert first.stat().st_mtime_ns == before


def test_old_automatic_backups_are_removed_and_nothing_else(tmp_path: Path):
    with project_of(tmp_path) as project:
        folder = backup_folder(project)
        folder.mkdir(parents=True)
        for day in every_day(40, TODAY - timedelta(days=1)):
            (folder / f"{day}.annotator").touch()
        by_hand = back_up(project)
        (folder / "notes.txt").touch()
        newest = daily_backup(project, TODAY)
    left = {path.name for path in folder.iterdir()}
    assert {by_hand.name, newest.name, "notes.txt"} <= left
    kept = days_to_keep(every_day(41))
    assert {name for name in left if name[:2] == "20"} == {f"{day}.annotator" for day in kept}
    with sqlite3.connect(newest) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_two_projects_of_one_name_have_two_folders_of_backups(tmp_path: Path):
    (tmp_path / "other").mkdir()
    with project_of(tmp_path) as one, project_of(tmp_path / "other") as other:
        assert backup_folder(one) != backup_folder(other)


def test_where_no_backup_can_be_written_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with project_of(tmp_path) as project, pytest.raises(UserError, match="cannot be made"):
        daily_backup(project, TODAY)
