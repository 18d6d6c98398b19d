"""Files of numbers: arrays in a zip archive, as numpy writes them, from whoever wrote them.

They are taken apart here and not by numpy: nothing in them may run, nor take more memory than its
own size, whatever they say of themselves.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

_LARGEST_FILE = 2_000_000
_LARGEST_CONTENT = 16_000_000
_MOST_PARTS = 100
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_BEFORE_HEAD = 10
_HEAD = re.compile(
    rb"\x93NUMPY\x01\x00(?P<length>..)\{'descr': '(?P<kind>[<>|][fiu][1248])', "
    rb"'fortran_order': (?P<by_column>False|True), 'shape': \((?P<shape>[\d, ]{,40})\), \} *\n",
    re.DOTALL,
)
"""What numpy 1.0 and later write before plain numbers."""


def write_numbers(parts: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """The file of these arrays."""
    file = io.BytesIO()
    # The type of numpy's own function has a place for any array in that of its flag.
    table: dict[str, Any] = dict(parts)
    np.savez_compressed(file, allow_pickle=False, **table)
    return file.getvalue()


def read_numbers(content: bytes) -> dict[str, npt.NDArray[Any]]:
    """The arrays in a file, by name; they cannot be written to.

    `ValueError` says what is wrong with it.
    """
    if len(content) > _LARGEST_FILE:
        raise ValueError("it is too large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _LARGEST_CONTENT:
                raise ValueError("there is too much in it")
            if any(one.compress_type not in _KINDS or one.flag_bits & _ENCRYPTED for one in parts):
                raise ValueError("it is packed in a way that is not used here")
            return {one.filename.removesuffix(".npy"): _array(archive.read(one)) for one in parts}
    except (EOFError, NotImplementedError, OSError, struct.error, zlib.error) as error:
        raise ValueError(f"it cannot be unpacked ({error})") from error
    except zipfile.BadZipFile as error:
        raise ValueError(f"it is no whole archive ({error})") from error


def _array(content: bytes) -> npt.NDArray[Any]:
    head = _HEAD.match(content)
    if head is None or head.end() != _BEFORE_HEAD + int.from_bytes(head["length"], "little"):
        raise ValueError("there is something else than numbers in it")
    kind = np.dtype(head["kind"].decode())
    shape = [int(one) for one in head["shape"].split(b",") if one.strip()]
    numbers: npt.NDArray[Any] = np.frombuffer(content, kind, offset=head.end())
    return numbers.reshape(shape, order="F" if head["by_column"] == b"True" else "C")
