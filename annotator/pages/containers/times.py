"""When a page was fetched, as tables write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_DIGITS = re.compile(r"\d{14}")
_NUMBER = re.compile(r"\d{9,20}(?:\.\d+)?")
# Seconds reach this in the year 5138; so many milliseconds were over in 1973.
_MOST_SECONDS = 1e11


def time_of(value: object) -> datetime | None:
    """The moment in UTC that a value tells, None where it cannot be read.

    Read are ISO 8601, seconds or thousandths (and smaller parts) since 1970, RFC 2822 and the 14
    digits of web archives. What names no zone is taken for UTC.
    """
    try:
        return _time_of(value)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def _time_of(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    if not isinstance(value, str):
        return None
    text = value.strip()[:100]
    if _DIGITS.fullmatch(text):
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    if _NUMBER.fullmatch(text):
        return _since_1970(float(text))
    try:
        return _in_utc(datetime.fromisoformat(text.removesuffix(" UTC")))
    except ValueError:
        return _in_utc(parsedate_to_datetime(text))


def _since_1970(number: float) -> datetime:
    for _ in range(3):  # thousandths, millionths, billionths
        if abs(number) > _MOST_SECONDS:
            number /= 1000
    return datetime.fromtimestamp(number, UTC)


def _in_utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
