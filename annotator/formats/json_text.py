"""JSON as all our formats write it: UTF-8, compact, one line whoever splits it."""

from __future__ import annotations

import json
from typing import Any

# JSON allows these inside a string, but readers that split lines as `str.splitlines` break there.
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"}


def json_bytes(value: Any) -> bytes:
    """The value as one line of JSON, without the line's end."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return line.translate(_LINE_ENDS).encode()
