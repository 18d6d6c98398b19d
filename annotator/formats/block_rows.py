"""Labelled pages as a table of their blocks: features that a classifier can use, and the label."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.annotations import by_block, is_blank
from annotator.core.documents import Block
from annotator.core.labelled import LabelledPage
from annotator.core.tally import MIXED
from annotator.formats.columns import PAGE_COLUMNS, Cell, Kind, columns, page_cells

NONE = "none"
"""Said of a block without a label; no label can have that id."""

BLOCK_COLUMNS = (
    *PAGE_COLUMNS,
    *columns(Kind.COUNT, "block", "start", "end"),
    *columns(Kind.FLAG, "hidden"),
    *columns(Kind.TEXT, "hidden_reason", "tag", "tag_path"),
    *columns(Kind.COUNT, "depth"),
    *columns(Kind.TEXT, "class", "id"),
    *columns(Kind.COUNT, "run", "paragraph"),
    *columns(Kind.SHARE, "position"),
    *columns(Kind.COUNT, "char_count", "word_count"),
    *columns(Kind.SHARE, "link_share", "letter_share", "digit_share", "upper_share"),
    *columns(Kind.FLAG, "ends_sentence"),
    *columns(Kind.TEXT, "text", "label", "largest_label"),
    *columns(Kind.SHARE, "largest_share"),
)
"""The columns of the table, in their order."""

# Of many scripts; a closing quote or bracket may follow.
_SENTENCE_ENDS = tuple(".!?…。！？｡।॥۔؟።፧፨։")
_CLOSING = "\"'”’»›)]」』）"


def block_rows(page: LabelledPage) -> Iterator[dict[str, Cell]]:
    """One row for each block of the page, in document order."""
    common = page_cells(page)
    document = page.document
    count = len(document.blocks)
    names = {one.label: page.policy.name_of(one.label) for one in page.annotations}
    for block, held in by_block(document, page.annotations, range(count)):
        counts: dict[str, int] = {}
        position, is_covered = block.span.start, True
        for one in held:
            name = names[one.label]
            if name is not None:
                counts[name] = counts.get(name, 0) + len(one.span)
                is_covered = is_covered and is_blank(document.text, position, one.span.start)
                position = one.span.end
        is_covered = is_covered and is_blank(document.text, position, block.span.end)
        text = document.quote(block.span)
        yield {
            **common,
            **_structure(block, count),
            **_text_features(text),
            "link_share": round(block.link_share, 4),
            "text": text,
            **_label(counts, len(text), is_covered=is_covered),
        }


def _structure(block: Block, count: int) -> dict[str, Cell]:
    return {
        "block": block.index,
        "start": block.span.start,
        "end": block.span.end,
        "hidden": block.hidden is not None,
        "hidden_reason": block.hidden and block.hidden.value,
        "tag": block.tag,
        "tag_path": block.tag_path,
        "depth": block.xpath.count("/"),
        "class": block.class_name,
        "id": block.element_id,
        "run": block.run,
        "paragraph": block.paragraph,
        "position": round(block.index / (count - 1), 4) if count > 1 else 0.0,
    }


def _text_features(text: str) -> dict[str, Cell]:
    letters = sum(map(str.isalpha, text))
    shown = max(sum(map(len, text.split())), 1)
    return {
        "char_count": len(text),
        "word_count": len(text.split()),
        "letter_share": round(letters / shown, 4),
        "digit_share": round(sum(map(str.isdigit, text)) / shown, 4),
        "upper_share": round(sum(map(str.isupper, text)) / max(letters, 1), 4),
        "ends_sentence": text.rstrip().rstrip(_CLOSING).endswith(_SENTENCE_ENDS),
    }


def _label(counts: dict[str, int], length: int, *, is_covered: bool) -> dict[str, Cell]:
    if not counts:
        return {"label": NONE, "largest_label": NONE, "largest_share": 0.0}
    largest = min(counts, key=lambda name: (-counts[name], name))
    return {
        "label": largest if len(counts) == 1 and is_covered else MIXED,
        "largest_label": largest,
        "largest_share": round(counts[largest] / length, 4),
    }
