"""Pages that try whatever a page can try; each attempt is called by the path that it asks for."""

from __future__ import annotations

import re
from pathlib import Path

_PAGES = Path(__file__).with_name("pages")
_VECTOR = re.compile(r"PORT[/\\]([a-z0-9-]+)")
_PLACEHOLDER = re.compile(r"(?<![A-Z])(?:PORT|UDP|FILE|NUL)(?![A-Z])")
_BAIT = (
    "/*<img src='http://127.0.0.1:PORT/file-was-framed'>*/\n"
    ":root { background: url(http://127.0.0.1:PORT/file-was-applied) }\n"
    "the secret of the file\n"
)

SECRET = "the secret of the file"
"""What stands in the file that the pages try to read. It must be nowhere in what is shown."""


def page_names() -> list[str]:
    """`hostile.html` tries most.

    `dialogs.html` would hold up a browser that lets it; `as_xml.html` works as XHTML alone, and
    `utf_7.html` only where UTF-7 is read, which no browser of today does.
    """
    return sorted(path.name for path in _PAGES.iterdir())


def hostile_page(name: str, *, port: int, udp_port: int, file: Path) -> bytes:
    """A page that tries to reach these ports of the loopback interface, and to read that file."""
    text = (_PAGES / name).read_text(encoding="utf-8")
    values = {"PORT": str(port), "UDP": str(udp_port), "FILE": file.as_posix(), "NUL": "\0"}
    text = _PLACEHOLDER.sub(lambda found: values[found.group()], text)
    return text.encode()


def write_bait(file: Path, *, port: int) -> None:
    """Write the file to be read. As a style sheet or in a frame it tells the server that it was."""
    file.write_text(_BAIT.replace("PORT", str(port)), encoding="utf-8")


def vectors(name: str) -> list[str]:
    """The names of all attempts of a page to reach the server, in their order."""
    return _VECTOR.findall((_PAGES / name).read_text(encoding="utf-8"))


def file_attempt_count(name: str) -> int:
    """How often a page tries to read the file."""
    return (_PAGES / name).read_text(encoding="utf-8").count("FILE")
