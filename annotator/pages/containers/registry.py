"""All kinds of containers, and which of them a file is."""

from __future__ import annotations

from annotator.pages.containers.container import Container
from annotator.pages.containers.mhtml import Mhtml
from annotator.pages.containers.plain import Plain
from annotator.pages.containers.tables import TABLES
from annotator.pages.containers.wacz import Wacz
from annotator.pages.containers.web_archive import WebArchive
from annotator.pages.containers.zip_folder import ZipFolder

CONTAINERS: tuple[Container, ...] = (
    Plain(),
    WebArchive(),
    Wacz(),
    ZipFolder(),
    Mhtml(),
    *TABLES,
)
"""In the order in which they are asked; of two that are as sure the earlier one is taken."""

SUFFIXES: tuple[str, ...] = tuple(
    dict.fromkeys(suffix for container in CONTAINERS for suffix in container.suffixes)
)
"""Endings of the names of files that are looked for in folders."""


def container_of(head: bytes, name: str) -> Container | None:
    """The kind of a file by its first 64 KB, unpacked, and its name; None where it is none."""
    name = name.lower()
    sureness = [container.sniff(head, name) for container in CONTAINERS]
    surest = max(sureness)
    return CONTAINERS[sureness.index(surest)] if surest > 0 else None


def has_suffix(name: str) -> bool:
    """Whether a file in a folder is looked at, by its name."""
    name = name.lower()
    return name.endswith(SUFFIXES) or name.removesuffix(".gz").endswith(SUFFIXES)


def names_table(name: str) -> bool:
    """Whether a file is a table by its name."""
    suffixes = tuple(suffix for table in TABLES for suffix in table.suffixes)
    return name.lower().removesuffix(".gz").endswith(suffixes)


def suffixes_in_words() -> str:
    """The endings for a sentence."""
    own = ", ".join(suffix for suffix in SUFFIXES if not suffix.endswith(".gz"))
    return f"{own} or .gz after one of these"
