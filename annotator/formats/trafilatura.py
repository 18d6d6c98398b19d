"""The evaluation data of trafilatura: short texts that a page's main content has and has not.

Its fields, and how the texts are chosen: docs/reference/formats/gold-texts.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.core.pages import PageKind
from annotator.formats.json_text import json_bytes
from annotator.formats.page_files import own_page, plain_html
from annotator.formats.set_names import ONE_NAME, named_sets
from annotator.formats.story_text import Paragraph, main_paragraphs, other_paragraphs
from annotator.formats.writer import NewFolder

MOST_TEXTS = 6
"""That many texts of each kind the evaluation takes."""

_LEFT_OUT = "left-out.jsonl"

_LONGEST = 80
_MOST_WORDS = 10
_SHORTEST = 12


class Trafilatura:
    """`evaldata.json` with the texts, `eval` with the pages."""

    name = "trafilatura"
    title = "trafilatura: a folder of pages and of short texts to be found or not in what is left"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        f"All text but up to {MOST_TEXTS} pieces of main content and {MOST_TEXTS} of the rest.",
        f"Pages without a piece of each, which the evaluation refuses: “{_LEFT_OUT}” names them.",
        ONE_NAME,
        "Origins, notes, doubts and decisions.",
    )
    is_folder: Literal[True] = True
    needs_bytes = True
    needs_markup = True
    offset_unit = OffsetUnit.NONE
    policy = "trafilatura"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write the page of each set, and what is to be found in it."""
        addresses: Counter[str] = Counter()
        left_out: list[bytes] = []
        with folder.file("evaldata.json") as table:
            before = b"{\n"
            for name, page in named_sets(pages):
                wanted, unwanted = _texts(page)
                if not wanted or not unwanted:
                    missing = "other text" if wanted else "main content"
                    left_out.append(json_bytes(_reason(page, missing)) + b"\n")
                    continue
                with folder.file(f"eval/{name}.html") as file:
                    file.write(_page(page))
                row = {"file": f"{name}.html", "with": wanted, "without": unwanted}
                table.write(before + json_bytes(_key(page, addresses)) + b": " + json_bytes(row))
                before = b",\n"
            table.write(b"{}\n" if before == b"{\n" else b"\n}\n")
        if left_out:
            with folder.file(_LEFT_OUT) as file:
                file.writelines(left_out)


def _page(page: LabelledPage) -> bytes:
    if page.facts.kind is PageKind.HTML:
        return own_page(page)
    return plain_html(page).encode()


def _key(page: LabelledPage, addresses: Counter[str]) -> str:
    """The address of the page, which no other set has."""
    address = page.facts.url or f"urn:sha256:{page.facts.digest}"
    addresses[address] += 1
    return address if addresses[address] == 1 else f"{address}#set-{addresses[address]}"


def _reason(page: LabelledPage, missing: str) -> dict[str, object]:
    return {
        "digest": page.facts.digest,
        "url": page.facts.url,
        "annotator": page.annotator,
        "reason": f"no {missing} that can be told from the rest",
    }


def _texts(page: LabelledPage) -> tuple[list[str], list[str]]:
    """What a good cleaner leaves, and what it takes away."""
    main, other = main_paragraphs(page), other_paragraphs(page)
    main_text, other_text = (_folded(" ".join(one.text for one in all_)) for all_ in (main, other))
    # Text that stands on both sides tells nothing, whichever is found.
    wanted = _chosen(main, lambda text: text not in other_text)
    unwanted = _chosen(other, lambda text: text not in main_text)
    return wanted, unwanted


def _chosen(paragraphs: Sequence[Paragraph], tells: Callable[[str], bool]) -> list[str]:
    """Beginnings of paragraphs, spread over all of them; errors are at the ends most often."""
    beginnings = dict.fromkeys(_beginning(one.text) for one in paragraphs)
    telling = [text for text in beginnings if text and tells(text)]
    # Words as “Home” turn up in any text.
    found = [text for text in telling if len(text) >= _SHORTEST] or telling
    if len(found) <= MOST_TEXTS:
        return found
    last = len(found) - 1
    return [found[last * step // (MOST_TEXTS - 1)] for step in range(MOST_TEXTS)]


def _beginning(text: str) -> str:
    """The first words of a text, or the first characters where these are no words."""
    text = _folded(text)
    if len(text) <= _LONGEST:
        return text
    words = text[: _LONGEST + 1].split(" ")[:_MOST_WORDS]
    whole = words if len(" ".join(words)) <= _LONGEST else words[:-1]
    return " ".join(whole) or text[:_LONGEST]


def _folded(text: str) -> str:
    """With each stretch of white space as one space, as the evaluation compares them."""
    return " ".join(text.split())
