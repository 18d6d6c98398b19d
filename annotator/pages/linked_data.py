"""What JSON-LD says of the story of a page: its headline, its summary, its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_STORY = re.compile(r"(?:Article|BlogPosting|Report|Review|NewsItem)\Z")
_MOST_VALUES = 5_000
"""Objects that are looked at: a page may list its whole archive."""
_LONGEST_SOURCE = 1_000_000


@dataclass(frozen=True, slots=True)
class LinkedStory:
    """A story as JSON-LD has it; what it lacks is empty."""

    headline: str
    description: str
    text: str


def linked_stories(source: str) -> list[LinkedStory]:
    """The stories in one script of JSON-LD, in its order; none where it is no JSON.

    Nothing is told of what is wrong: this is evidence, and pages are full of broken scripts.
    """
    if len(source) > _LONGEST_SOURCE:
        return []
    try:
        table = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return []
    return [
        LinkedStory(_text(one, "headline"), _text(one, "description"), _text(one, "articleBody"))
        for one in _objects(table)
        if _is_story(one)
    ]


def _objects(table: Any) -> Iterator[dict[str, Any]]:
    """Every object, outer ones first; no recursion, as the nesting is a stranger's."""
    waiting = [table]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += reversed([value for value in one.values() if isinstance(value, dict | list)])
        elif isinstance(one, list):
            waiting += reversed(one)


def _is_story(one: dict[str, Any]) -> bool:
    kinds = one.get("@type")
    return any(
        isinstance(kind, str) and _STORY.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _text(one: dict[str, Any], name: str) -> str:
    value = one.get(name)
    return value if isinstance(value, str) else ""
