"""The calibration set: pages with a reference that newcomers compare their labels with."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from annotator.core.pages import PageId
from annotator.storage.tables import pages


class CalibrationRepository:
    """Which pages are for calibration. Their reference is their gold set."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, changed: Iterable[PageId], *, is_calibration: bool) -> int:
        """Flag pages, or take the flag from them; how many were not so yet.

        The caller has made sure that there are such pages.
        """
        changing = (
            update(pages)
            .where(pages.c.id.in_(list(changed)), pages.c.is_calibration.is_not(is_calibration))
            .values(is_calibration=is_calibration)
        )
        return int(self._connection.execute(changing).rowcount)

    def pages(self) -> list[PageId]:
        """The pages of the calibration set, by number."""
        wanted = select(pages.c.id).where(pages.c.is_calibration).order_by(pages.c.id)
        return [PageId(page) for page in self._connection.execute(wanted).scalars()]

    def is_calibration(self, page: PageId) -> bool:
        """Whether the page is one of them."""
        wanted = select(pages.c.is_calibration).where(pages.c.id == page)
        return bool(self._connection.execute(wanted).scalar_one_or_none())
