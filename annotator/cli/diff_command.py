"""The command that lists where annotation sets of a page differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_or_login,
    json_option,
    page_argument,
    project_argument,
)
from annotator.cli.blind_words import veiled
from annotator.cli.candidates import NOTHING, Candidates, blind_option, reviewer_option
from annotator.cli.output import counted, emit, say, shortened
from annotator.cli.review_commands import candidates_of, wanted_sets
from annotator.core.adjudication import Considered, PieceState, consider, sides_of
from annotator.core.alignment import Alignment
from annotator.core.decisions import GOLD
from annotator.core.documents import Document
from annotator.core.pages import PageId
from annotator.services import comparing, projects, reviewing
from annotator.services.projects import Project

_WIDEST_QUOTE = 100


@dataclass(frozen=True, slots=True)
class _Differences:
    """A page with what is to be printed of it."""

    document: Document
    title: str
    candidates: Candidates
    considered: Sequence[Considered]


@click.command("diff", short_help="List where annotation sets of a page differ.")
@project_argument()
@page_argument()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@reviewer_option
@blind_option
@click.option(
    "--context",
    metavar="NUMBER",
    type=click.IntRange(0, 50),
    default=0,
    help="Also this many blocks before and after each.",
)
@json_option
def diff(
    project: Path,
    page: int,
    names: tuple[str, ...],
    reviewer: str | None,
    is_blind: bool,
    context: int,
    as_json: bool,
) -> None:
    """List where the sets of these annotators differ, with what was decided.

    All sets that were handed in are compared where no NAME is given. “gold” is a name too.
    """
    with projects.open_project(project) as opened:
        found = _differences(
            opened, PageId(page), names, annotator_or_login(reviewer), is_blind=is_blind
        )
    numbered = [one for one in found.considered if one.number]
    agreed = [one for one in found.considered if not one.number]
    if as_json:
        emit(
            {
                "page": page,
                "title": found.title,
                "sets": [
                    {
                        "letter": found.candidates.letter(name),
                        "annotator": None if is_blind else name,
                    }
                    for name in found.candidates.in_order
                ],
                "agreed": {
                    "pieces": len(agreed),
                    "open": sum(one.state is not PieceState.DECIDED for one in agreed),
                },
                "disagreements": [_fields(found, one, context) for one in numbered],
            }
        )
        return
    for name in () if is_blind else found.candidates.in_order:
        say(f"{found.candidates.letter(name)} is {name}.")
    for one in numbered:
        _say_one(found, one, context)
    say(f"{counted(len(numbered), 'disagreement')}, {counted(len(agreed), 'piece')} agreed on.")


def _differences(
    project: Project, page: PageId, names: Sequence[str], reviewer: str, *, is_blind: bool
) -> _Differences:
    names, lettered = wanted_sets(project, page, reviewer, names, is_blind=is_blind)
    if GOLD in names:
        found = comparing.compare(project, page, names)
        candidates = Candidates.of(
            found.names, found.facts.digest, reviewer, lettered, is_blind=is_blind
        )
        considered = consider(found.document.text, found.pieces, found.names, ())
        return _Differences(found.document, found.facts.title, candidates, considered)
    sitting = reviewing.open_review(project, page, reviewer, names)
    return _Differences(
        sitting.document,
        sitting.facts.title,
        candidates_of(sitting, lettered, is_blind=is_blind),
        [
            replace(one, reason=veiled(project, one.reason, is_blind=is_blind))
            for one in sitting.considered
        ],
    )


def _fields(found: _Differences, one: Considered, context: int) -> dict[str, Any]:
    piece, is_blind = one.piece, found.candidates.is_blind
    longer, shorter = _longer_and_shorter(found, one)
    return {
        "number": one.number,
        "kind": piece.kind,
        "block": piece.block,
        "span": [piece.span.start, piece.span.end],
        "quote": found.document.quote(piece.span),
        "labels": found.candidates.labels(piece),
        "edge": piece.edge,
        "shift": len(piece.span) if piece.kind is Alignment.BOUNDARY else None,
        "longer": longer,
        "shorter": shorter,
        "state": one.state,
        "choice": one.choice,
        "label": one.label,
        "side": found.candidates.side(one),
        "reason": one.reason,
        "decider": None if is_blind else one.decider or None,
        "before": [text for _, text in _beside(found, piece.block, range(-context, 0))],
        "after": [text for _, text in _beside(found, piece.block, range(1, context + 1))],
    }


def _say_one(found: _Differences, one: Considered, context: int) -> None:
    piece = one.piece
    shift = f" by {len(piece.span)}" if piece.kind is Alignment.BOUNDARY else ""
    edge = f", end of {piece.edge}{shift}" if piece.edge else ""
    decided = "" if one.choice is None else f": {one.label or NOTHING}"
    why = f" ({one.reason})" if one.reason else ""
    say(
        f"{one.number}  {piece.kind}{edge}, block {piece.block}, "
        f"{piece.span.start}:{piece.span.end}, {one.state}{decided}{why}"
    )
    for number, text in _beside(found, piece.block, range(-context, 0)):
        say(f"    {number}: {shortened(text, _WIDEST_QUOTE)}")
    say(f"    “{shortened(found.document.quote(piece.span), _WIDEST_QUOTE)}”")
    for letter, label in found.candidates.labels(piece).items():
        say(f"    {letter}: {label or 'undecided'}")
    for number, text in _beside(found, piece.block, range(1, context + 1)):
        say(f"    {number}: {shortened(text, _WIDEST_QUOTE)}")


def _beside(found: _Differences, block: int, steps: range) -> list[tuple[int, str]]:
    """The blocks so many steps away, with their text; those beyond the ends are left out."""
    count = len(found.document.blocks)
    numbers = [block + step for step in steps if 0 <= block + step < count]
    return [(number, found.document.block_text(number)) for number in numbers]


def _longer_and_shorter(found: _Differences, one: Considered) -> tuple[str | None, str | None]:
    if one.piece.kind is not Alignment.BOUNDARY:
        return None, None
    sides, names = sides_of(one.piece), found.candidates.names
    return (
        found.candidates.letter(names[sides.longer]),
        found.candidates.letter(names[sides.shorter]),
    )
