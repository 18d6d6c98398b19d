"""Which sources may propose: each can be switched off for itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.core.proposals import Switches
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.planning.words import SOURCES
from annotator.gui.settings import SettingsFile


class SourceActions(QObject):
    """The actions `sources.…`. `fetch` gets the proposals for the open page anew."""

    def __init__(
        self,
        current: Current,
        settings: SettingsFile,
        fetch: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._settings = settings
        self._fetch = fetch
        current.opened.connect(self._on_project)

    def rules(self, is_on: bool) -> None:
        """Have rules propose, or not."""
        self._switch("rules", is_on)

    def model(self, is_on: bool) -> None:
        """Have the model propose, or not."""
        self._switch("model", is_on)

    def site(self, is_on: bool) -> None:
        """Have what was seen on the site propose, or not."""
        self._switch("site", is_on)

    def adapter(self, is_on: bool) -> None:
        """Have what was learned in the project correct the model, or not."""
        self._switch("adapter", is_on)

    def is_on(self, source: str) -> bool:
        """Whether a source may propose."""
        return source not in self._settings.now.silent_sources

    def _switch(self, source: str, is_on: bool) -> None:
        now = self._settings.now
        silent = {one for one in now.silent_sources if one != source}
        if not is_on:
            silent.add(source)
        self._settings.keep(replace(now, silent_sources=tuple(sorted(silent))))
        self._set()
        self._fetch()

    def _on_project(self, _desk: Desk | None) -> None:
        # Before any page is opened, which asks for proposals.
        self._set()

    def _set(self) -> None:
        project = self._current.project
        if project is not None:
            project.jobs.switch(Switches(**{name: self.is_on(name) for name, _ in SOURCES}))
