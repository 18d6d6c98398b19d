"""What the lines of a text dump tell, each for itself and by what stands around it.

A mark is a number from 0 to 1 for each line; `MARKS` names them. Nothing here says what a line is:
`dump_path` weighs the marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from annotator.assist import dump_words
from annotator.assist.dump_shapes import Shape, scripts_of, shape
from annotator.assist.titles import likeness, solid

Floats = npt.NDArray[np.float64]


class Kind(IntEnum):
    """The shapes that lines come in; every line has one."""

    DISCLOSURE = 0
    DATE = 1
    FURNITURE = 2
    SHORT = 3
    TITLE = 4
    SENTENCE = 5
    PROSE = 6


MARKS = (
    *(f"is {kind.name.lower()}" for kind in Kind),
    "long prose",
    "beside prose",
    "alone among titles",
    "beside a disclosure",
    "is a caption",
    "in a card",
    "in a list of titles",
    "in a menu",
    "with buttons below",
    "in another script",
    "repeated",
    "heads other stories",
    "links another story",
    "heads comments",
    "between prose",
    "long below a title",
    "in a list of the story",
    "first of its size",
    "like the title",
    "full title",
    "begins with a quote",
    "beside short lines",
    "near an end",
)
_COLUMN = {name: number for number, name in enumerate(MARKS)}

_UNSTOPPED = frozenset({"THAI", "LAO"})
"""Scripts that end sentences with a space."""
_SHORTEST_TITLE = 20.0
_LONGEST_TITLE = 140.0
_SHORTEST_PROSE = 75.0
_SHORTEST_STANDFIRST = 45.0
_LONGEST_HEADING = 60.0
_MOST_CARD_LINES = 7
_BEFORE_CREDIT = frozenset("([/（【|")
_AFTER_CREDIT = frozenset(":：/©")
_AFTER_LEAD = frozenset(":：-–|—")
_FEWEST_MENU_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line on its way: `paragraph` as of its block, `disclosed` the share that discloses AI."""

    text: str
    paragraph: int
    disclosed: float


