"""The file or the folder that a writer fills, whole at its place or not there at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from annotator.core.data_sets import DataSetFacts
from annotator.core.labelled import LabelledPage
from annotator.formats.writer import FileWriter, FolderWriter, Writer
from annotator.services.new_folder import UnfinishedFolder, folder_beside, sha256_of
from annotator.services.writing import written_beside


class NewDataSet(Protocol):
    """What is filled: `write` once, and then `digests` of what was written."""

    def write(self, pages: Iterable[LabelledPage]) -> None:
        """Have the writer write all pages."""

    def digests(self) -> dict[str, str]:
        """The name of every file and the SHA-256 of its bytes, by name."""


@contextmanager
def new_data_set(
    writer: Writer,
    target: Path,
    about: DataSetFacts,
    manifest: Path | None = None,
    afterwards: ExitStack | None = None,
) -> Iterator[NewDataSet]:
    """What takes the place of `target` once the block ends well; see `written_beside`.

    `manifest` is that of an earlier export, which may be replaced where it is a folder; it is
    cleared away `afterwards`.
    """
    if writer.is_folder:
        with folder_beside(target, about, manifest, afterwards) as folder:
            yield _Folder(writer, folder)
    else:
        with written_beside(target) as (file,):
            yield _File(writer, file, target.name)


@dataclass(frozen=True, slots=True)
class _File:
    writer: FileWriter
    file: BinaryIO
    name: str

    def write(self, pages: Iterable[LabelledPage]) -> None:
        """Fill the file."""
        self.writer.write(pages, self.file)
        self.file.flush()

    def digests(self) -> dict[str, str]:
        return {self.name: sha256_of(Path(self.file.name))}


@dataclass(frozen=True, slots=True)
class _Folder:
    writer: FolderWriter
    folder: UnfinishedFolder

    def write(self, pages: Iterable[LabelledPage]) -> None:
        self.writer.write(pages, self.folder)

    def digests(self) -> dict[str, str]:
        return {name: sha256_of(self.folder.path / name) for name in sorted(self.folder.names)}
