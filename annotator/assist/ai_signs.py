"""Refuses a text that cannot name AI, before anything is looked at word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.assist.letters import seen

_LATIN = "A-Za-z\u00c0-\u024f"


class Signs:
    """Expressions that refuse a text without a term for AI, in about a microsecond a block.

    Each begins with the character before a word, of which there are few; where a script writes
    words onto each other, with the letters of that script, of which other texts have none.
    """

    def __init__(self, capitals: frozenset[str], signs: frozenset[str]) -> None:
        short = sorted(map(re.escape, capitals))
        short += sorted(r"\.".join(one) for one in capitals if len(one) == 2)
        self._short = re.compile(
            f"[^{_LATIN}](?:(?:{'|'.join(short)})(?![{_LATIN}])|[AK]i[- ]|[ak]i-)"
        )
        latin = {sign for sign in signs if sign[0].isascii() or sign[0] < "\u0250"}
        spaced = {sign for sign in signs if "\u0370" <= sign[0] < "\u0530"}
        self._latin = re.compile(f"[^{_LATIN}](?:{_grouped(latin)})")
        self._spaced = re.compile(rf"[\W_](?:{_grouped(spaced)})")
        self._others = re.compile(_grouped(signs - latin - spaced))

    def stand_in(self, text: str) -> bool:
        """Whether any sign stands in a text, which may be encoded and written in any way."""
        plain = " " + seen(text)
        if self._short.search(plain):
            return True
        folded_case = plain.casefold()
        if self._latin.search(folded_case):
            return True
        return not text.isascii() and bool(
            self._spaced.search(folded_case) or self._others.search(folded_case)
        )


def _grouped(signs: Iterable[str]) -> str:
    """One expression for many that begin with a letter, grouped by it: quick to refuse."""
    groups: dict[str, set[str]] = {}
    for sign in signs:
        groups.setdefault(sign[0], set()).add(sign[1:])
    return (
        "|".join(
            head + "(?:" + "|".join(sorted(tails)) + ")" for head, tails in sorted(groups.items())
        )
        or "(?!)"
    )
