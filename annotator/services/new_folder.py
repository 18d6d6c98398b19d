"""A folder of files that appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from annotator.core.data_sets import DataSetFacts
from annotator.core.errors import BugError, UserError
from annotator.core.unfinished import unfinished_beside

# What some system refuses in a name, or reads as something else.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
_LONGEST = 200  # bytes of one name; file systems allow 255


class UnfinishedFolder:
    """The files of a data set while they are written, in a folder that has its name not yet."""

    def __init__(self, path: Path, about: DataSetFacts) -> None:
        self.path = path
        self.about = about
        self.names: list[str] = []
        self._taken: set[str] = set()

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A new file of that name; on the disk when the block ends."""
        _require_safe(name)
        key = unicodedata.normalize("NFC", name).casefold()
        if key in self._taken:
            raise BugError(f"the file “{name}” is written twice")
        self._taken.add(key)
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        self.names.append(name)


def _require_safe(name: str) -> None:
    for part in name.split("/"):
        if (
            part in {"", ".", ".."}
            or _FORBIDDEN.search(part)
            or _DEVICES.match(part)
            or part[-1] in ". "
            or len(part.encode()) > _LONGEST
        ):
            raise BugError(f"“{name}” is no name for a file of a data set")


@contextmanager
def folder_beside(
    target: Path,
    about: DataSetFacts,
    manifest: Path | None = None,
    afterwards: ExitStack | None = None,
) -> Iterator[UnfinishedFolder]:
    """A new folder that takes the place of `target` once the block ends well.

    Until then, and for ever if the block raises, nothing is there but what was. Raises `UserError`
    where a file cannot be written, and where something is there that is no empty folder; what the
    `manifest` of an earlier export lists, byte for byte, and nothing else may be in it. What was
    there is cleared away `afterwards`: that takes time, in which manifest and folder should fit
    each other already.
    """
    _require_free(target, manifest)
    place = Path(os.path.realpath(target))
    unfinished, former = unfinished_beside(place), unfinished_beside(place)
    try:
        try:
            unfinished.mkdir()
            yield UnfinishedFolder(unfinished, about)
            if place.is_dir():
                place.rename(former)
            _give_place(unfinished, place, former)
            clear = partial(shutil.rmtree, former, ignore_errors=True)
            clear() if afterwards is None else afterwards.callback(clear)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"“{target}” cannot be written: {error.strerror or error}.",
            "Choose a folder that exists and has room, and that you may write to.",
        ) from error


def _give_place(unfinished: Path, place: Path, former: Path) -> None:
    try:
        unfinished.rename(place)
    except OSError:
        if former.is_dir():
            former.rename(place)
        raise


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _require_free(target: Path, manifest: Path | None) -> None:
    try:
        if not target.exists():
            return
        found = _files_in(target) if target.is_dir() else None
        if found is None:
            raise UserError(f"“{target}” is no folder.", "This format writes a folder: name one.")
        if not found:
            return
        if manifest is None:
            raise UserError(
                f"“{target}” is there already, and it is no empty folder.",
                "Name one that is not there, or overwrite an earlier export with --overwrite.",
            )
        _refuse_work_of_others(target, found, _digests_listed(target, manifest))
    except OSError as error:
        raise UserError(f"“{target}” cannot be read: {error.strerror or error}.") from error


def _refuse_work_of_others(
    target: Path, found: frozenset[str], listed: Mapping[str, object]
) -> None:
    """Refuse to replace what somebody put in or changed: it may be the only copy of their work."""
    others = sorted(found - listed.keys())
    if others:
        raise UserError(
            f"“{target}” holds what no earlier export wrote, as “{others[0]}”.",
            "Name a folder that is not there.",
        )
    for name in sorted(found):
        path = target / name
        if not path.is_file() or sha256_of(path) != listed[name]:
            raise UserError(
                f"“{path}” was changed since it was exported.",
                "Move it away to keep it, or export into another folder.",
            )


def _files_in(folder: Path) -> frozenset[str]:
    """All that is in a folder but folders, by its path in it."""
    return frozenset(
        Path(root, name).relative_to(folder).as_posix()
        for root, folders, files in os.walk(folder)
        for name in [*files, *(one for one in folders if Path(root, one).is_symlink())]
    )


def _digests_listed(target: Path, manifest: Path) -> dict[str, Any]:
    """What the manifest of an earlier export says that it wrote, and the digest of each file."""
    hint = "Name a folder that is not there."
    try:
        return dict(json.loads(manifest.read_bytes())["files"])
    except FileNotFoundError as error:
        raise UserError(
            f"“{manifest}” is missing, which tells what an earlier export wrote to “{target}”.",
            hint,
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(
            f"“{manifest}” is damaged, which tells what an earlier export wrote to “{target}”.",
            hint,
        ) from error
