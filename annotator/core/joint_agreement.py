"""How far all annotators agree, however many of them labelled a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.core.agreement import Pairable, alpha_of, fleiss_of
from annotator.core.agreement_report import Estimate, LeftOut, Overall, Together
from annotator.core.agreement_units import PageUnits, UnitCounts
from annotator.core.bootstrap import Draws, intervals, totals
from annotator.core.effort import Figure

Key = tuple[str | int | None, ...]
"""What is counted: a kind of unit, the measure that it is for, and what it is."""

_KINDS = ("block", "character")
_NO_PAGE = "no page was finished by all of them"


@dataclass(frozen=True, slots=True)
class JointPage:
    """What is known of all sets of one page; `fleiss` counts where everyone has finished it.

    `left_out` holds, for blocks and for characters, the shown and the hidden ones that nobody
    labelled any of.
    """

    annotators: tuple[str, ...]
    alpha: Mapping[Key, int]
    fleiss: Mapping[Key, int]
    left_out: tuple[tuple[int, int], tuple[int, int]]


def count_jointly(annotators: Sequence[str], units: PageUnits) -> JointPage:
    """Count what these annotators, whose units they are, say of a page."""
    alpha: dict[Key, int] = {}
    fleiss: dict[Key, int] = {}
    kinds = (units.blocks, units.characters)
    for kind, one in zip(_KINDS, kinds, strict=True):
        _count(alpha, fleiss, kind, one)
    blocks, characters = (one.left_out() for one in kinds)
    return JointPage(tuple(annotators), alpha, fleiss, (blocks, characters))


def joint_agreement(annotators: Sequence[str], pages: Sequence[JointPage], draws: Draws) -> Overall:
    """The figures of all annotators over these pages."""
    everyone = set(annotators)
    rows = [
        {**one.alpha, **(one.fleiss if set(one.annotators) == everyone else {})} for one in pages
    ]
    summed = totals(rows)
    figures = _figures(summed)
    drawn = intervals(rows, lambda counts: [one.value for one in _figures(counts).values()], draws)
    told = {
        name: Estimate(figure.value, figure.reason, None if figure.value is None else interval)
        for (name, figure), interval in zip(figures.items(), drawn, strict=True)
    }
    block, character = (
        _together(kind, summed, told, [one.left_out[place] for one in pages])
        for place, kind in enumerate(_KINDS)
    )
    return Overall(tuple(annotators), len(pages), block, character)


def _count(alpha: dict[Key, int], fleiss: dict[Key, int], kind: str, units: UnitCounts) -> None:
    deciding: Pairable[str] = Pairable()
    everyone: Pairable[str | None] = Pairable()
    counted = units.counted()
    for said, count in counted.items():
        everyone.add(said, count)
        deciding.add(tuple([category for category in said if category is not None]), count)
    alpha[kind, "all units"] = counted.total()
    for counts, measure, found in ((alpha, "alpha", deciding), (fleiss, "fleiss", everyone)):
        counts[kind, measure, "units"] = found.unit_count
        for size, count in found.agreeing.items():
            counts[kind, measure, "agreeing", size] = count
        for category, count in found.values.items():
            counts[kind, measure, "value", category] = count


def _pairable(counts: Mapping[Key, int], kind: str, measure: str) -> Pairable[str | None]:
    found: Pairable[str | None] = Pairable()
    for key, count in counts.items():
        if key[:2] != (kind, measure):
            continue
        match key[2:]:
            case ("agreeing", int(size)):
                found.agreeing[size] = count
            case ("value", str() | None as category):
                found.values[category] = count
            case _:
                found.unit_count = count
    return found


def _figures(counts: Mapping[Key, int]) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for kind in _KINDS:
        found[kind, "alpha"] = alpha_of(_pairable(counts, kind, "alpha"))
        crossed = _pairable(counts, kind, "fleiss")
        found[kind, "fleiss"] = fleiss_of(crossed) if crossed.unit_count else Figure(None, _NO_PAGE)
    return found


def _together(
    kind: str,
    counts: Mapping[Key, int],
    told: Mapping[tuple[str, str], Estimate],
    left_out: Sequence[tuple[int, int]],
) -> Together:
    n = counts.get((kind, "alpha", "units"), 0)
    reasons = (
        (counts.get((kind, "all units"), 0) - n, f"{kind}s that fewer than two decided"),
        (sum(shown for shown, _ in left_out), f"{kind}s that nobody labelled"),
        (sum(hidden for _, hidden in left_out), f"hidden {kind}s that nobody labelled"),
    )
    return Together(
        n=n,
        fleiss_n=counts.get((kind, "fleiss", "units"), 0),
        alpha=told[kind, "alpha"],
        fleiss=told[kind, "fleiss"],
        left_out=tuple(LeftOut(count, reason) for count, reason in reasons if count),
    )
