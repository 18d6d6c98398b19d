"""What the program learned from the pages of the project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from annotator.storage.tables import learners


@dataclass(frozen=True, slots=True)
class KeptLearner:
    """What was learned, as bytes that its maker can read, and the version of its maker."""

    model: str
    content: bytes
    made_at: datetime


class LearnerRepository:
    """The newest of what was learned; it can be made from the project at any time again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> KeptLearner | None:
        """What was learned last; None before anything was."""
        wanted = select(learners).order_by(learners.c.id.desc()).limit(1)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else KeptLearner(row.model, row.content, row.made_at)

    def keep(self, learner: KeptLearner) -> None:
        """Keep this in place of what was learned before."""
        added = self._connection.execute(
            insert(learners)
            .values(model=learner.model, content=learner.content, made_at=learner.made_at)
            .returning(learners.c.id)
        ).scalar_one()
        self._connection.execute(delete(learners).where(learners.c.id < added))
