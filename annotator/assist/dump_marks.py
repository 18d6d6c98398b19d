"""What the lines of a text dump tell, each for itself and by the lines around it.

A mark is a number from 0 to 1 for each line; `MARKS` names them. Nothing here says what a line is:
`dump_path` weighs the marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from annotator.assist import dump_words
from annotator.assist.dump_echo import said_below
from annotator.assist.dump_groups import GROUP_MARKS, group_marks
from annotator.assist.dump_page import (
    LONG_TITLE,
    LONGEST_HEADING,
    LONGEST_TITLE,
    SHORTEST_TITLE,
    DumpPage,
    Line,
    asks,
)
from annotator.assist.dump_shapes import Kind, Shape
from annotator.assist.titles import likeness, solid
from annotator.assist.visible_page import Floats

LINE_MARKS = (
    *(f"is {kind.name.lower()}" for kind in Kind),
    "long prose",
    "long title",
    "asks",
    "begins with a quote",
    "in another script",
    "is a caption",
    "names an author",
    "heads other stories",
    "links another story",
    "heads comments",
    "beside prose",
    "alone among titles",
    "beside a disclosure",
    "between prose",
    "long below a title",
    "holds its neighbour",
    "near an end",
    "repeated",
    "first of its size",
    "like the title",
    "full title",
    "begins with an author",
    "said again below",
)
MARKS = (*LINE_MARKS, *GROUP_MARKS)
_COLUMN = {name: number for number, name in enumerate(LINE_MARKS)}

_PROSE = frozenset({Kind.PROSE, Kind.SENTENCE})
_LONG_PROSE = 400.0
_LONGEST_BYLINE = 48.0
_SHORTEST_STANDFIRST = 45.0
_BEFORE_CREDIT = frozenset("([/（【|")
_AFTER_CREDIT = frozenset(":：/©")
_LONGEST_LEAD = 16
_SHORTEST_LINK = 12
_AFTER_LEAD = frozenset(":：-–|—")


def line_marks(lines: Sequence[Line], titles: Sequence[str]) -> Floats:
    """One row a line, one column for each of `MARKS`."""
    page = DumpPage(lines)
    marks = np.zeros((len(lines), len(LINE_MARKS)))
    _mark_lines(page, marks)
    _mark_neighbours(page, marks)
    _mark_repetition(page, marks)
    _mark_titles(page, titles, marks)
    _mark_authors(page, marks)
    marks[:, _COLUMN["said again below"]] = said_below(page.folded, page.kinds)
    return np.hstack([marks, group_marks(page, marks[:, _COLUMN["is a caption"]])])


def _mark_lines(page: DumpPage, marks: Floats) -> None:
    for number, (line, folded, one) in enumerate(
        zip(page.lines, page.folded, page.shapes, strict=True)
    ):
        row = marks[number]
        kind = page.kinds[number]
        row[kind] = 1.0
        if kind is Kind.PROSE:
            row[_COLUMN["long prose"]] = min(one.size / _LONG_PROSE, 1.0)
        if kind is Kind.DISCLOSURE:
            continue
        is_other = bool(one.script) and one.script != page.script
        row[_COLUMN["in another script"]] = is_other and kind is not Kind.DATE
        row[_COLUMN["names an author"]] = _names_author(line.text, folded, one)
        row[_COLUMN["asks"]] = asks(one) and kind is Kind.TITLE
        row[_COLUMN["begins with a quote"]] = one.is_quoted and one.size >= 15
        is_credit = one.stop_count <= 3 and one.size < LONGEST_TITLE and _has_credit(folded, one)
        row[_COLUMN["is a caption"]] = line.disclosed > 0 or is_credit
        if one.size < LONGEST_HEADING and kind in {Kind.SHORT, Kind.TITLE, Kind.FURNITURE}:
            row[_COLUMN["heads other stories"]] = _heads_others(folded, kind)
            row[_COLUMN["heads comments"]] = (
                one.size < 30
                and one.word_count <= 4
                and dump_words.COMMENTS.search(folded) is not None
            )
        if one.size < LONGEST_TITLE and (found := dump_words.RELATED.match(folded)):
            row[_COLUMN["links another story"]] = _links(folded[found.end() :])


def _names_author(text: str, folded: str, one: Shape) -> bool:
    """Whether a short line begins as a byline does and has the capitals of names."""
    if one.size > _LONGEST_BYLINE or one.ends_sentence or not dump_words.BYLINE.match(folded):
        return False
    words = [word for word in text.split()[1:] if len(word) > 3]
    return all(word[0] == word[0].upper() for word in words)


def _has_credit(folded: str, one: Shape) -> bool:
    """Whether a line names who made a picture: a word for it before a colon or in brackets."""
    if "©" in folded and one.size >= SHORTEST_TITLE and not folded.startswith("©"):
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


def _links(rest: str) -> bool:
    """Whether the words of a lead are over soon, with a colon, and a title follows."""
    place = next((at for at, mark in enumerate(rest[:_LONGEST_LEAD]) if mark in _AFTER_LEAD), None)
    return place is not None and len(rest) - place > _SHORTEST_LINK


def _heads_others(folded: str, kind: Kind) -> bool:
    found = dump_words.RELATED.search(folded)
    return found is not None and (
        found.start() == 0 or found.end() == len(folded) or kind is not Kind.TITLE
    )


def _mark_neighbours(page: DumpPage, marks: Floats) -> None:
    count = len(page.lines)
    for number in range(count):
        before, kind, after = page.kind(number - 1), page.kinds[number], page.kind(number + 1)
        row = marks[number]
        if kind in _PROSE:
            row[_COLUMN["beside prose"]] = before in _PROSE or after in _PROSE
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
        if kind in {Kind.SHORT, Kind.TITLE} and page.shapes[number].size < LONGEST_HEADING:
            row[_COLUMN["between prose"]] = (
                before in _PROSE
                and after is Kind.PROSE
                and not page.share_paragraph(number - 1, number)
            )
        row[_COLUMN["long below a title"]] = (
            kind is Kind.TITLE
            and before is Kind.TITLE
            and (after is not Kind.TITLE or page.shapes[number + 1].size < LONG_TITLE)
            and page.kind(number - 2) is not Kind.TITLE
            and page.shapes[number].size >= _SHORTEST_STANDFIRST
            and not page.share_paragraph(number, number + 1)
        )
        if kind is Kind.TITLE:
            row[_COLUMN["long title"]] = page.shapes[number].size >= LONG_TITLE
            row[_COLUMN["holds its neighbour"]] = any(
                0 <= near < count
                and page.kinds[near] is Kind.TITLE
                and page.folded[near] != page.folded[number]
                and page.folded[near] in page.folded[number]
                for near in range(number - 2, number + 3)
            )
        row[_COLUMN["near an end"]] = number >= count - 2


def _mark_repetition(page: DumpPage, marks: Floats) -> None:
    counts = Counter(page.folded)
    for number, folded in enumerate(page.folded):
        if page.kinds[number] is not Kind.DISCLOSURE and counts[folded] > 1:
            marks[number, _COLUMN["repeated"]] = 1.0


def _mark_authors(page: DumpPage, marks: Floats) -> None:
    """Mark sentences that begin with a name that stands in a credit or by itself."""
    names: set[tuple[str, ...]] = set()
    for number, (folded, kind) in enumerate(zip(page.folded, page.kinds, strict=True)):
        if kind is Kind.SHORT:
            names.add(tuple(folded.split()))
        elif marks[number, _COLUMN["is a caption"]]:
            for found in dump_words.CREDIT.finditer(folded):
                names.add(tuple(folded[found.end() :].strip(" :./()©").split()[:2]))
    for number, (folded, kind) in enumerate(zip(page.folded, page.kinds, strict=True)):
        if kind is Kind.SENTENCE:
            words = folded.split()
            marks[number, _COLUMN["begins with an author"]] = len(words) > 2 and (
                tuple(words[:2]) in names
            )


def _mark_titles(page: DumpPage, titles: Sequence[str], marks: Floats) -> None:
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
