"""Columns of tables, whatever writes them: name, type, and what the docs say of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from annotator.core.labelled import LabelledPage

Cell: TypeAlias = str | int | float | bool | None
"""What stands in a row; None where there is nothing to say."""


class Kind(StrEnum):
    """What the cells of a column are; SHARE is a number from 0 to 1."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind


def columns(kind: Kind, *names: str) -> tuple[Column, ...]:
    """Columns of one kind."""
    return tuple(Column(name, kind) for name in names)


PAGE_COLUMNS = (
    *columns(Kind.COUNT, "page"),
    *columns(Kind.TEXT, "digest", "name", "title", "url", "site", "language", "licence", "split"),
    *columns(Kind.TEXT, "annotator", "status"),
    *columns(Kind.FLAG, "blind"),
)
"""What every row says of its page and set."""


def page_cells(page: LabelledPage) -> dict[str, Cell]:
    """The cells of `PAGE_COLUMNS`."""
    facts = page.facts
    return {
        "page": page.page,
        "digest": facts.digest,
        "name": facts.name,
        "title": facts.title,
        "url": facts.url,
        "site": facts.site,
        "language": page.language,
        "licence": page.licence,
        "split": page.split,
        "annotator": page.annotator,
        "status": page.status.value,
        "blind": page.is_blind,
    }
