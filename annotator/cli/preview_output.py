"""What an import would bring, as the command line prints it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from annotator.cli.output import counted, say
from annotator.cli.refusals import refusal_fields, say_refusal
from annotator.services.previewing import FoundKind, FoundTable, Preview

_PURPOSES = ("html", "text", "url", "id", "title", "time")


def preview_fields(preview: Preview) -> dict[str, Any]:
    """The preview as JSON has it."""
    return {
        "pages": preview.page_count,
        "exact": preview.is_exact,
        "kinds": [
            {
                "kind": one.title,
                "files": one.file_count,
                "pages": one.page_count,
                "exact": one.is_exact,
            }
            for one in preview.kinds
        ],
        "tables": [
            {
                "path": one.path,
                "kind": one.title,
                "names": one.names,
                "columns": asdict(one.columns),
                "unread": one.unread,
                "reason": one.reason or None,
            }
            for one in preview.tables
        ],
        "titles": preview.titles,
        "known": preview.known_count,
        "looked_at": len(preview.digests),
        "refused": [refusal_fields(one) for one in preview.refused],
        "refused_count": preview.refused_count,
    }


def say_preview(preview: Preview) -> None:
    """Print the preview for a person to read."""
    for kind in preview.kinds:
        say(_kind(kind))
    for table in preview.tables:
        say(_table(table))
    for title in preview.titles:
        say(f"Page: {title}")
    for one in preview.refused:
        say_refusal(one)
    least = "" if preview.is_exact else "At least "
    say(
        f"{least}{counted(preview.page_count, 'page')}, {preview.refused_count} refused;"
        f" {preview.known_count} of the first {len(preview.digests)} already there."
    )


def _kind(kind: FoundKind) -> str:
    least = "" if kind.is_exact else "at least "
    files, pages = counted(kind.file_count, "file"), counted(kind.page_count, "page")
    return f"{kind.title}: {files}, {least}{pages}"


def _table(table: FoundTable) -> str:
    if table.reason:
        return f"Table: {table.path}: {table.reason}"
    read = [
        f"{what} from “{name}”"
        for what in _PURPOSES
        if (name := getattr(table.columns, what)) is not None
    ]
    unread = f"; not read: {', '.join(table.unread)}" if table.unread else ""
    return f"Table: {table.path}: {', '.join(read)}{unread}"
