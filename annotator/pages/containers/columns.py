"""Which column of a table holds what: as the user says, else by its name and its first values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.core.errors import UserError
from annotator.core.pages import PageKind
from annotator.pages.containers.container import Columns

# Without capitals and signs, the likeliest first.
_NAMES = {
    "html": """html rawhtml htmlraw contenthtml htmlcontent bodyhtml htmlbody pagehtml htmlpage
        articlehtml fullhtml htmltext htmlsource pagesource markup""",
    "text": """text plaintext rawtext fulltext maintext contenttext textcontent articletext pagetext
        bodytext articlebody txt""",
    "either": "content contents body page rawcontent rawpage raw document article response",
    "url": """url pageurl uri sourceurl originalurl finalurl canonicalurl requesturl requestedurl
        articleurl targeturi warctargeturi link permalink address href""",
    "id": """id pageid docid documentid articleid recordid warcrecordid uuid uid guid identifier
        key""",
    "title": "title pagetitle articletitle headline",
    "time": """fetchedat fetchtime fetchdate fetched crawledat crawltime crawldate crawltimestamp
        crawled scrapedat scrapedate downloadedat downloaddate retrievedat warcdate timestamp
        datetime date time""",
}
_LIKELY = {what: tuple(names.split()) for what, names in _NAMES.items()}
_EITHER = _LIKELY["either"]

_DOCUMENT = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|br|ul|ol|li|table|article|section|main|header|img|figure|em|strong)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_MOST_SHOWN = 200
_LOOKED_AT = 4096
"""Characters of a value that tell whether it is markup."""


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """The column that holds the pages and what they are; the other columns where there are any."""

    content: str
    kind: PageKind
    url: str | None = None
    id: str | None = None
    title: str | None = None
    time: str | None = None

    def names(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        found = (self.content, self.url, self.id, self.title, self.time)
        return tuple(dict.fromkeys(one for one in found if one is not None))


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a look at the beginning of a table told.

    `names` are the columns that are there, the first two hundred of them. Where none holds pages,
    or one that the user named is missing, `chosen` is None and `reason` says so.
    """

    names: tuple[str, ...]
    chosen: ChosenColumns | None
    reason: str = ""
    unread: tuple[str, ...] = field(default=())
    """The columns that nothing is taken from."""


def look(
    names: Sequence[str], first_rows: Iterable[Mapping[str, Any]], wanted: Columns
) -> TableLook:
    """What the columns of a table with these first rows are."""
    shown = tuple(names[:_MOST_SHOWN])
    try:
        chosen = choose(names, first_rows, wanted)
    except UserError as error:
        return TableLook(shown, None, str(error))
    return TableLook(shown, chosen, unread=_without(shown, chosen))


def choose(
    names: Sequence[str], first_rows: Iterable[Mapping[str, Any]], wanted: Columns
) -> ChosenColumns:
    """The columns to read.

    What is wanted counts; the empty name stands for no column. The others are guessed, never one
    that is taken already. `UserError` where a wanted column is missing or none holds pages.
    """
    _refuse_missing(names, wanted)
    content, kind = _content(names, first_rows, wanted)
    taken = {content, wanted.url, wanted.id, wanted.title, wanted.time}

    def other(asked: str | None, likely: Sequence[str]) -> str | None:
        if asked is not None:
            return asked or None
        found = _first(likely, [name for name in names if name not in taken])
        taken.add(found)
        return found

    return ChosenColumns(
        content,
        kind,
        url=other(wanted.url, _LIKELY["url"]),
        id=other(wanted.id, _LIKELY["id"]),
        title=other(wanted.title, _LIKELY["title"]),
        time=other(wanted.time, _LIKELY["time"]),
    )


def is_markup(value: str) -> bool:
    """Whether a text is HTML by the look of its beginning: a document, or several elements."""
    start = value[:_LOOKED_AT]
    if _DOCUMENT.match(start):
        return True
    return start.lstrip().startswith("<") and len(_ELEMENT.findall(start)) > 1


def is_likely_table(names: Iterable[str]) -> bool:
    """Whether one of the columns is called as a column of pages is."""
    likely = (*_LIKELY["html"], *_LIKELY["text"], *_EITHER)
    return _first(likely, names) is not None


def _refuse_missing(names: Sequence[str], wanted: Columns) -> None:
    asked = (wanted.html, wanted.text, wanted.url, wanted.id, wanted.title, wanted.time)
    for name in asked:
        if name and name not in names:
            raise UserError(f"There is no column “{name}”.", _what_is_there(names))


def _content(
    names: Sequence[str], first_rows: Iterable[Mapping[str, Any]], wanted: Columns
) -> tuple[str, PageKind]:
    if wanted.html:
        return wanted.html, PageKind.HTML
    if wanted.text:
        return wanted.text, PageKind.TEXT
    taken = {wanted.url, wanted.id, wanted.title, wanted.time}
    free = [name for name in names if name not in taken]
    html = _first(_LIKELY["html"], free) if wanted.html is None else None
    if html is not None:
        return html, PageKind.HTML
    either = [name for name in free if _plain(name) in _EITHER]
    either.sort(key=lambda name: _EITHER.index(_plain(name)))
    rows = list(first_rows) if either else []
    if wanted.html is None:
        for name in either:
            if _holds_markup(name, rows):
                return name, PageKind.HTML
    text = _first(_LIKELY["text"], free) if wanted.text is None else None
    if text is not None:
        return text, PageKind.TEXT
    if wanted.text is None and either:
        return either[0], PageKind.TEXT
    raise UserError("No column is called as one of HTML or text is.", _what_is_there(names))


def _holds_markup(name: str, rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether most of the first values look like HTML."""
    values = [value for row in rows if (value := _as_text(row.get(name)))]
    return 2 * sum(map(is_markup, values)) > len(values)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return value[:_LOOKED_AT].decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _first(likely: Sequence[str], names: Iterable[str]) -> str | None:
    """The column whose name stands first among the likely ones."""
    found = {_plain(name): name for name in reversed(list(names))}
    return next((found[one] for one in likely if one in found), None)


def _without(names: tuple[str, ...], chosen: ChosenColumns) -> tuple[str, ...]:
    read = chosen.names()
    return tuple(name for name in names if name not in read)


def _plain(name: str) -> str:
    return "".join(one for one in name.casefold() if one.isalnum())


def _what_is_there(names: Sequence[str]) -> str:
    if not names:
        return "The table has no columns."
    shown = ", ".join(f"“{name[:60]}”" for name in names[:30])
    more = f" and {len(names) - 30} more" if len(names) > 30 else ""
    return f"There are: {shown}{more}."
