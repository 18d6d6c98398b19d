"""What the paragraphs of a text dump tell: cards, lists, menus, and where most of the prose is."""

from __future__ import annotations

import numpy as np

from annotator.assist.dump_page import DumpPage
from annotator.assist.dump_shapes import Kind
from annotator.assist.visible_page import Floats

GROUP_MARKS = (
    "in a card",
    "in a list of titles",
    "in a list of the story",
    "with buttons below",
    "beside short lines",
    "in a menu",
    "in the most prose",
)
_COLUMN = {name: number for number, name in enumerate(GROUP_MARKS)}

_MOST_CARD_LINES = 7
_FEWEST_MENU_LINES = 3
_WIDEST_GAP = 3
"""Lines between two lines of prose that still belong to one run."""
_LONE_CARD = 0.4
_LONE_TITLE = 0.5


def group_marks(page: DumpPage, captions: Floats) -> Floats:
    """One row a line, one column for each of `GROUP_MARKS`; `captions` tells which lines are."""
    marks = np.zeros((len(page.lines), len(GROUP_MARKS)))
    _mark_groups(page, marks)
    _mark_masses(page, captions, marks)
    return marks


def _mark_groups(page: DumpPage, marks: Floats) -> None:
    run: list[int] = []
    cards = [_is_card([page.kinds[number] for number in group]) for group in page.groups]
    for place, group in enumerate(page.groups):
        kinds = [page.kinds[number] for number in group]
        _mark_group(page, group, kinds, marks)
        if cards[place]:
            near = cards[max(0, place - 2) : place] + cards[place + 1 : place + 3]
            marks[group.start : group.stop, _COLUMN["in a card"]] = 1.0 if any(near) else _LONE_CARD
        if all(kind in {Kind.SHORT, Kind.FURNITURE} for kind in kinds):
            run += group
        else:
            _close_menu(run, marks)
            run = []
    _close_menu(run, marks)


def _is_card(kinds: list[Kind]) -> bool:
    """Whether a paragraph is a title with little prose below it."""
    prose_count = sum(kind in {Kind.PROSE, Kind.SENTENCE} for kind in kinds)
    is_small = 2 <= len(kinds) <= _MOST_CARD_LINES
    return is_small and kinds[0] is Kind.TITLE and 1 <= prose_count <= 2


def _mark_group(page: DumpPage, group: range, kinds: list[Kind], marks: Floats) -> None:
    count = len(kinds)
    rows = slice(group.start, group.stop)
    if group.start > 0 and page.shapes[group.start - 1].ends_with_colon and count > 1:
        marks[rows, _COLUMN["in a list of the story"]] = 1.0
    prose_count = sum(kind in {Kind.PROSE, Kind.SENTENCE} for kind in kinds)
    has_title = kinds[0] is Kind.TITLE
    titles = [kind is Kind.TITLE or kind is Kind.SENTENCE for kind in kinds]
    others = [kind is Kind.DATE or kind is Kind.SHORT for kind in kinds]
    is_mostly = 2 * sum(titles) >= count  # else names and buttons, as among comments
    if is_mostly and count >= 2 and all(a or b for a, b in zip(titles, others, strict=True)):
        marks[rows, _COLUMN["in a list of titles"]] = 1.0 if sum(titles) >= 2 else _LONE_TITLE
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


def _mark_masses(page: DumpPage, captions: Floats, marks: Floats) -> None:
    """Mark runs of prose by their share of the longest: a story has the most of it."""
    runs: list[list[int]] = []
    gap = _WIDEST_GAP + 1
    for number, kind in enumerate(page.kinds):
        if kind in {Kind.PROSE, Kind.SENTENCE} and not captions[number]:
            if gap > _WIDEST_GAP:
                runs.append([])
            runs[-1].append(number)
            gap = 0
        elif kind in {Kind.DISCLOSURE, Kind.DATE}:
            gap = _WIDEST_GAP + 1
        else:
            gap += 1
    sizes = [sum(page.shapes[number].size for number in run) for run in runs]
    for run, size in zip(runs, sizes, strict=True):
        marks[run, _COLUMN["in the most prose"]] = size / max(sizes)
