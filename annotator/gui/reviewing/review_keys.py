"""The keys of the review window: chosen here or in the main window, and written on its buttons."""

from __future__ import annotations

from dataclasses import replace

from annotator.gui.action_set import ActionSet
from annotator.gui.keys import KeyTable, shown
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.settings import SettingsFile

_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter"}


class ReviewKeys:
    """Answers the first key of an action as it stands on a keyboard; empty where it has none."""

    def __init__(self, settings: SettingsFile) -> None:
        self._settings = settings
        self._first: dict[str, str] = {}

    def __call__(self, action: str) -> str:
        return self._first.get(action, "")

    def keep(self, keys: KeyTable) -> None:
        """Remember what was chosen in this window; what was chosen in others stays."""
        kept = keys.merged(self._settings.now.keys)
        self._settings.keep(replace(self._settings.now, keys=kept))

    def write(self, actions: ActionSet, panels: ReviewPanels) -> None:
        """Write the keys that the actions have now on all buttons."""
        first = {action: shown(keys[0]) for action, keys in actions.keys.keys().items() if keys}
        self._first = {action: _written(key) for action, key in first.items()}
        panels.foot.show_keys()
        panels.header.show_keys(self("verdict.send_back"), self("verdict.accept"))


def _written(key: str) -> str:
    """A key as it stands on a keyboard."""
    before, plus, last = key.rpartition("+") if key != "+" else ("", "", key)
    return f"{before}{plus}{_SIGNS.get(last, last)}"
