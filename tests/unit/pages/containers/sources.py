"""What a test hands to a reader, and what it makes of the answers."""

from __future__ import annotations

import io

from annotator.core.pages import RawPage
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import Columns, Container, Refusal, Source

NO_COLUMNS = Columns()


def source(content: bytes, name: str = "pages", columns: Columns = NO_COLUMNS) -> Source:
    return Source(name, io.BytesIO(content), len(content), Budget(), columns)


def read(
    container: Container, content: bytes, name: str = "pages", columns: Columns = NO_COLUMNS
) -> list[RawPage | Refusal]:
    return list(container.read(source(content, name, columns)))


def pages(found: list[RawPage | Refusal]) -> list[RawPage]:
    refused = [one for one in found if isinstance(one, Refusal)]
    assert refused == []
    return [one for one in found if isinstance(one, RawPage)]


def refusals(found: list[RawPage | Refusal]) -> list[tuple[str, int | None, int | None]]:
    return [(one.reason, one.record, one.offset) for one in found if isinstance(one, Refusal)]
