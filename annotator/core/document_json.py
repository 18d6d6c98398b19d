"""A document as JSON: between the parsing process and the program, and in the database.

The blocks are written by columns, and what repeats (paths, classes) once: a third of the size and
of the time of a list of objects. The text is kept beside, not in it. Shares of links are rounded to
four decimals; all else comes back as it went.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import add, lt
from typing import Any

from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.errors import BugError
from annotator.core.spans import Span

VERSION = 1
_WHOLE = (0.0, 1.0)

_BEGINNING = re.compile(rf'\{{"version":{VERSION},"segmenter":"([\w.-]+)",')


@dataclass(frozen=True, slots=True)
class BlockColumns:
    """The blocks of a document by columns, a value for each block in each: see `Block`."""

    start: list[int] = field(default_factory=list)
    length: list[int] = field(default_factory=list)
    xpath: list[str] = field(default_factory=list)
    run: list[int] = field(default_factory=list)
    class_name: list[str] = field(default_factory=list)
    element_id: list[str] = field(default_factory=list)
    link_share: list[float] = field(default_factory=list)
    hidden: list[HiddenReason | None] = field(default_factory=list)
    paragraph: list[int | None] = field(default_factory=list)


def blocks_to_json(document: Document) -> str:
    """All of the document but its text, in one line of ASCII."""
    blocks = document.blocks
    columns = BlockColumns(
        start=[block.span.start for block in blocks],
        length=[block.span.end - block.span.start for block in blocks],
        xpath=[block.xpath for block in blocks],
        run=[block.run for block in blocks],
        class_name=[block.class_name for block in blocks],
        element_id=[block.element_id for block in blocks],
        link_share=[block.link_share for block in blocks],
        hidden=[block.hidden for block in blocks],
        paragraph=[block.paragraph for block in blocks],
    )
    return columns_to_json(columns, document.segmenter, document.cut)


def columns_to_json(columns: BlockColumns, segmenter: str, cut: str | None) -> str:
    """The same for who has the blocks by columns already; that they fit the text is not checked."""
    words: dict[str, int] = {"": 0}

    def numbers(column: Iterable[str | None]) -> list[int]:
        """Each word by its place in the list of words that are kept once."""
        return [words.setdefault(word or "", len(words)) for word in column]

    table: dict[str, Any] = {
        "version": VERSION,
        "segmenter": segmenter,
        "cut": cut,
        "start": columns.start,
        "length": columns.length,
        "xpath": numbers(columns.xpath),
        "run": columns.run,
        "class": numbers(columns.class_name),
        "id": numbers(columns.element_id),
        # Most shares are none or all, and those are written three times as fast as whole numbers.
        "link": [
            int(share) if share in _WHOLE else round(share, 4) for share in columns.link_share
        ],
        "hidden": numbers(columns.hidden),
        "paragraph": columns.paragraph,
    }
    table["words"] = list(words)
    return json.dumps(table, separators=(",", ":"))


def document_from_json(text: str, blocks: str) -> Document:
    """The document of a text and what `blocks_to_json` wrote; `BugError` if it is anything else."""
    try:
        table = json.loads(blocks)
        if table["version"] != VERSION:
            raise BugError(f"blocks of version {table['version']!r} cannot be read")
        return _document(text, table)
    except (KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise BugError(f"the blocks of a document are damaged: {error!r}") from error


def segmenter_of(blocks: str) -> str:
    """Which segmenter version made the blocks; `BugError` if they are no blocks."""
    found = _BEGINNING.match(blocks)
    if found:
        return found[1]  # an import asks this of every page and need not read all of it
    try:
        return str(json.loads(blocks)["segmenter"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BugError(f"the blocks of a document are damaged: {error!r}") from error


def _document(text: str, table: dict[str, Any]) -> Document:
    segmenter, cut, words = table["segmenter"], table["cut"], table["words"]
    _require(isinstance(segmenter, str) and isinstance(cut, str | None), "segmenter or cut")
    _require(isinstance(words, list) and set(map(type, words)) <= {str}, "words")
    starts = _column(table, "start", int)
    lengths = _column(table, "length", int)
    ends = list(map(add, starts, lengths))
    _require(min(starts, default=0) >= 0 < min(lengths, default=1), "range")
    _require(all(map(lt, ends, starts[1:])), "order of blocks")
    _require(not ends or ends[-1] <= len(text), "range, beyond the text")
    shares = [float(share) for share in _column(table, "link", float, int)]
    _require(all(0 <= share <= 1 for share in shares), "link")
    reasons = {"": None, **{reason.value: reason for reason in HiddenReason}}
    columns = (
        list(map(Span, starts, ends)),
        _words(table, "xpath"),
        _column(table, "run", int),
        _words(table, "class"),
        _words(table, "id"),
        shares,
        [reasons[word] for word in _words(table, "hidden")],
        _column(table, "paragraph", int, type(None)),
    )
    _require({len(starts)} == set(map(len, (lengths, *columns))), "number of blocks")
    return Document(text, tuple(map(Block, range(len(starts)), *columns)), segmenter, cut)


def _column(table: dict[str, Any], name: str, *types: type) -> list[Any]:
    """The column of that name, its values being of these very types (True is no number)."""
    column = table[name]
    _require(isinstance(column, list) and set(map(type, column)) <= set(types), name)
    return list(column)


def _words(table: dict[str, Any], name: str) -> list[str]:
    """The words that the column of that name numbers."""
    numbers = _column(table, name, int)
    _require(min(numbers, default=0) >= 0, name)
    return list(map(table["words"].__getitem__, numbers))


def _require(is_right: bool, what: str) -> None:
    if not is_right:
        raise ValueError(f"wrong {what}")
