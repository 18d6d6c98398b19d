"""Messages between the program and the parsing process: a header in JSON and some bytes.

Twelve bytes say the lengths of both, four and eight. Never pickle: a page that took over the
parsing process must not reach the program.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

_LENGTHS = struct.Struct("<IQ")
_LONGEST_HEADER = 64 * 1024 * 1024
_LONGEST_BODY = 1024 * 1024 * 1024


class BrokenFrame(Exception):
    """The other side ended, or wrote what is no message."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A message: `header` in JSON, and byte strings that are sent as they are."""

    header: dict[str, Any]
    parts: tuple[bytes, ...] = ()


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Send a message. `OSError` where the other side has ended."""
    lengths = [len(part) for part in frame.parts]
    header = json.dumps({**frame.header, "parts": lengths}).encode()
    stream.write(_LENGTHS.pack(len(header), sum(lengths)))
    stream.write(header)
    stream.writelines(frame.parts)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame:
    """Wait for a message; `BrokenFrame` where none comes."""
    header_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if header_length > _LONGEST_HEADER or body_length > _LONGEST_BODY:
        raise BrokenFrame("a message of impossible length")
    try:
        header = json.loads(_exactly(stream, header_length))
        lengths = header.pop("parts")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenFrame("a message without a readable header") from error
    if not _are_lengths(lengths, body_length):
        raise BrokenFrame("a message whose parts do not fit its length")
    return Frame(header, tuple(_exactly(stream, length) for length in lengths))


def _are_lengths(lengths: object, total: int) -> bool:
    return (
        isinstance(lengths, Sequence)
        and all(isinstance(length, int) and length >= 0 for length in lengths)
        and sum(lengths) == total
    )


def _exactly(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) != count:
        raise BrokenFrame("the other side ended")
    return found
