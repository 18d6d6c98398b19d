"""The project's own name, identity and label set."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from annotator.core.errors import UserError
from annotator.core.labels import parse_label_set
from annotator.storage.mapping import storable
from annotator.storage.tables import label_sets, projects

_PROJECT = 1  # One database holds one project.


class ProjectRepository:
    """What the project says of itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, name: str, label_set_source: str, created_at: datetime, blind_share: float = 0.0
    ) -> None:
        """Write the one project of a new database, with the first version of its label set.

        The label set is TOML text and carries its version; `UserError` if it is not valid.
        """
        version = parse_label_set(label_set_source).version
        self._connection.execute(
            insert(projects).values(
                id=_PROJECT,
                uuid=str(uuid4()),
                name=storable(name),
                created_at=created_at,
                blind_share=blind_share,
            )
        )
        self._connection.execute(
            insert(label_sets).values(
                project_id=_PROJECT, version=version, source=label_set_source, added_at=created_at
            )
        )

    def id(self) -> str:
        """The project's UUID: the same in all copies of it, in no other project."""
        uuid: str = self._connection.execute(select(projects.c.uuid)).scalar_one()
        return uuid

    def name(self) -> str:
        """The project's name as its maker wrote it."""
        name: str = self._connection.execute(select(projects.c.name)).scalar_one()
        return name

    def blind_share(self) -> float:
        """The share of the pages to come that are labelled without proposals, from 0 to 1."""
        share: float = self._connection.execute(select(projects.c.blind_share)).scalar_one()
        return share

    def set_blind_share(self, share: float) -> None:
        """Have another share of the pages to come be blind; those that are here stay as they are.

        `UserError` where it is no share.
        """
        if not 0 <= share <= 1:
            raise UserError(f"{share} is no share.", "Give a number from 0 to 1, as 0.1.")
        self._connection.execute(update(projects).values(blind_share=share))

    def label_set_source(self) -> str:
        """The newest version of the project's label set, as TOML text."""
        newest = select(label_sets.c.source).order_by(label_sets.c.version.desc()).limit(1)
        source: str = self._connection.execute(newest).scalar_one()
        return source

    def label_set_version(self) -> int:
        """The number of the newest version of the label set."""
        version: int = self._connection.execute(select(func.max(label_sets.c.version))).scalar_one()
        return version
