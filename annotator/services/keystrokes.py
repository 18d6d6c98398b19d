"""How an editor labels the sample pages, as keys to type."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.services.resources import resource

_WORD = re.compile(r"(\d*)([a-z]+)")


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """The keys that label a page block by block, and then the quotes that get a key of their own.

    `keys` are single letters in the order of typing; `quotes` are pairs of a quote and its key.
    """

    keys: str
    quotes: tuple[tuple[str, str], ...]


def sample_keystrokes() -> Mapping[str, Keystrokes]:
    """The keystrokes of every sample page, by the name of its file."""
    table = tomllib.loads(resource("samples/keystrokes.toml").read_text("utf-8"))
    return {
        name: Keystrokes(
            keys=spelled_out(row["keys"]),
            quotes=tuple(
                (quote, key) for key, some in row.get("quotes", {}).items() for quote in some
            ),
        )
        for name, row in table.items()
    }


def spelled_out(words: str) -> str:
    """The keys that the words stand for: “2x 3bt” is xxbtbtbt."""
    return "".join(letters * int(count or 1) for count, letters in _WORD.findall(words))
