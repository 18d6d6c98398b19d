"""The closed, versioned list of labels that a project uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NewType

from annotator.core.errors import UserError
from annotator.core.roles import Role

LabelId = NewType("LabelId", str)

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_SET_FIELDS = frozenset({"name", "version", "label"})
_RESERVED = frozenset({"mixed", "none"})  # said of a block with several labels, or without one
_MAXIMUM_LABELS = 35
_MAXIMUM_NAME = 60
_MAXIMUM_BYTES = 256 * 1024
_LARGEST_VERSION = 2**31 - 1  # what every database holds


class Pattern(StrEnum):
    """How a label's regions are hatched, so that colour is never the only mark."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    BACK_DIAGONAL = "back diagonal"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    CROSS = "cross"
    DOTS = "dots"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Label:
    """One category.

    `keys` are the single characters that give it in the window, the first of them its letter in
    the gutter. Colours are `#rrggbb`. `definition` and `examples` are for the editor to read.
    `fills` marks the label that everything left undecided may be filled with. `role` is what the
    program may propose the label for; None where it can find nothing of the kind.
    """

    id: LabelId
    name: str
    keys: tuple[str, ...]
    light: str
    dark: str
    pattern: Pattern
    definition: str = ""
    examples: tuple[str, ...] = ()
    fills: bool = False
    role: Role | None = None


_LABEL_FIELDS = frozenset(one.name for one in fields(Label))


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project, in the order of the palette, and their version, from 1."""

    name: str
    version: int
    labels: tuple[Label, ...]

    def get(self, label_id: str) -> Label:
        """The label of that id; `UserError` names the ids that exist."""
        for label in self.labels:
            if label.id == label_id:
                return label
        known = ", ".join(label.id for label in self.labels)
        raise UserError(f"There is no label “{label_id}” in this project.", f"Its labels: {known}.")

    @property
    def filler(self) -> Label | None:
        """The label that the rest of a page is filled with, if the set names one."""
        return next((label for label in self.labels if label.fills), None)

    def of_role(self, role: Role) -> Label | None:
        """The label that is proposed for that role, if the set has one."""
        return next((label for label in self.labels if label.role is role), None)


def parse_label_set(source: str, where: str = "the label set") -> LabelSet:
    """Read a label set from TOML text; `where` names it in errors.

    Raises `UserError` with the label and the field that is wrong, also where a field has a name
    that means nothing: whoever misspells `fills` wants to hear of it.
    """
    if len(source.encode("utf-8", "replace")) > _MAXIMUM_BYTES:
        raise UserError(f"{where} is too large for a label set.", "It may have 256 KB at most.")
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:  # beside its own error, numbers without end
        raise UserError(f"{where} is not valid TOML: {error}.", "Mend the line it names.") from None
    _refuse_unknown(table, _SET_FIELDS, where)
    rows = table.get("label")
    if not isinstance(rows, list) or not rows:
        raise UserError(
            f"{where} holds no label.", "Add a [[label]] table with id, name, keys, light and dark."
        )
    if len(rows) > _MAXIMUM_LABELS:
        raise UserError(f"{where} holds {len(rows)} labels; {_MAXIMUM_LABELS} is the most.")
    labels = tuple(_label(row, number, where) for number, row in enumerate(rows, 1))
    _refuse_clashes(labels, where)
    version = table.get("version", 1)
    if (
        not isinstance(version, int)
        or isinstance(version, bool)
        or not 1 <= version <= _LARGEST_VERSION
    ):
        raise UserError(f"{where}: version must be a whole number from 1 to {_LARGEST_VERSION}.")
    return LabelSet(name=_text(table, "name", where, "Labels"), version=version, labels=labels)


def _label(row: object, number: int, where: str) -> Label:
    if not isinstance(row, Mapping):
        raise UserError(f"{where}: label {number} is not a table.")
    here = f"{where}, label {number}"
    _refuse_unknown(row, _LABEL_FIELDS, here)
    label_id = _text(row, "id", here)
    if not _ID.match(label_id):
        raise UserError(
            f"{here}: “{label_id}” is no id.", "Use a–z, 0–9 and _, beginning with a letter."
        )
    if label_id in _RESERVED:
        raise UserError(f"{here}: “{label_id}” cannot be an id: it has a meaning of its own.")
    keys = row.get("keys", [])
    if not isinstance(keys, list) or not keys or not all(_is_key(key) for key in keys):
        raise UserError(f"{here}: keys must be a list of single letters or digits.")
    pattern = _text(row, "pattern", here, Pattern.SOLID)
    if pattern not in set(Pattern):
        raise UserError(f"{here}: no pattern “{pattern}”.", f"There are: {', '.join(Pattern)}.")
    examples = row.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(one, str) for one in examples):
        raise UserError(f"{here}: examples must be a list of texts.")
    fills = row.get("fills", False)
    if not isinstance(fills, bool):
        raise UserError(f"{here}: fills must be true or false.")
    name = _text(row, "name", here)
    if len(name.splitlines()) > 1 or len(name) > _MAXIMUM_NAME:
        raise UserError(f"{here}: its name must be one line of at most {_MAXIMUM_NAME} characters.")
    return Label(
        id=LabelId(label_id),
        name=name,
        keys=tuple(dict.fromkeys(key.lower() for key in keys)),
        light=_colour(row, "light", here),
        dark=_colour(row, "dark", here),
        pattern=Pattern(pattern),
        definition=_text(row, "definition", here, ""),
        examples=tuple(examples),
        fills=fills,
        role=_role(row, label_id, here),
    )


def _role(row: Mapping[str, Any], label_id: str, here: str) -> Role | None:
    """The role that a label names, or that its id is; the empty role is none at all."""
    named = _text(row, "role", here, label_id if label_id in set(Role) else "")
    if named and named not in set(Role):
        raise UserError(f"{here}: no role “{named}”.", f"There are: {', '.join(Role)}.")
    return Role(named) if named else None


def _refuse_unknown(row: Mapping[str, Any], known: frozenset[str], here: str) -> None:
    for field in row:
        if field not in known:
            raise UserError(
                f"{here}: there is no field “{field}”.", f"There are: {', '.join(sorted(known))}."
            )


def _is_key(key: object) -> bool:
    return isinstance(key, str) and len(key) == 1 and key.isalnum() and key.isascii()


def _text(row: Mapping[str, Any], field: str, here: str, default: str | None = None) -> str:
    value = row.get(field, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise UserError(f"{here}: {field} is missing or not a text.")
    return value.strip()


def _colour(row: Mapping[str, Any], field: str, here: str) -> str:
    value = _text(row, field, here)
    if not _COLOUR.match(value):
        raise UserError(f"{here}: {field} “{value}” is no colour.", "Write it as #rrggbb.")
    return value.lower()


def _refuse_clashes(labels: tuple[Label, ...], where: str) -> None:
    seen: dict[str, str] = {}
    for label in labels:
        marks = [f"id {label.id}", f"name {label.name}", *(f"key {key}" for key in label.keys)]
        marks += [f"role {label.role}"] if label.role else []
        for mark in marks:
            if mark in seen:
                raise UserError(f"{where}: “{seen[mark]}” and “{label.name}” share the {mark}.")
            seen[mark] = label.name
    if sum(label.fills for label in labels) > 1:
        raise UserError(f"{where}: only one label can be the one that fills the rest.")
