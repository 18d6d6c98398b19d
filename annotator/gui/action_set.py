"""The rows of the action table as Qt actions: in menus, with keys, enabled by the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.core.labels import LabelSet
from annotator.gui.action_table import ACTIONS
from annotator.gui.actions import LABEL, MENUS, ActionRow, Facts, Scope, label_row
from annotator.gui.keys import KeyTable, shown


class ActionSet(QObject):
    """All actions of a window. `handlers` are the objects that the rows' targets name.

    `table` are its rows but for those of the labels, `menus` its menus; one is that of the labels.
    """

    def __init__(
        self,
        window: QWidget,
        page: QWidget,
        handlers: Mapping[str, object],
        keys: Mapping[str, tuple[str, ...]],
        table: Sequence[ActionRow] = ACTIONS,
        menus: Sequence[str] = MENUS,
    ) -> None:
        super().__init__(window)
        self._table = tuple(table)
        self._menu_names = tuple(menus)
        self._window = window
        self._page = page
        self._handlers = handlers
        self._rows: dict[str, ActionRow] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        self.submenus: dict[str, QMenu] = {}
        self._facts = Facts()
        self._labels: tuple[ActionRow, ...] = ()
        self._line: QAction | None = None
        self.keys = KeyTable(self._table, (), keys)
        for row in self._table:
            self._make(row)
        self.set_keys(self.keys)
        self.apply(self._facts)

    def action(self, action_id: str) -> QAction:
        """The Qt action of a row."""
        return self._actions[action_id]

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        """The rows of all actions, those of the labels first."""
        return self.keys.rows

    def fill_menus(self, bar: QMenuBar) -> Mapping[str, QMenu]:
        """Put every action into its menu."""
        for name in self._menu_names:
            menu = bar.addMenu(f"&{name}")
            self._menus[name] = menu
            for row in self._table:
                if row.menu == name:
                    self._fill(menu, row)
        return self._menus

    def _fill(self, menu: QMenu, row: ActionRow) -> None:
        below = self.submenus.get(row.submenu, menu)
        if row.begins_group and not below.isEmpty():
            below.addSeparator()
        if row.submenu and row.submenu not in self.submenus:
            below = self.submenus[row.submenu] = menu.addMenu(row.submenu)
        below.addAction(self._actions[row.id])

    def set_labels(self, label_set: LabelSet | None) -> None:
        """Have an action for every label of the open project, ahead in the menu of labels."""
        for row in self._labels:
            action = self._actions.pop(row.id)
            self._rows.pop(row.id)
            self._window.removeAction(action)
            self._menus[LABEL].removeAction(action)
            action.deleteLater()
        if self._line is not None:
            self._menus[LABEL].removeAction(self._line)
        labels = label_set.labels if label_set else ()
        self._labels = tuple(label_row(one.id, one.name, one.keys) for one in labels)
        first = self._menus[LABEL].actions()[0]
        for row in self._labels:
            self._menus[LABEL].insertAction(first, self._make(row))
        self._line = self._menus[LABEL].insertSeparator(first) if self._labels else None
        self.set_keys(KeyTable(self._table, self._labels, self.keys.chosen))
        self.apply(self._facts)

    def set_keys(self, keys: KeyTable) -> None:
        """Give the actions their keys."""
        self.keys = keys
        for action_id, names in keys.keys().items():
            self._actions[action_id].setShortcuts([_sequence(name) for name in names])

    def follow(self, chosen: Mapping[str, tuple[str, ...]]) -> bool:
        """Take over what was chosen in another window; whether that was anything new."""
        if dict(chosen) == self.keys.chosen:
            return False
        self.set_keys(KeyTable(self._table, self._labels, chosen))
        return True

    def apply(self, facts: Facts) -> None:
        """Enable what can run now."""
        self._facts = facts
        for action_id, row in self._rows.items():
            self._actions[action_id].setEnabled(row.when(facts))

    def run(self, action_id: str) -> None:
        """Run an action as if its key were pressed; nothing happens where it cannot run."""
        self._actions[action_id].trigger()

    def key(self, action_id: str) -> str:
        """The first key of an action, as the platform writes it; empty where it has none."""
        return next((shown(key) for key in self.keys.keys()[action_id]), "")

    def label_keys(self) -> dict[str, str]:
        """The keys of each label, as the platform writes them, by label id."""
        keys = self.keys.keys()
        return {
            str(row.argument): "  ".join(shown(key) for key in keys[row.id]) for row in self._labels
        }

    def _make(self, row: ActionRow) -> QAction:
        # A label's name may hold “&”, which a menu would take for the mark of a key.
        action = QAction(row.text.replace("&", "&&"), self)
        action.setObjectName(row.id)
        action.setCheckable(row.is_checkable or bool(row.choice))
        action.setAutoRepeat(row.repeats)
        if row.choice:
            group = self._groups.setdefault(row.choice, QActionGroup(self))
            group.addAction(action)
        if row.scope is Scope.PAGE:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._page.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._window.addAction(action)
        action.triggered.connect(lambda is_checked, row=row: self._call(row, is_checked))
        self._rows[row.id] = row
        self._actions[row.id] = action
        return action

    def _call(self, row: ActionRow, is_checked: bool) -> None:
        area, method = row.target.split(".")
        handler = getattr(self._handlers[area], method)
        if row.is_checkable:
            handler(is_checked)
        elif row.argument is not None:
            handler(row.argument)
        else:
            handler()


def _sequence(name: str) -> QKeySequence:
    return QKeySequence(name, QKeySequence.SequenceFormat.PortableText)


def unknown_targets(rows: Iterable[ActionRow], handlers: Mapping[str, object]) -> list[str]:
    """The targets that no handler answers; for the tests of the table."""
    return [
        row.target
        for row in rows
        if not callable(
            getattr(handlers.get(row.target.split(".")[0]), row.target.split(".")[1], None)
        )
    ]
