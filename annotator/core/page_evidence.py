"""What the markup of a page tells beside its text: what proposals are made from.

It is collected while the page is parsed, kept with it, and holds no judgement: nothing here says
what a block is. It can be made again from the page's bytes, by the version of the reader that it
names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annotator.core.errors import BugError

VERSION = "evidence-2"


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements around the texts of a page by columns, outer ones first: a value each.

    `parent` is the number of the element around it, -1 for the outermost; `link` the address that
    it leads to, as written; `marks` what its attributes `itemprop`, `role` and `rel` say, as
    `itemprop=articleBody`, with spaces between. What an element lacks is empty.
    """

    parent: list[int] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    class_name: list[str] = field(default_factory=list)
    element_id: list[str] = field(default_factory=list)
    link: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """What belongs to each block of the document, in columns of one value a block.

    `element` is the number of the element that holds its text; `link` the address of the first
    link inside or around it, as written; `inline` the names of the inline elements that its text
    stands in, sorted, with spaces between; `image_count` the images since the block before.
    """

    element: list[int] = field(default_factory=list)
    link: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    image_count: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """All that is known. A text dump has neither elements nor marks.

    `titles` are what the page declares as the title of its story, the most trusted first, without
    twins: of JSON-LD, `og:title`, `twitter:title`, `<title>`. `descriptions` are its own summaries,
    `story` is the text of the story where JSON-LD has it, `site_name` what the site calls itself,
    `language` what `html lang` says, `address` that of the page, of the crawler's knowledge or its
    own; empty where nobody knows.
    """

    version: str = VERSION
    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    story: str = ""
    site_name: str = ""
    language: str = ""
    address: str = ""
    elements: Elements = field(default_factory=Elements)
    blocks: BlockMarks = field(default_factory=BlockMarks)


def evidence_to_json(evidence: PageEvidence) -> str:
    """All of it in one line of ASCII; what repeats is written once."""
    words: dict[str, int] = {"": 0}

    def numbers(column: Iterable[str]) -> list[int]:
        return [words.setdefault(word, len(words)) for word in column]

    elements, blocks = evidence.elements, evidence.blocks
    table: dict[str, Any] = {
        "version": evidence.version,
        "titles": evidence.titles,
        "descriptions": evidence.descriptions,
        "story": evidence.story,
        "site_name": evidence.site_name,
        "language": evidence.language,
        "address": evidence.address,
        "parent": elements.parent,
        "name": numbers(elements.name),
        "class": numbers(elements.class_name),
        "id": numbers(elements.element_id),
        "leads": numbers(elements.link),
        "marks": numbers(elements.marks),
        "element": blocks.element,
        "link": numbers(blocks.link),
        "inline": numbers(blocks.inline),
        "images": blocks.image_count,
    }
    table["words"] = list(words)
    return json.dumps(table, separators=(",", ":"))


def evidence_from_json(text: str) -> PageEvidence:
    """What `evidence_to_json` wrote; `BugError` if it is anything else."""
    try:
        table = json.loads(text)
        words = _texts(table["words"])

        def column(name: str) -> list[str]:
            numbers = _numbers(table[name])
            if numbers and min(numbers) < 0:
                raise ValueError(f"{name} counts words from the end")
            return list(map(words.__getitem__, numbers))

        evidence = PageEvidence(
            version=_text(table["version"]),
            titles=tuple(_texts(table["titles"])),
            descriptions=tuple(_texts(table["descriptions"])),
            story=_text(table["story"]),
            site_name=_text(table["site_name"]),
            language=_text(table["language"]),
            address=_text(table["address"]),
            elements=Elements(
                parent=_numbers(table["parent"]),
                name=column("name"),
                class_name=column("class"),
                element_id=column("id"),
                link=column("leads"),
                marks=column("marks"),
            ),
            blocks=BlockMarks(
                element=_numbers(table["element"]),
                link=column("link"),
                inline=column("inline"),
                image_count=_numbers(table["images"]),
            ),
        )
        _require_whole(evidence)
    except (KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise BugError(f"the evidence of a page is damaged: {error!r}") from error
    return evidence


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not set(map(type, value)) <= {str}:
        raise TypeError(f"{value!r:.40} is no list of texts")
    return value


def _numbers(value: object) -> list[int]:
    # To look at the types of all is quicker than to look at each in turn.
    if not isinstance(value, list) or not set(map(type, value)) <= {int}:
        raise TypeError(f"{value!r:.40} is no list of whole numbers")
    return value


def _require_whole(evidence: PageEvidence) -> None:
    elements, blocks = evidence.elements, evidence.blocks
    columns = (elements.name, elements.class_name, elements.element_id, elements.link)
    count = len(elements.parent)
    if {count} != set(map(len, (*columns, elements.marks))):
        raise ValueError("columns of elements differ in length")
    if any(not -1 <= parent < number for number, parent in enumerate(elements.parent)):
        raise ValueError("an element stands before the one around it")
    if (
        len({len(blocks.element), len(blocks.link), len(blocks.inline), len(blocks.image_count)})
        > 1
    ):
        raise ValueError("columns of blocks differ in length")
    if any(images < 0 for images in blocks.image_count):
        raise ValueError("fewer images than none")
    if any(not 0 <= number < count for number in blocks.element):
        raise ValueError("a block in an element that is not there")
