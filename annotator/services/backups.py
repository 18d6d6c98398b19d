"""Copies of a project: by hand, and one automatic copy for each day of use.

Of the automatic ones stay the newest of the last 12 days of use, of 10 weeks before those, and of
9 months before those; copies made by hand are never removed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from annotator.core.errors import UserError
from annotator.services.places import SUFFIX, data_folder, is_file, is_folder, make_folder
from annotator.services.projects import Project

DAILY = 12
WEEKLY = 10
MONTHLY = 9


def back_up(project: Project, target: Path | None = None) -> Path:
    """Copy the project, also while it is open and changing, and answer where the copy is.

    A target that is a folder gets a file named by project and time; without a target that folder is
    the project's own of backups. Raises `UserError` where the file exists or cannot be written.
    """
    if target is None:
        target = backup_folder(project)
        make_folder(target)
    if is_folder(target):
        moment = datetime.now().astimezone()
        target /= f"{project.path.stem[:50]} {moment:%Y-%m-%d %H.%M.%S}{SUFFIX}"
    if os.path.lexists(target):
        raise UserError(f"“{target}” exists already.", "Name a file that does not.")
    project.store.back_up_to(target)
    return target


def daily_backup(project: Project, today: date | None = None) -> Path:
    """Make today's automatic copy unless it exists, remove those too old, and answer where it is.

    `today` is the day on the user's own clock. Call it before the first change of a day. Raises
    `UserError` where the copy cannot be written; nothing is removed then.
    """
    day = today or datetime.now().astimezone().date()
    folder = backup_folder(project)
    target = folder / f"{day.isoformat()}{SUFFIX}"
    if is_file(target):
        return target
    make_folder(folder)
    project.store.back_up_to(target)
    existing = {_day_of(path): path for path in folder.glob(f"*{SUFFIX}") if _day_of(path)}
    stay = days_to_keep(found for found in existing if found)
    for found, path in existing.items():
        if found and found not in stay:
            _remove(path)
    return target


def backup_folder(project: Project) -> Path:
    """Where the automatic copies of this project are; it need not exist yet.

    Two copies of one project at two places have two folders.
    """
    place = hashlib.sha256(str(project.path.resolve()).encode("utf-8", "surrogateescape"))
    name = f"{project.path.stem[:60]} {place.hexdigest()[:12]}"
    return data_folder() / "backups" / name


def days_to_keep(days: Iterable[date]) -> frozenset[date]:
    """Which of the days with a copy keep it: 12 daily, then 10 weekly, then 9 monthly ones.

    Of each week (Monday to Sunday) and each month the newest copy stays. The newest days come
    first: a week or month counts only by the copies that the finer rule did not already keep.
    """
    newest_first = sorted(set(days), reverse=True)
    kept = set(newest_first[:DAILY])
    rest = newest_first[DAILY:]
    weekly = _newest_of_each(rest, _week, WEEKLY)
    kept.update(weekly)
    if weekly:
        rest = [day for day in rest if _week(day) < _week(min(weekly))]
    kept.update(_newest_of_each(rest, _month, MONTHLY))
    return frozenset(kept)


def _newest_of_each(
    newest_first: list[date], period: Callable[[date], tuple[int, int]], count: int
) -> list[date]:
    newest: dict[tuple[int, int], date] = {}
    for day in newest_first:
        newest.setdefault(period(day), day)
    return list(islice(newest.values(), count))


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _day_of(path: Path) -> date | None:
    """The day of an automatic copy; None for any other file, which is left alone."""
    try:
        return date.fromisoformat(path.name.removesuffix(SUFFIX))
    except ValueError:
        return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"The old backup “{path}” cannot be removed: {error.strerror}.",
            "Remove it by hand; the new one is written.",
        ) from error
