"""The kinds of tables, in the order in which they are asked."""

from __future__ import annotations

from annotator.pages.containers.container import Container
from annotator.pages.containers.delimited import DelimitedTable
from annotator.pages.containers.json_lines import JsonLines
from annotator.pages.containers.parquet import Parquet

TABLES: tuple[Container, ...] = (JsonLines(), DelimitedTable(), Parquet())
