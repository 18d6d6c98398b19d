"""Golden files of formats: what a writer makes of the sample pages, byte for byte or as content.

Run with ANNOTATOR_UPDATE_GOLDEN=1 to write them anew, and read the difference before committing it.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from pathlib import Path

from annotator.core.data_sets import DataSetFacts
from annotator.core.labelled import LabelledPage
from annotator.formats import registry
from annotator.services.new_folder import UnfinishedFolder
from tests.formats.sample_pages import ABOUT

HERE = Path(__file__).parent / "golden"


def held(name: str, content: bytes) -> None:
    """Hold content against the golden file of that name."""
    expected = HERE / name
    if os.environ.get("ANNOTATOR_UPDATE_GOLDEN"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(content)
    assert content == expected.read_bytes(), f"{name} has changed"


def held_as_json(name: str, value: object) -> None:
    """The same for formats whose bytes depend on the version of a library: what is read back."""
    held(name, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def written(name: str, pages: Iterable[LabelledPage]) -> bytes:
    """What a writer of files makes of the pages."""
    writer = registry.writer(name)
    assert not writer.is_folder
    out = io.BytesIO()
    writer.write(pages, out)
    return out.getvalue()


def written_folder(
    name: str, pages: Iterable[LabelledPage], path: Path, about: DataSetFacts = ABOUT
) -> dict[str, bytes]:
    """What a writer of folders makes of the pages, below `path`: the files by their names."""
    writer = registry.writer(name)
    assert writer.is_folder
    path.mkdir(exist_ok=True)
    folder = UnfinishedFolder(path, about)
    writer.write(pages, folder)
    return {one: (path / one).read_bytes() for one in folder.names}
