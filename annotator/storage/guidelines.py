"""The guidelines of a project, every version of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from annotator.core.guidelines import Guidelines
from annotator.storage.mapping import storable
from annotator.storage.tables import guidelines


class GuidelineRepository:
    """Versions are numbered from 1 and never changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, text: str, added_at: datetime) -> Guidelines:
        """Keep a text as the newest version; one that equals the newest changes nothing."""
        newest = self.newest()
        text = storable(text)
        if newest is not None and newest.text == text:
            return newest
        made = Guidelines(1 if newest is None else newest.version + 1, text, added_at)
        self._connection.execute(
            insert(guidelines).values(version=made.version, text=text, added_at=added_at)
        )
        return made

    def newest(self) -> Guidelines | None:
        """The version in force, None where the project has none."""
        every = self.all()
        return every[-1] if every else None

    def all(self) -> list[Guidelines]:
        """All versions, the first one first."""
        wanted = select(guidelines).order_by(guidelines.c.version)
        return [
            Guidelines(row.version, row.text, row.added_at)
            for row in self._connection.execute(wanted)
        ]