class _Page:
    """The lines of a page with their shapes and kinds."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.folded = [line.text[:400].casefold() for line in lines]
        self.shapes = [shape(line.text) for line in lines]
        self.kinds = [
            _kind(line, folded, one)
            for line, folded, one in zip(lines, self.folded, self.shapes, strict=True)
        ]
        self.groups = self._groups()
        sizes = scripts_of(self.shapes)
        self.script = max(sizes, key=lambda one: (sizes[one], one)) if sizes else ""

    def _groups(self) -> list[range]:
        """The lines of each paragraph."""
        starts = [
            number
            for number, line in enumerate(self.lines)
            if number == 0 or line.paragraph != self.lines[number - 1].paragraph
        ]
        return [range(a, b) for a, b in zip(starts, [*starts[1:], len(self.lines)], strict=True)]

    def kind(self, number: int) -> Kind | None:
        """The kind of a line, None beyond the ends."""
        return self.kinds[number] if 0 <= number < len(self.kinds) else None

    def share_paragraph(self, one: int, other: int) -> bool:
        """Whether both lines exist and no blank line is between them."""
        count = len(self.lines)
        return (
            0 <= one < count
            and 0 <= other < count
            and self.lines[one].paragraph == self.lines[other].paragraph
        )


def line_marks(lines: Sequence[Line], titles: Sequence[str]) -> Floats:
    """One row a line, one column for each of `MARKS`."""
    page = _Page(lines)
    marks = np.zeros((len(lines), len(MARKS)))
    _mark_lines(page, marks)
    _mark_neighbours(page, marks)
    _mark_groups(page, marks)
    _mark_repetition(page, marks)
    _mark_titles(page, titles, marks)
    return marks


def _kind(line: Line, folded: str, one: Shape) -> Kind:
    if line.disclosed >= 0.7:
        return Kind.DISCLOSURE
    if one.is_date:
        return Kind.DATE
    is_small = one.size < _LONGEST_TITLE and one.stop_count <= 2
    if dump_words.COOKIE.search(folded) and one.size < 500:
        return Kind.FURNITURE
    if is_small and (
        one.has_link
        or (one.has_rule and one.size < _LONGEST_HEADING)
        or (one.size < 90 and dump_words.FURNITURE.search(folded))
    ):
        return Kind.FURNITURE
    if one.size >= _LONGEST_TITLE or (one.script in _UNSTOPPED and one.size >= 85):
        return Kind.PROSE
    if one.ends_sentence and one.size >= 25:
        is_long = one.size >= _SHORTEST_PROSE or (one.stop_count >= 2 and one.size >= 55)
        return Kind.PROSE if is_long else Kind.SENTENCE
    if one.size < _SHORTEST_TITLE or one.word_count <= 2:
        return Kind.SHORT
    return Kind.TITLE


def _mark_lines(page: _Page, marks: Floats) -> None:
    for number, (line, folded, one) in enumerate(
        zip(page.lines, page.folded, page.shapes, strict=True)
    ):
        row = marks[number]
        kind = page.kinds[number]
        row[kind] = 1.0
        if kind is Kind.PROSE:
            row[_COLUMN["long prose"]] = min(one.size / 400.0, 1.0)
        if kind is Kind.DISCLOSURE:
            continue
        is_other = bool(one.script) and one.script != page.script
        row[_COLUMN["in another script"]] = is_other and kind is not Kind.DATE
        row[_COLUMN["begins with a quote"]] = one.is_quoted and one.size >= 15
        is_credit = one.stop_count <= 3 and one.size < _LONGEST_TITLE and _has_credit(folded, one)
        row[_COLUMN["is a caption"]] = line.disclosed > 0 or is_credit
        if one.size < _LONGEST_HEADING and kind in {Kind.SHORT, Kind.TITLE, Kind.FURNITURE}:
            row[_COLUMN["heads other stories"]] = _heads_others(folded, kind)
            row[_COLUMN["heads comments"]] = (
                one.size < 30
                and one.word_count <= 4
                and dump_words.COMMENTS.search(folded) is not None
            )
        if one.size < _LONGEST_TITLE and (found := dump_words.RELATED.match(folded)):
            rest = folded[found.end() :].lstrip()
            row[_COLUMN["links another story"]] = len(rest) > 12 and rest[0] in _AFTER_LEAD


def _has_credit(folded: str, one: Shape) -> bool:
    """Whether a line names who made a picture: a word for it before a colon or in brackets."""
    if "©" in folded and one.size >= _SHORTEST_TITLE and not folded.startswith("©"):
        return True
    if dump_words.CREDIT_ENDS.search(folded):
        return True
    for found in dump_words.CREDIT.finditer(folded):
        before = folded[: found.start()].rstrip()
        after = folded[found.end() : found.end() + 12]
        if before[-1:] in _BEFORE_CREDIT or any(mark in after for mark in _AFTER_CREDIT):
            return True
        if found.group()[-1] in ":." or (not before and one.size < 28):
            return True
    return False


def _heads_others(folded: str, kind: Kind) -> bool:
    found = dump_words.RELATED.search(folded)
    return found is not None and (
        found.start() == 0 or found.end() == len(folded) or kind is not Kind.TITLE
    )


def _mark_neighbours(page: _Page, marks: Floats) -> None:
    count = len(page.lines)
    prose = {Kind.PROSE, Kind.SENTENCE}
    for number in range(count):
        before, kind, after = page.kind(number - 1), page.kinds[number], page.kind(number + 1)
        row = marks[number]
        if kind in prose:
            row[_COLUMN["beside prose"]] = before in prose or after in prose
            row[_COLUMN["alone among titles"]] = before is Kind.TITLE and after in {
                Kind.TITLE,
                Kind.DATE,
                Kind.DISCLOSURE,
                None,
            }
        if kind is not Kind.DISCLOSURE:
            row[_COLUMN["beside a disclosure"]] = Kind.DISCLOSURE in {before, after}
            if after is Kind.DISCLOSURE and page.share_paragraph(number, number + 1):
                row[_COLUMN["is a caption"]] = kind is not Kind.DATE
        if kind in {Kind.SHORT, Kind.TITLE} and page.shapes[number].size < _LONGEST_HEADING:
            row[_COLUMN["between prose"]] = (
                before in prose
                and after is Kind.PROSE
                and not page.share_paragraph(number - 1, number)
            )
        row[_COLUMN["long below a title"]] = (
            kind is Kind.TITLE
            and before is Kind.TITLE
            and page.shapes[number].size >= _SHORTEST_STANDFIRST
            and not page.share_paragraph(number, number + 1)
        )
        row[_COLUMN["near an end"]] = number >= count - 3


def _mark_groups(page: _Page, marks: Floats) -> None:
    run: list[int] = []
    for group in page.groups:
        kinds = [page.kinds[number] for number in group]
        _mark_group(page, group, kinds, marks)
        if all(kind in {Kind.SHORT, Kind.FURNITURE} for kind in kinds):
            run += group
        else:
            _close_menu(run, marks)
            run = []
    _close_menu(run, marks)


def _mark_group(page: _Page, group: range, kinds: list[Kind], marks: Floats) -> None:
    count = len(kinds)
    rows = slice(group.start, group.stop)
    if group.start > 0 and page.shapes[group.start - 1].ends_with_colon and count > 1:
        marks[rows, _COLUMN["in a list of the story"]] = 1.0
    prose_count = sum(kind in {Kind.PROSE, Kind.SENTENCE} for kind in kinds)
    has_title = kinds[0] is Kind.TITLE
    if 2 <= count <= _MOST_CARD_LINES and has_title and 1 <= prose_count <= 2:
        marks[rows, _COLUMN["in a card"]] = 1.0
    titles = [kind is Kind.TITLE or kind is Kind.SENTENCE for kind in kinds]
    others = [kind is Kind.DATE or kind is Kind.SHORT for kind in kinds]
    if sum(titles) >= 1 and count >= 2 and all(a or b for a, b in zip(titles, others, strict=True)):
        marks[rows, _COLUMN["in a list of titles"]] = 1.0 if sum(titles) >= 2 else 0.5
    last_prose = max((i for i, kind in enumerate(kinds) if kind >= Kind.SENTENCE), default=-1)
    below = kinds[last_prose + 1 :]
    if (
        last_prose >= 0
        and below
        and prose_count <= 2
        and all(kind in {Kind.SHORT, Kind.FURNITURE} for kind in below)
        and not has_title
    ):
        marks[group.start : group.start + last_prose + 1, _COLUMN["with buttons below"]] = 1.0
    if count > 1:
        for number, kind in zip(group, kinds, strict=True):
            if kind in {Kind.TITLE, Kind.SENTENCE}:
                marks[number, _COLUMN["beside short lines"]] = (
                    sum(one in {Kind.SHORT, Kind.DATE, Kind.FURNITURE} for one in kinds) / count
                )


def _close_menu(run: list[int], marks: Floats) -> None:
    if len(run) >= _FEWEST_MENU_LINES:
        marks[run, _COLUMN["in a menu"]] = 1.0


def _mark_repetition(page: _Page, marks: Floats) -> None:
    counts = Counter(page.folded)
    for number, folded in enumerate(page.folded):
        if page.kinds[number] is not Kind.DISCLOSURE and counts[folded] > 1:
            marks[number, _COLUMN["repeated"]] = 1.0


def _mark_titles(page: _Page, titles: Sequence[str], marks: Floats) -> None:
    first = next((i for i, kind in enumerate(page.kinds) if kind is Kind.TITLE), None)
    if first is not None:
        marks[first, _COLUMN["first of its size"]] = 1.0
    wanted = [one for title in titles if len(one := solid(title[:400])) >= 4]
    if not wanted:
        return
    longest = 3 * max(map(len, wanted)) + 20
    for number, line in enumerate(page.lines):
        if len(line.text) > 2 * longest or page.kinds[number] <= Kind.FURNITURE:
            continue
        own = solid(line.text)
        if own:
            best = max(likeness(own, one) for one in wanted)
            marks[number, _COLUMN["like the title"]] = best
            marks[number, _COLUMN["full title"]] = own in wanted
