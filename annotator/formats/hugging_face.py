"""A folder that `datasets.load_dataset` reads: Parquet shards for each split, and a card."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.card import Card
from annotator.formats.libraries import library
from annotator.formats.losses import DECISIONS
from annotator.formats.page_records import FEATURES, Feature, page_record
from annotator.formats.parquet_tables import EXTRA
from annotator.formats.writer import NewFolder

WHOLE = "train"
"""The split of pages that are in none: `datasets` calls a set without splits so."""

_LOST = "How a page was read: its encoding and its size in bytes."

_ROW_GROUP = 4 * 1024**2  # code points of text in memory for each split
_SHARD = 256 * 1024**2  # bytes of a file


class HuggingFace:
    """Parquet shards in `data/`, and `README.md` with the card."""

    name = "hugging-face"
    title = "Hugging Face data set: a folder with Parquet shards for each split, and a card"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (_LOST, DECISIONS)
    is_folder: Literal[True] = True
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"
    extra = EXTRA

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write one record for each annotation set to the shards of its split, then the card."""
        arrow = library("pyarrow", EXTRA, "A Hugging Face data set")
        parquet = library("pyarrow.parquet", EXTRA, "A Hugging Face data set")
        schema = arrow.schema([(one.name, _type(arrow, one)) for one in FEATURES])
        card = Card(folder.about)
        splits: dict[str, _Split] = {}
        with ExitStack() as stack:
            for page in pages:
                name = page.split or WHOLE
                if name not in splits:
                    splits[name] = stack.enter_context(_Split(arrow, parquet, schema, folder, name))
                splits[name].add(page)
                card.count(page, name)
            if not splits:
                splits[WHOLE] = stack.enter_context(_Split(arrow, parquet, schema, folder, WHOLE))
        with folder.file("README.md") as file:
            file.write(card.text(sorted(splits, key=_order)).encode())


class _Split:
    """The shards of one split, written as they fill."""

    def __init__(self, arrow: Any, parquet: Any, schema: Any, folder: NewFolder, name: str) -> None:
        self._arrow, self._parquet, self._schema = arrow, parquet, schema
        self._folder, self._name = folder, name
        self._number = 0
        self._rows: list[dict[str, Any]] = []
        self._length = 0
        self._shard = ExitStack()
        self._file: BinaryIO
        self._writer: Any

    def __enter__(self) -> _Split:
        self._open()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._flush()
        self._shard.close()

    def add(self, page: LabelledPage) -> None:
        """One more record; a full shard is closed before it, so that none is empty."""
        if self._length >= _ROW_GROUP:
            self._flush()
            if self._file.tell() >= _SHARD:
                self._shard.close()
                self._open()
        self._rows.append(page_record(page))
        self._length += len(page.document.text)

    def _open(self) -> None:
        name = f"data/{self._name}-{self._number:05}.parquet"
        self._number += 1
        self._file = self._shard.enter_context(self._folder.file(name))
        self._writer = self._shard.enter_context(
            self._parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        )

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows, self._length = [], 0


def _type(arrow: Any, feature: Feature) -> Any:
    if feature.of:
        return arrow.list_(arrow.struct([(one.name, _type(arrow, one)) for one in feature.of]))
    types = {
        "string": arrow.string(),
        "int64": arrow.int64(),
        "float64": arrow.float64(),
        "bool": arrow.bool_(),
    }
    return types[feature.type]


def _order(split: str) -> tuple[int, str]:
    known = ("train", "validation", "test")
    return (known.index(split) if split in known else len(known), split)
