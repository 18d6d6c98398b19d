"""A document as JSON: between the parsing process and the program, and in the database.

The blocks are written by columns, and what repeats (paths, classes) once: a third of the size and
of the time of a list of objects. The text is kept beside, not in it.
"""

from __future__ import annotations

import json
from typing import Any

from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.errors import BugError
from annotator.core.spans import Span

VERSION = 1


def blocks_to_json(document: Document) -> str:
    """All of the document but its text, in one line of ASCII."""
    words: dict[str, int] = {"": 0}

    def number(word: str) -> int:
        return words.setdefault(word, len(words))

    blocks = document.blocks
    table: dict[str, Any] = {
        "version": VERSION,
        "segmenter": document.segmenter,
        "cut": document.cut,
        "start": [block.span.start for block in blocks],
        "length": [len(block.span) for block in blocks],
        "xpath": [number(block.xpath) for block in blocks],
        "run": [block.run for block in blocks],
        "class": [number(block.class_name) for block in blocks],
        "id": [number(block.element_id) for block in blocks],
        "link": [round(block.link_share, 4) for block in blocks],
        "hidden": [number(block.hidden or "") for block in blocks],
        "paragraph": [block.paragraph for block in blocks],
    }
    table["words"] = list(words)
    return json.dumps(table, separators=(",", ":"))


def segmenter_of(blocks: str) -> str:
    """Which segmenter version made the blocks; `BugError` if they are no blocks."""
    try:
        return str(json.loads(blocks)["segmenter"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BugError(f"the blocks of a document are damaged: {error!r}") from error


def document_from_json(text: str, blocks: str) -> Document:
    """The document of a text and what `blocks_to_json` wrote; `BugError` if it is anything else."""
    try:
        table = json.loads(blocks)
        if table["version"] != VERSION:
            raise BugError(f"blocks of version {table['version']} cannot be read")
        words = table["words"]
        columns = zip(
            table["start"],
            table["length"],
            table["xpath"],
            table["run"],
            table["class"],
            table["id"],
            table["link"],
            table["hidden"],
            table["paragraph"],
            strict=True,
        )
        return Document(
            text=text,
            blocks=tuple(_block(index, row, words) for index, row in enumerate(columns)),
            segmenter=table["segmenter"],
            cut=table["cut"],
        )
    except (KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise BugError(f"the blocks of a document are damaged: {error!r}") from error


def _block(index: int, row: tuple[Any, ...], words: list[str]) -> Block:
    start, length, xpath, run, class_name, element_id, link, hidden, paragraph = row
    return Block(
        index=index,
        span=Span(start, start + length),
        xpath=words[xpath],
        run=run,
        class_name=words[class_name],
        element_id=words[element_id],
        link_share=link,
        hidden=HiddenReason(words[hidden]) if hidden else None,
        paragraph=paragraph,
    )
