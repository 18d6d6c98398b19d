"""A folder that a writer fills, in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from annotator.core.labelled import LabelledPage
from annotator.formats import registry
from tests.formats.sample_pages import ABOUT


class MemoryFolder:
    """Holds files by their names; none is given out twice."""

    about = ABOUT

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        assert name not in self.files
        self.files[name] = b""
        out = io.BytesIO()
        yield out
        self.files[name] = out.getvalue()


def folder_of(name: str, *pages: LabelledPage) -> dict[str, bytes]:
    """The files that a format makes of the pages, by name."""
    writer = registry.writer(name)
    assert writer.is_folder
    folder = MemoryFolder()
    writer.write(iter(pages), folder)
    return folder.files
