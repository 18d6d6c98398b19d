"""What the records of labelling tools tell of the page, in whichever of the usual fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.core.journal import Status
from annotator.formats import json_fields as fields
from annotator.formats.reading import ComingPage

_DIGESTS = ("digest", "sha256", "page_digest")
_ADDRESSES = ("url", "source_url", "page_url", "address")
_NAMES = ("name", "filename", "file_name", "upload_name", "page_id", "source")


def told_page(record: Mapping[str, Any], markup: str | None = None) -> ComingPage:
    """The page of a record, by its own fields and those of its `meta`; `markup` is its HTML."""
    meta = record.get("meta")
    tables = (record, meta if isinstance(meta, dict) else {})
    content = None
    if markup is not None and "<" in markup[:10_000]:
        content = markup.encode()
    return ComingPage(
        next((found for one in _values(tables, _DIGESTS) if (found := fields.digest(one))), ""),
        next((found for one in _values(tables, _ADDRESSES) if (found := fields.name(one))), ""),
        next((found for one in _values(tables, _NAMES) if (found := fields.name(one))), ""),
        content,
    )


def told_status(record: Mapping[str, Any]) -> Status:
    """How far its annotator was, where our own writers have told it."""
    try:
        return Status(fields.name(record.get("status")))
    except ValueError:
        return Status.IN_PROGRESS


def _values(tables: tuple[Mapping[str, Any], ...], names: tuple[str, ...]) -> list[Any]:
    return [table[name] for table in tables for name in names if name in table]
