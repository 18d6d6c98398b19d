"""How much may come out of compressed bytes: counted as they come, whatever a header says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from annotator.core.errors import UserError

LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes that a page may have, once any compression is taken off."""

LEAST_UNPACKED = 1024**3
"""Bytes that an import may unpack in any case."""

MOST_EXPANSION = 20
"""Times the size of what was read that an import may unpack beyond that: web archives unpack to
four to eight times their size, bombs to a thousand times."""

_STEP = 1024 * 1024


class Spent(UserError):
    """The import has unpacked as much as it may; nothing more is read from any container."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


class Budget:
    """Counts what an import unpacks, over all its containers.

    `most_unpacked` bytes may come out, asked for by the user; without it `LEAST_UNPACKED` or
    `MOST_EXPANSION` times the bytes that were read, whichever is more.
    """

    def __init__(self, most_unpacked: int | None = None) -> None:
        self._most_unpacked = most_unpacked
        self._read = 0
        self._unpacked = 0

    def note_read(self, count: int) -> None:
        """So many more compressed bytes were read from the disk."""
        self._read += count

    def spend(self, count: int) -> None:
        """So many more bytes were unpacked; `Spent` where that is too much."""
        self._unpacked += count
        most = self._most_unpacked
        if most is None:
            most = max(LEAST_UNPACKED, MOST_EXPANSION * self._read)
        if self._unpacked > most:
            raise Spent(
                f"More than {most // 1024**2:,} MB were unpacked; the rest was not read.",
                "If you trust these files, allow more: --most-unpacked 50GB.",
            )

    def read_page(self, file: _Readable, *, is_packed: bool) -> bytes:
        """All bytes of a page, counted as they come; `UserError` where they are too many."""
        parts = bytearray()
        note: Callable[[int], None] = self.spend if is_packed else _nothing
        while part := file.read(_STEP):
            note(len(part))
            parts += part
            if len(parts) > LARGEST_PAGE:
                raise UserError(f"The page is larger than {LARGEST_PAGE // 1024**2} MB.")
        return bytes(parts)


def _nothing(_count: int) -> None:
    """What was not packed can be no bomb."""
