"""The people who label."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, insert, select

from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.pages import AnnotatorId
from annotator.storage.tables import annotators

_MAXIMUM_LENGTH = 200


class AnnotatorRepository:
    """Annotators by name. Names are compared in NFC, without white space at their ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, name: str) -> AnnotatorId | None:
        """The annotator of that name, if the project has one."""
        wanted = select(annotators.c.id).where(annotators.c.name == _clean(name))
        found = self._connection.execute(wanted).scalar_one_or_none()
        return None if found is None else AnnotatorId(found)

    def find_or_add(self, name: str) -> AnnotatorId:
        """The annotator of that name, added if need be; `UserError` if it is no name."""
        found = self.find(name)
        if found is not None:
            return found
        added = self._connection.execute(
            insert(annotators).values(name=_clean(name)).returning(annotators.c.id)
        )
        return AnnotatorId(added.scalar_one())

    def is_fork(self, annotator: AnnotatorId) -> bool:
        """Whether the name stands for a set that was changed in two places, not for a person."""
        wanted = select(annotators.c.fork_of).where(annotators.c.id == annotator)
        return self._connection.execute(wanted).scalar_one_or_none() is not None

    def people(self) -> list[tuple[AnnotatorId, str]]:
        """Those of `all` who are persons: neither the gold set's name nor that of a fork."""
        everyone = (
            select(annotators.c.id, annotators.c.name)
            .where(annotators.c.fork_of.is_(None), annotators.c.name != GOLD)
            .order_by(annotators.c.id)
        )
        return [(AnnotatorId(row.id), row.name) for row in self._connection.execute(everyone)]

    def all(self) -> list[tuple[AnnotatorId, str]]:
        """Every annotator's id and name, in the order in which they joined."""
        everyone = select(annotators.c.id, annotators.c.name).order_by(annotators.c.id)
        return [(AnnotatorId(row.id), row.name) for row in self._connection.execute(everyone)]


def _clean(name: str) -> str:
    cleaned = unicodedata.normalize("NFC", name.strip())
    if not cleaned or len(cleaned) > _MAXIMUM_LENGTH or not cleaned.isprintable():
        raise UserError(
            f"“{name}” cannot be the name of an annotator.",
            f"Give a name of 1 to {_MAXIMUM_LENGTH} letters in one line.",
        )
    return cleaned
