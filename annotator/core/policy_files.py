"""Policies as TOML: rules that become a policy once the label set is known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.core.errors import UserError
from annotator.core.labels import LabelSet
from annotator.core.policies import Kind, Policy

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_FIELDS = frozenset({"name", "title", "rest", "labels"})
_MAXIMUM_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class PolicyRules:
    """A policy for any label set: `labels` are ids or roles, and an id goes before a role."""

    name: str
    title: str = ""
    rest: Kind = Kind.KEEP
    labels: Mapping[str, Kind] = field(default_factory=dict)

    def of(self, label_set: LabelSet) -> Policy:
        """The policy for these labels; what is said of others has no effect."""
        table = {}
        for label in label_set.labels:
            role = "" if label.role is None else label.role.value
            table[label.id] = self.labels.get(label.id, self.labels.get(role, self.rest))
        return Policy(self.name, table, self.rest)

    def unknown_in(self, label_set: LabelSet) -> tuple[str, ...]:
        """What is said of labels that are not in the set."""
        ids = {label.id for label in label_set.labels}
        known = ids | {label.role for label in label_set.labels if label.role is not None}
        return tuple(one for one in self.labels if one not in known)


def parse_policies(source: str, where: str) -> tuple[PolicyRules, ...]:
    """Read one policy, or several in [[policy]] tables; `where` names the text in errors.

    Raises `UserError` with the policy and the field that is wrong.
    """
    if len(source.encode("utf-8", "replace")) > _MAXIMUM_BYTES:
        raise UserError(f"{where} is too large for a policy.", "It may have 256 KB at most.")
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:  # beside its own error, numbers without end
        raise UserError(f"{where} is not valid TOML: {error}.", "Mend the line it names.") from None
    if "policy" not in table:
        return (_rules(table, where),)
    rows = table["policy"]
    if set(table) != {"policy"} or not isinstance(rows, list) or not rows:
        raise UserError(f"{where}: beside [[policy]] tables nothing can stand.")
    found = tuple(_rules(row, f"{where}, policy {number}") for number, row in enumerate(rows, 1))
    names = [one.name for one in found]
    if len(set(names)) < len(names):
        raise UserError(f"{where}: two policies have one name.", "Give each a name of its own.")
    return found


def _rules(row: object, where: str) -> PolicyRules:
    if not isinstance(row, Mapping):
        raise UserError(f"{where} is not a table.")
    unknown = ", ".join(sorted(set(row) - _FIELDS))
    if unknown:
        raise UserError(
            f"{where}: there is no field “{unknown}”.", f"There are: {', '.join(sorted(_FIELDS))}."
        )
    name = row.get("name")
    if not isinstance(name, str) or not _NAME.match(name):
        raise UserError(f"{where}: name is missing or no name.", "Use a–z, 0–9, - and _.")
    title = row.get("title", "")
    if not isinstance(title, str) or len(title.splitlines()) > 1:
        raise UserError(f"{where}: title must be one line of text.")
    labels = row.get("labels", {})
    if not isinstance(labels, Mapping):
        raise UserError(f'{where}: labels must be a table, as [labels] body = "main".')
    return PolicyRules(
        name,
        title,
        _kind(row.get("rest", Kind.KEEP), f"{where}, rest"),
        {label: _kind(kind, f"{where}, label “{label}”") for label, kind in labels.items()},
    )


def _kind(value: Any, where: str) -> Kind:
    if not isinstance(value, str) or value not in set(Kind):
        raise UserError(f"{where}: {value!r} is no kind.", f"There are: {', '.join(Kind)}.")
    return Kind(value)
