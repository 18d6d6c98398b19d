"""A page in numbers: one row a visible block, the same columns for pages of every language."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.assist.bit_columns import bit_columns
from annotator.assist.class_hints import HINT_MARKS, hint_marks
from annotator.assist.link_marks import LINK_MARKS, link_marks
from annotator.assist.list_marks import LIST_MARKS, groups_of_lists, list_marks
from annotator.assist.structure import STRUCTURE_MARKS, Structure, structure_marks
from annotator.assist.text_marks import TEXT_MARKS, text_marks
from annotator.assist.titles import TITLE_MARKS, title_marks
from annotator.assist.visible_page import Floats, VisiblePage, Whole

VERSION = "features-3"

_TAGS = (
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "li",
    "div",
    "a",
    "span",
    "td",
    "figcaption",
    "blockquote",
    "button",
    "label",
    "dd",
    "section",
    "article",
)
_AROUND = (
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "figure",
    "ul",
    "ol",
    "table",
    "form",
    "blockquote",
    "section",
    "a",
    "h1",
    "h2",
    "h3",
    "p",
)
_INLINE = ("a", "time", "b", "strong", "em", "i", "span", "button", "label")
_MARKUP_MARKS = (
    *(f"is {name}" for name in _TAGS),
    *(f"in {name}" for name in _AROUND),
    *(f"holds {name}" for name in _INLINE),
    "is bold alone",
)
_TAG_BITS = {name: 1 << number for number, name in enumerate(_TAGS)}
_AROUND_BITS = {name: 1 << number for number, name in enumerate(_AROUND, len(_TAGS))}
_INLINE_BITS = {name: 1 << number for number, name in enumerate(_INLINE, len(_TAGS) + len(_AROUND))}
_PLACE_MARKS = (
    "place",
    "place by length",
    "prose before",
    "prose around",
    "prose density",
    "to headline",
    "behind headline",
    "length behind headline",
    "link share",
    "is prose",
    "rank of title",
    "like titles behind",
    "blocks",
    "whole length",
)
_NEAR_MARKS = (
    "length",
    "link share",
    "ends a sentence",
    "is prose",
    "is p",
    "in a list",
    "like the title",
    "signature",
    "shaped like own address",
)
_STEPS = (-2, -1, 1, 2)
_WIDTHS = (2, 6)

FEATURES = (
    *TEXT_MARKS,
    *TITLE_MARKS,
    *STRUCTURE_MARKS,
    *LINK_MARKS,
    *LIST_MARKS,
    *HINT_MARKS,
    *_MARKUP_MARKS,
    *_PLACE_MARKS,
    *(f"{name}, {step:+}" for step in _STEPS for name in _NEAR_MARKS),
    *(f"{name}, within {width}" for width in _WIDTHS for name in _NEAR_MARKS),
)
"""The names of the columns, in order."""

_PROSE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """The features of a page.

    `rows` has one row a visible block and one column for each of `FEATURES`; `lists` the number of
    the list of cards that each block stands in, -1 for none.
    """

    rows: Floats
    lists: Whole


def features(page: VisiblePage) -> PageFeatures:
    """All that is counted of a page."""
    text = text_marks(page)
    title = title_marks(page)
    is_prose = prose(page, text)
    structure = Structure(page, is_prose)
    tree = structure_marks(structure, is_prose)
    links = link_marks(page)
    ends = text[:, TEXT_MARKS.index("ends a sentence")]
    groups = groups_of_lists(structure)
    lists = list_marks(structure, groups, links, ends)
    hints = hint_marks(page, structure.block_share)
    markup = _markup(page)
    place = _place(page, title, is_prose)
    near = _near(
        np.stack(
            [
                text[:, 0],
                page.link_share,
                ends,
                is_prose,
                markup[:, _MARKUP_MARKS.index("is p")],
                markup[:, _MARKUP_MARKS.index("in ul")],
                title[:, 0],
                _same_as_before(structure, page),
                links[:, LINK_MARKS.index("shaped like own address")],
            ],
            axis=1,
        )
    )
    rows = np.concatenate([text, title, tree, links, lists, hints, markup, place, near], axis=1)
    return PageFeatures(rows, _numbered(groups))


def _numbered(groups: Sequence[Hashable | None]) -> Whole:
    known: dict[Hashable | None, int] = {None: -1}
    return np.array([known.setdefault(one, len(known) - 1) for one in groups], dtype=np.int64)


def prose(page: VisiblePage, text: Floats) -> Floats:
    """1 where a block is a paragraph by its looks: long, and little of it a link."""
    ends = text[:, TEXT_MARKS.index("ends a sentence")] > 0
    is_long = (page.length >= _PROSE_LENGTH) | ((page.length >= _PROSE_LENGTH / 2) & ends)
    answer: Floats = (is_long & (page.link_share < 0.4)).astype(np.float64)
    return answer


def _same_as_before(structure: Structure, page: VisiblePage) -> Floats:
    signatures = np.array([structure.signature[element] for element in page.element])
    alike: Floats = np.zeros(len(page))
    alike[1:] = signatures[1:] == signatures[:-1]
    return alike


def _markup(page: VisiblePage) -> Floats:
    elements = page.evidence.elements
    around: list[int] = []
    own: list[int] = []
    for name, outer in zip(elements.name, elements.parent, strict=True):
        # Outer elements stand before inner ones.
        around.append(
            around[outer] | _AROUND_BITS.get(elements.name[outer], 0) if outer >= 0 else 0
        )
        own.append(_TAG_BITS.get(name, 0) | around[-1])
    inline = {names: _inline_bits(names) for names in set(page.inline)}
    return bit_columns(
        [
            own[element] | inline[names]
            for element, names in zip(page.element, page.inline, strict=True)
        ],
        len(_MARKUP_MARKS),
    )


def _inline_bits(joined: str) -> int:
    names = joined.split()
    bits = sum(_INLINE_BITS.get(name, 0) for name in set(names))
    is_bold_alone = bool(names) and set(names) <= {"b", "strong"}
    return bits | is_bold_alone << (len(_MARKUP_MARKS) - 1)


def _place(page: VisiblePage, title: Floats, is_prose: Floats) -> Floats:
    count = len(page)
    steps = np.arange(count, dtype=np.float64)
    lengths = np.cumsum(page.length)
    whole = max(float(lengths[-1]), 1.0) if count else 1.0
    mass = page.length * is_prose
    before = np.cumsum(mass)
    prose_whole = max(float(before[-1]), 1.0) if count else 1.0
    likeness = np.maximum(title[:, 0], title[:, 1])
    headline = headline_place(likeness, before / prose_whole)
    away = steps - headline
    length_away = lengths - (lengths[headline] if count else 0.0)
    around = _window_sums(mass, 5)
    order = np.argsort(np.argsort(-likeness, kind="stable"), kind="stable")
    return np.stack(
        [
            steps / max(count, 1),
            lengths / whole,
            before / prose_whole,
            around / prose_whole,
            _window_sums(is_prose, 5),
            np.sign(away) * np.log1p(np.abs(away)),
            away > 0,
            np.sign(length_away) * np.log1p(np.abs(length_away)),
            page.link_share,
            is_prose,
            np.minimum(order, 10),
            _like_titles_behind(likeness, before / prose_whole),
            np.full(count, np.log1p(count)),
            np.full(count, np.log1p(whole)),
        ],
        axis=1,
    )


def _like_titles_behind(likeness: Floats, prose_before: Floats) -> Floats:
    """How many blocks behind each are as like a title, before the prose begins; five at most."""
    early = np.where(prose_before < 0.2, likeness, 0.0)
    strong = np.flatnonzero(early >= 0.4)
    counts = np.zeros(len(likeness))
    for number in strong:
        counts[number] = (early[number + 1 :] >= likeness[number] - 0.1).sum()
    answer: Floats = np.minimum(counts, 5.0)
    return answer


def headline_place(likeness: Floats, prose_before: Floats) -> int:
    """The block most like a title; of several as like the last before the prose begins."""
    if not len(likeness):
        return 0
    best = float(likeness.max())
    if best < 0.4:
        return 0
    candidates = np.flatnonzero(likeness >= best - 0.1)
    early = [one for one in candidates if prose_before[one] < 0.2]
    return int(early[-1] if early else candidates[0])


def _window_sums(column: Floats, width: int) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(column)])
    count = len(column)
    steps = np.arange(count)
    answer: Floats = sums[np.minimum(steps + width + 1, count)] - sums[np.maximum(steps - width, 0)]
    return answer


def _near(columns: Floats) -> Floats:
    """The values of the blocks around: of each of the nearest, and the means of wider windows."""
    count, width = columns.shape
    pad = max(map(abs, _STEPS))
    padded = np.concatenate([np.full((pad, width), -1.0), columns, np.full((pad, width), -1.0)])
    parts = [padded[pad + step : pad + step + count] for step in _STEPS]
    sums = np.concatenate([np.zeros((1, width)), np.cumsum(columns, axis=0)])
    steps = np.arange(count)
    for reach in _WIDTHS:
        first, last = np.maximum(steps - reach, 0), np.minimum(steps + reach + 1, count)
        parts.append((sums[last] - sums[first]) / (last - first)[:, None])
    return np.concatenate(parts, axis=1)
