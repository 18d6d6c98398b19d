"""The page about the project file says what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Table

from annotator.storage.engine import APPLICATION_ID
from annotator.storage.schema import CURRENT
from annotator.storage.tables import metadata

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "project-file.md"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_is_documented_with_its_columns_in_their_order(table: Table) -> None:
    (row,) = re.findall(
        rf"^\| `{table.name}` \|[^|]*\|(.*)\|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    outside_brackets = re.sub(r"\([^)]*\)", "", row)
    expected = [column.name for column in table.columns]
    assert re.findall(r"`(\w+)`", outside_brackets) == expected


def test_the_documented_header_is_that_of_the_file() -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    assert f"`PRAGMA application_id` is {APPLICATION_ID} " in text
    assert f"is the version of the tables, {CURRENT.version} at present" in text
