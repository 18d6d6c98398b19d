"""Which keys an action has: its own, or the editor's choice. No key ever means two things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QKeySequence

from annotator.core.errors import UserError
from annotator.gui.actions import ActionRow


def default_keys(row: ActionRow) -> tuple[str, ...]:
    """The keys that an action comes with, its platform's own among them, as portable names."""
    own = [portable(key) for key in row.keys]
    if row.standard:
        standard = QKeySequence.StandardKey[row.standard]
        own += [_name(keys) for keys in QKeySequence.keyBindings(standard) if _is_common(keys)]
    return tuple(dict.fromkeys(key for key in own if key))


def _is_common(keys: QKeySequence) -> bool:
    """Whether keyboards have it: platforms also bind rare keys that are named “Undo” or “Open”."""
    return "+" in _name(keys)


def portable(key: str) -> str:
    """The one portable name of a key, so that names can be compared; empty if it names none."""
    return _name(QKeySequence(key, QKeySequence.SequenceFormat.PortableText))


def shown(key: str) -> str:
    """The key as this platform writes it."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)


class KeyTable:
    """The keys of all actions of the window, the labels' among them.

    Where the label set of a project claims a key that another action has by default, the label has
    it while that project is open. A key that the editor chose always stays with what they chose.
    """

    def __init__(
        self,
        rows: Iterable[ActionRow],
        labels: Iterable[ActionRow] = (),
        chosen: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.labels = tuple(labels)
        self.rows = (*self.labels, *rows)
        self.chosen = dict(chosen or {})

    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys by action id."""
        taken: set[str] = set()
        result: dict[str, tuple[str, ...]] = {}
        ordered = sorted(self.rows, key=lambda row: row.id not in self.chosen)
        for row in ordered:
            wanted = self.chosen.get(row.id)
            keys = default_keys(row) if wanted is None else tuple(map(portable, wanted))
            result[row.id] = tuple(key for key in dict.fromkeys(keys) if key and key not in taken)
            taken.update(keys)
        return result

    def merged(self, kept: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """What is chosen in all windows: what is kept, with the choices of this one for its own."""
        own = {row.id for row in self.rows}
        others = {action: keys for action, keys in kept.items() if action not in own}
        return {**others, **{action: keys for action, keys in self.chosen.items() if action in own}}

    def owner(self, key: str) -> ActionRow | None:
        """The action that has the key now."""
        name = portable(key)
        found = next((id_ for id_, keys in self.keys().items() if name in keys), None)
        return next((row for row in self.rows if row.id == found), None)

    def changed(self, row: ActionRow, keys: Iterable[str]) -> KeyTable:
        """This table with other keys for one action; `UserError` names who has one already."""
        names = tuple(dict.fromkeys(portable(key) for key in keys))
        for name in names:
            owner = self.owner(name)
            if owner is not None and owner.id != row.id:
                raise UserError(
                    f"{shown(name)} is the key of “{owner.text}”.",
                    "Choose another key, or give that action another one first.",
                )
        chosen = {**self.chosen, row.id: names}
        if names == default_keys(row):
            del chosen[row.id]
        return KeyTable(self.rows[len(self.labels) :], self.labels, chosen)


def _name(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
