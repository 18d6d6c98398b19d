"""The options that split a data set, and what is said of the splits afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from annotator.cli.arguments import usage
from annotator.cli.output import counted, say, tell
from annotator.core.splits import GroupBy, SplitTerms, shares_of
from annotator.services.export_wish import BALANCED
from annotator.services.leaks import LeakReport
from annotator.services.splitting import SplitReport

_Command = TypeVar("_Command", bound=Callable[..., Any])
_MOST_TOLD = 10


def _seed(given: str) -> int | str:
    if given == BALANCED:
        return given
    try:
        return int(given)
    except ValueError:
        raise click.BadParameter(f"“{given}” is neither a whole number nor “{BALANCED}”.") from None


def split_options(command: _Command) -> _Command:
    """Add the options; `split_terms` makes terms of the first three."""
    options = [
        click.option(
            "--split",
            metavar="SHARES",
            help="Put each page into a split, as train=0.8,validation=0.1,test=0.1.",
        ),
        click.option(
            "--split-by",
            type=click.Choice([one.value for one in GroupBy]),
            help="What stays in one split: a site (as if not given) or a template of one.",
        ),
        click.option(
            "--seed",
            type=_seed,
            metavar=f"NUMBER|{BALANCED}",
            help="Draws the splits, 0 if not given; or the one that suits the languages best.",
        ),
        click.option(
            "--check-leaks",
            is_flag=True,
            help="Look for text that stands nearly alike in two splits.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def split_terms(
    split: str | None, split_by: str | None, seed: int | str | None
) -> SplitTerms | None:
    """What is asked for; None where nothing is to be split."""
    if split is None:
        if split_by is not None or seed is not None:
            raise click.UsageError("“--split-by” and “--seed” say how to split: add “--split”.")
        return None
    return SplitTerms(
        shares=usage(lambda: shares_of(split), "split"),
        by=GroupBy(split_by or GroupBy.SITE),
        seed=None if isinstance(seed, str) else seed or 0,
    )


def say_splits(split: SplitReport) -> None:
    """Print what there is in each split, what a language lacks, and what leaks."""
    sizes = {name: sum(counts.values()) for name, counts in split.languages.items()}
    told = ", ".join(f"{name} {sizes[name]}" for name in split.terms.shares if sizes.get(name))
    groups = counted(split.group_count, "group")
    say(f"Pages by split: {told or 'none'}; of {groups}, with the seed {split.terms.seed}.")
    if split.leaks is not None:
        _say_leaks(split.leaks)


def warn_of_splits(split: SplitReport) -> None:
    """Tell which splits are empty, and which languages have no page in one of the others.

    Nothing is measured, or learned, of them.
    """
    empty = split.empty()
    if empty:
        named = " and ".join(f"“{name}”" for name in empty)
        tell(f"annotator: {named} {'is' if len(empty) == 1 else 'are'} empty.")
    for name, languages in split.lacking().items():
        if name in empty:
            continue
        some = ", ".join(one or "unknown" for one in languages)
        tell(f"annotator: no page of these languages is in “{name}”: {some}.")


def _say_leaks(leaks: LeakReport) -> None:
    if not leaks.pair_count:
        say(f"No text of {counted(leaks.compared_count, 'page')} is nearly alike in two splits.")
        return
    where = ", ".join(f"{count} in {name}" for name, count in leaks.leaking.items())
    pairs = counted(leaks.pair_count, "pair of pages", "pairs of pages")
    say(f"Nearly alike in two splits: {pairs} ({where}).")
    for pair in leaks.pairs[:_MOST_TOLD]:
        (one, other), splits = pair.pages, pair.splits
        say(f"  {pair.similarity:.2f}  page {one} in {splits[0]}, page {other} in {splits[1]}")
    if leaks.pair_count > _MOST_TOLD:
        say("  and others: the manifest tells them.")
