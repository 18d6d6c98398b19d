"""Letters in the place of names: who reviews blind is not to know whose set is whose."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

COLLEAGUE = "a colleague"
"""What stands for everybody in what people wrote: a letter there would tell whose it is."""

_FIRST_WORD = re.compile(r"([^\W\d_]{3,})[\s._-]")


def masks(names: Iterable[str], key: str) -> tuple[str, ...]:
    """The names in the order in which they are A, B, C and so on.

    The order rests on the key and the names alone: of one key it is always the same, and from one
    key to the next it tells nothing.
    """
    return tuple(sorted(names, key=lambda name: _drawn(name, key)))


def mask_key(digest: str, reviewer: str) -> str:
    """The key for one reviewer on one page, by the page's digest."""
    return f"{digest}\n{reviewer}"


def letter(place: int) -> str:
    """What stands for the name at that place, from 0: A to Z, then A2 and so on."""
    turn, rest = divmod(place, 26)
    return chr(ord("A") + rest) + (str(turn + 1) if turn else "")


def without_names(text: str, names: Iterable[str]) -> str:
    """A text with one and the same word for each of the names in it, in whatever case.

    A first name that is one person's alone is found without the rest as well.
    """
    known = {name for name in names if name}
    starts = (_FIRST_WORD.match(name) for name in known)
    first = Counter(found.group(1).casefold() for found in starts if found)
    known |= {word for word, count in first.items() if count == 1}
    if not known:
        return text
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    return re.sub("|".join(map(_as_written, longest_first)), COLLEAGUE, text, flags=re.IGNORECASE)


def _as_written(name: str) -> str:
    """What finds a name in a text: whole words, but for scripts that set none between words."""
    has_case = any(one.lower() != one.upper() for one in name)
    return rf"(?<!\w){re.escape(name)}(?!\w)" if has_case else re.escape(name)


def _drawn(name: str, key: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{key}\n{name}".encode()).digest(), name
