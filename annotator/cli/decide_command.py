"""The command that decides what differs between annotation sets of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from annotator.cli.arguments import (
    annotator_or_login,
    json_option,
    page_argument,
    project_argument,
    usage,
)
from annotator.cli.candidates import NOTHING, between_option, blind_option, reviewer_option
from annotator.cli.opening import opened_for_change
from annotator.cli.output import counted, emit, say
from annotator.cli.review_commands import candidates_of, left_fields, wanted_sets
from annotator.core.adjudication import all_alike
from annotator.core.decisions import Decision
from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.services import reviewing
from annotator.services.changes import Changes
from annotator.services.gold_sitting import GoldSitting
from annotator.services.selecting import BlockSelection, inside, parse_blocks, parse_span


@click.command("decide", short_help="Decide what differs between sets of a page.")
@project_argument()
@page_argument()
@reviewer_option
@click.option(
    "--disagreement",
    "numbers",
    metavar="NUMBER",
    type=click.IntRange(1),
    multiple=True,
    help="Which one, as “annotator diff” numbers them; can be repeated.",
)
@click.option(
    "--take",
    "word",
    metavar="WHAT",
    help="A letter or name, a label, “nothing”, “longer” or “shorter”.",
)
@click.option("--all-alike", is_flag=True, help="And all others like it that are not decided.")
@click.option("--agreed", is_flag=True, help="Take all that all agree on.")
@click.option("--blocks", "block_text", metavar="BLOCKS", help="Decide whole blocks by hand.")
@click.option("--span", "span_text", metavar="START:END", help="Decide text by hand.")
@click.option("--undo", "is_undone", is_flag=True, help="Take the latest decision back.")
@click.option("--reason", metavar="TEXT", default="", help="Why; kept with the decision.")
@between_option
@blind_option
@json_option
def decide(
    project: Path,
    page: int,
    reviewer: str | None,
    between: tuple[str, ...],
    is_blind: bool,
    as_json: bool,
    **wish: Any,
) -> None:
    """Decide what differs between sets of a page; the decision makes the gold set.

    Give one of: --disagreement with --take; --agreed; --blocks or --span with --take LABEL or
    “nothing”, which decides text whatever the sets say; --undo.
    """
    asked = _Wish(is_blind=is_blind, **wish)
    _step_of(asked)  # which refuses what makes no sense before anything is opened
    name, number = annotator_or_login(reviewer), PageId(page)
    with opened_for_change(project) as opened:
        names, lettered = wanted_sets(opened, number, name, between, is_blind=is_blind)
        step = _step_of(replace(asked, lettered=lettered))
        sitting, changes = reviewing.change_gold(opened, number, name, step, names)
    left = left_fields(sitting)
    line = changes.line
    decision = None if line is None else line.decision
    kept = _kept(sitting, asked, decision)
    candidates = candidates_of(sitting, lettered, is_blind=is_blind)
    side = decision.side if decision is not None and decision.side in sitting.names else None
    if as_json:
        emit(
            {
                "page": page,
                "reviewer": sitting.reviewer,
                "changed": line is not None,
                "step": None if line is None else line.kind,
                "edit": None if line is None else line.edit.name,
                "side": None if side is None else candidates.letter(side),
                "annotator": None if is_blind else side,
                "places": 0 if decision is None else len(decision.rulings),
                "kept": kept,
                "left": left,
                "status": sitting.status,
                "revision": sitting.revision,
            }
        )
        return
    done = "Nothing to change" if line is None else f"{line.kind.capitalize()}: {line.edit.name}"
    whose = "" if side is None else f" ({candidates.shown(side)})"
    disagreements = counted(left["disagreements"], "disagreement")
    agreed = counted(left["agreed"], "piece")
    say(f"{done}{whose}. Page {page}: {disagreements} to decide, {agreed} to accept.")
    if kept:
        say(f"{counted(kept, 'place')} like this stayed as decided before; name each by number.")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What `annotator decide` was asked for."""

    numbers: tuple[int, ...]
    word: str | None
    all_alike: bool
    agreed: bool
    block_text: str | None
    span_text: str | None
    is_undone: bool
    reason: str
    is_blind: bool
    lettered: tuple[str, ...] = ()


def _step_of(wish: _Wish) -> Callable[[GoldSitting], Changes]:
    """What the wish does to an open review; a wish for nothing or for two things is refused."""
    kinds = (wish.numbers, wish.agreed, wish.block_text, wish.span_text, wish.is_undone)
    if sum(map(bool, kinds)) != 1:
        raise click.UsageError("Give one of --disagreement, --agreed, --blocks, --span and --undo.")
    if wish.is_undone:
        return _undo
    if wish.agreed:
        return lambda sitting: sitting.agree(wish.reason)
    if wish.word is None:
        raise click.UsageError("Say what to take: --take.")
    word = wish.word
    if wish.numbers:
        return lambda sitting: _decided(sitting, wish, word)
    blocks = None
    if wish.block_text is not None:
        block_text = wish.block_text
        blocks = usage(lambda: parse_blocks(block_text), "--blocks")
    span_text = wish.span_text or ""
    span = None if blocks else usage(lambda: parse_span(span_text), "--span")
    return lambda sitting: _by_hand(sitting, blocks, span, word)


def _undo(sitting: GoldSitting) -> Changes:
    changes = sitting.undo()
    if not changes:
        raise UserError(f"There is no decision to take back on page {sitting.page}.")
    return changes


def _decided(sitting: GoldSitting, wish: _Wish, word: str) -> Changes:
    chosen = [one.piece for one in sitting.disagreements(wish.numbers)]
    wanted = frozenset(wish.numbers)
    if wish.all_alike:
        wanted = all_alike(sitting.considered, wish.numbers).wanted
    candidates = candidates_of(sitting, wish.lettered, is_blind=wish.is_blind)
    taking = candidates.taking(word, chosen, sitting.label_set)
    return sitting.decide(wanted, taking, wish.reason)


def _kept(sitting: GoldSitting, wish: _Wish, decision: Decision | None) -> int:
    """How many places like those named had been decided before, and were left as they are."""
    if not wish.all_alike:
        return 0
    taken = set() if decision is None else {one.span for one in decision.rulings}
    like = all_alike(sitting.considered, wish.numbers).kept
    return sum(one.piece.span not in taken for one in sitting.disagreements(like))


def _by_hand(
    sitting: GoldSitting, blocks: BlockSelection | None, span: Span | None, word: str
) -> Changes:
    if blocks is not None:
        spans = blocks.spans(sitting.document, sitting.annotations)
    else:
        spans = [] if span is None else [inside(sitting.document, span)]
    return sitting.clear(spans) if word == NOTHING else sitting.label(spans, word)
