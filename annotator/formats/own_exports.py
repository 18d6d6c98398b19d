"""Which format a data set has that this program wrote, as the manifest beside it says.

Not every format that is written can be read: some say less than was marked, or hold pages that
were written anew. Such a data set may look like one of a format that can.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

MANIFEST_SUFFIX = ".manifest.json"

_NAME = re.compile(rb'  "format": ("[^"]{1,100}"),?\s*')
_VERSION = b'  "manifest_version":'
_PAGES = b'  "pages":'
_LONGEST_LINE = 65_536
_MOST_LINES = 5_000_000
# What our folder for Web2Text holds, also where its manifest was left behind.
_WEB2TEXT, _WEB2TEXT_FILES = "web2text", ("pages.jsonl", "orig", "clean", "aligned")


def own_format(path: Path) -> str:
    """The format that this program wrote a file or folder in; empty where nothing tells.

    What lies in a folder of ours, or in one of its folders, is of its format.
    """
    whole = path.resolve()
    for one in (whole, *whole.parents[:2]):
        if not one.name:
            break
        for manifest in _manifests(one):
            if found := _format_in(manifest):
                return found
        if all((one / name).exists() for name in _WEB2TEXT_FILES):
            return _WEB2TEXT
    return ""


def _manifests(path: Path) -> Iterator[Path]:
    """Where a manifest lies, or was moved to with its folder."""
    yield path.with_name(path.name + MANIFEST_SUFFIX)
    yield path / (path.name + MANIFEST_SUFFIX)


def _format_in(manifest: Path) -> str:
    """What stands before its pages, of which there may be a million."""
    if not manifest.is_file():
        return ""
    is_ours = False
    with manifest.open("rb") as file:
        for _ in range(_MOST_LINES):
            line = file.readline(_LONGEST_LINE)
            is_ours = is_ours or line.startswith(_VERSION)
            if not line or line.startswith(_PAGES):
                break
            if is_ours and (found := _NAME.fullmatch(line)):
                return _text(found[1])
    return ""


def _text(raw: bytes) -> str:
    try:
        found = json.loads(raw)
    except ValueError:
        return ""
    return found if isinstance(found, str) else ""
