"""What the window remembers between two runs, in one JSON file that is replaced as a whole."""

from __future__ import annotations

import getpass
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from annotator.core.errors import UserError
from annotator.core.work_order import Order

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)

_RECENT_COUNT = 10
_PLACES_COUNT = 200
_ORDERS_COUNT = 200
_WIDEST = 100_000


class Appearance(StrEnum):
    """Which colours the window wears."""

    FOLLOW = "follow the desktop"
    LIGHT = "light"
    DARK = "dark"


class ViewChoice(StrEnum):
    """Which views of the page are on the screen."""

    TEXT = "text"
    PAGE = "page"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the editor left a project: the page, its current block, and how far it was scrolled.

    `top` is the block at the upper edge, `share` how much of its height was scrolled away.
    """

    page: int
    block: int = 0
    top: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Every remembered choice. Paths are absolute; `keys` holds the changed shortcuts alone.

    `geometry` is what Qt saved of the window, as base64; `panes` the widths of the three panes,
    `views_parted` those of the two views of a page; `page_styles` says that pages are shown with
    styles of their own, `shows_proposals` that a machine may propose.
    `silent_sources` are the sources that may not, `orders` the order of work by project;
    `review_blind` says that a reviewer is not told whose sets they decide between, `export_format`
    is the format that a data set was last written in.
    """

    annotator: str = ""
    appearance: Appearance = Appearance.FOLLOW
    zoom: float = 1.0
    shows_controls: bool = False
    recent: tuple[str, ...] = ()
    last_project: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    geometry: str = ""
    panes: tuple[int, ...] = ()
    views: ViewChoice = ViewChoice.TEXT
    views_parted: tuple[int, ...] = ()
    page_styles: bool = True
    shows_proposals: bool = True
    silent_sources: tuple[str, ...] = ()
    orders: Mapping[str, Order] = field(default_factory=dict)
    review_blind: bool = True
    export_format: str = "jsonl"

    @property
    def annotator_name(self) -> str:
        """The chosen name, or the name of the login."""
        return self.annotator or _login_name()

    def with_project(self, path: Path) -> Settings:
        """These settings with a project as the latest that was open."""
        rest = [one for one in self.recent if one != str(path)]
        recent = (str(path), *rest)[:_RECENT_COUNT]
        return replace(self, recent=recent, last_project=str(path))

    def with_place(self, path: Path, place: Place) -> Settings:
        """These settings with the place where a project was left; the oldest places drop out."""
        places = {key: one for key, one in self.places.items() if key != str(path)}
        places[str(path)] = place
        return replace(self, places=dict(list(places.items())[-_PLACES_COUNT:]))

    def order_of(self, path: Path) -> Order:
        """The order of work that was chosen for a project."""
        return self.orders.get(str(path.resolve()), Order.IMPORTED)

    def with_order(self, path: Path, order: Order) -> Settings:
        """These settings with another order of work for a project; the oldest drop out."""
        key = str(path.resolve())
        orders = {one: kept for one, kept in self.orders.items() if one != key}
        if order is not Order.IMPORTED:
            orders[key] = order
        return replace(self, orders=dict(list(orders.items())[-_ORDERS_COUNT:]))

    def without_project(self, path: str) -> Settings:
        """These settings with a project forgotten, as when its file is gone."""
        last = "" if self.last_project == path else self.last_project
        recent = tuple(one for one in self.recent if one != path)
        return replace(self, recent=recent, last_project=last)


class SettingsFile:
    """The file, and what it holds now. A file that cannot be read counts as empty."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = (
            path or platformdirs.user_config_path("annotator", appauthor=False) / "settings.json"
        )
        self.now = self._read()
        self._write_by: Callable[[Callable[[], None]], object] = _at_once
        self._is_to_be_written = False

    def write_by(self, write_by: Callable[[Callable[[], None]], object]) -> None:
        """Hand all writing to a worker from now on, one that runs what it gets in its order."""
        self._write_by = write_by

    def keep(self, settings: Settings) -> None:
        """Remember these, and have them written; they hold for this run in any case.

        The writing raises `UserError` where the file cannot be written.
        """
        if settings == self.now:
            return
        self.now = settings
        if not self._is_to_be_written:
            self._is_to_be_written = True
            self._write_by(self._write)

    def _write(self) -> None:
        self._is_to_be_written = False
        text = json.dumps(asdict(self.now), ensure_ascii=False, indent=2) + "\n"
        try:
            _replace_file(self.path, text)
        except OSError as error:
            raise UserError(
                f"The settings could not be kept in “{self.path}” ({error.strerror}).",
                "They hold until you close the window.",
            ) from error

    def _read(self) -> Settings:
        try:
            table = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return Settings()
        return _settings(table) if isinstance(table, dict) else Settings()


def _at_once(write: Callable[[], None]) -> None:
    write()


def _replace_file(path: Path, text: str) -> None:
    """Write beside and rename, so that a reader finds the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _settings(table: Mapping[str, Any]) -> Settings:
    """The settings of a table that a person may have edited: what does not fit is left out."""
    known = Settings()
    return Settings(
        annotator=_one(table, "annotator", str, known.annotator),
        appearance=_choice(table, "appearance", known.appearance),
        zoom=float(min(5.0, max(0.5, _number(table.get("zoom"), known.zoom)))),
        shows_controls=_one(table, "shows_controls", bool, known.shows_controls),
        recent=_texts(table.get("recent"))[:_RECENT_COUNT],
        last_project=_one(table, "last_project", str, known.last_project),
        places={
            key: _place(place)
            for key, place in _table(table.get("places")).items()
            if isinstance(place, Mapping)
        },
        keys={key: _texts(keys) for key, keys in _table(table.get("keys")).items()},
        geometry=_one(table, "geometry", str, known.geometry),
        panes=_numbers(table.get("panes")),
        views=_choice(table, "views", known.views),
        views_parted=_numbers(table.get("views_parted")),
        page_styles=_one(table, "page_styles", bool, known.page_styles),
        shows_proposals=_one(table, "shows_proposals", bool, known.shows_proposals),
        silent_sources=_texts(table.get("silent_sources")),
        orders={
            key: Order(order)
            for key, order in _table(table.get("orders")).items()
            if isinstance(order, str) and order in set(Order)
        },
        review_blind=_one(table, "review_blind", bool, known.review_blind),
        export_format=_one(table, "export_format", str, known.export_format),
    )


def _one(table: Mapping[str, Any], name: str, kind: type[T], default: T) -> T:
    value = table.get(name)
    return value if isinstance(value, kind) else default


def _number(value: object, default: float) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return default


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in _list(value) if isinstance(one, str))


def _choice(table: Mapping[str, Any], name: str, default: Choice) -> Choice:
    return next((one for one in type(default) if one == table.get(name)), default)


def _numbers(value: object) -> tuple[int, ...]:
    """Widths in pixels; Qt takes none that is longer than 32 bits."""
    numbers = (one for one in _list(value) if isinstance(one, int))
    return tuple(one for one in numbers if 0 <= one <= _WIDEST)


def _place(table: Mapping[str, Any]) -> Place:
    def whole(name: str, least: int) -> int:
        value = table.get(name)
        return max(least, value) if isinstance(value, int) else least

    share = min(1.0, max(0.0, _number(table.get("share"), 0.0)))
    return Place(whole("page", 1), whole("block", 0), whole("top", 0), share)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name on this machine; KeyError before Python 3.13
        return "annotator"
