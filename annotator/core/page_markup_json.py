"""A page's markup as JSON, on its way between the parsing process and the program.

An element that begins is its name and its attributes, one that ends is 0, a text is itself, and one
that the document has is its place and itself.
"""

from __future__ import annotations

import json

from annotator.core.errors import BugError
from annotator.core.page_markup import (
    END,
    ElementEnd,
    ElementStart,
    MarkupPart,
    MarkupText,
    PageMarkup,
)


def markup_to_json(markup: PageMarkup) -> str:
    """The parts of the markup in one line; `markup_from_json` reads it."""
    return json.dumps(
        [_row(part) for part in markup.parts], ensure_ascii=False, separators=(",", ":")
    )


def markup_from_json(text: str) -> PageMarkup:
    """The markup that `markup_to_json` wrote; `BugError` for anything else."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BugError("the markup of a page cannot be read") from error
    if not isinstance(rows, list):
        raise BugError("the markup of a page is no list")
    parts = tuple(map(_part, rows))
    depth = 0
    for part in parts:
        depth += isinstance(part, ElementStart) - isinstance(part, ElementEnd)
        if depth < 0:
            raise BugError("an element of a page's markup ends before it begins")
    if depth:
        raise BugError("an element of a page's markup does not end")
    return PageMarkup(parts)


def _row(part: MarkupPart) -> object:
    if isinstance(part, MarkupText):
        return part.text if part.start is None else [part.start, part.text]
    if isinstance(part, ElementStart):
        return [part.name, dict(part.attributes)]
    return 0


def _part(row: object) -> MarkupPart:
    match row:
        case 0:
            return END
        case str():
            return MarkupText(row)
        case [int(start), str(text)] if start >= 0:
            return MarkupText(text, start)
        case [str(name), dict(attributes)] if set(map(type, attributes.values())) <= {str}:
            return ElementStart(name, tuple(attributes.items()))
    raise BugError("a part of a page's markup is none")
