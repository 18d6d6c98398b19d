"""What the browser extension SingleFile writes into the first comment of a page that it saves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from annotator.pages.containers.web_addresses import web_address

_COMMENT = re.compile(rb"<!--\s*Page saved with SingleFile\b(.*?)-->", re.DOTALL)
_LOOKED_AT = 8192
_URL = re.compile(r"^[ \t]*url:[ \t]*(\S.*?)\s*$", re.MULTILINE)
_DATE = re.compile(
    r"^[ \t]*saved date:[ \t]*\w{3} (?P<month>\w{3}) (?P<day>\d{1,2}) (?P<year>\d{4})"
    r" (?P<clock>\d{2}:\d{2}:\d{2}) GMT(?P<zone>[+-]\d{4})",
    re.MULTILINE,
)


class SavedPage(NamedTuple):
    """Where a page was saved from and when, as far as the comment tells."""

    url: str | None
    time: datetime | None


def saved_page(content: bytes) -> SavedPage:
    """What SingleFile tells of a page; nothing of one that it has not saved."""
    found = _COMMENT.search(content, 0, _LOOKED_AT)
    if found is None:
        return SavedPage(None, None)
    text = found[1].decode("utf-8", "replace")
    url = _URL.search(text)
    return SavedPage(web_address(url[1]) if url else None, _time(text))


def _time(text: str) -> datetime | None:
    date = _DATE.search(text)
    if date is None:
        return None
    written = " ".join(date.group("day", "month", "year", "clock", "zone"))
    try:
        return datetime.strptime(written, "%d %b %Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
